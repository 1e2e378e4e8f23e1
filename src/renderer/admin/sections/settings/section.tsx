import { useDesk } from '../../console/consoleContext.ts';
import { Access } from './access/Access.tsx';
import { DangerZone } from './event/Reset.tsx';
import { Displays } from './stage/Displays.tsx';
import { EventForm } from './event/EventForm.tsx';
import { Fairness } from './draws/Fairness.tsx';
import { NetworkChoice } from './network/NetworkChoice.tsx';
import { Registration } from './event/Registration.tsx';
import { ThisScreen } from './screen/ThisScreen.tsx';
import './settings.css';

export const SettingsRoom = () => {
  const { m } = useDesk();
  return (
    <div className="settings-room">
      <div className="room-head">
        <h2>{m.rooms.settings}</h2>
      </div>
      <div className="settings-columns">
        <div>
          <EventForm />
          <Fairness />
          <Registration />
          <Access />
        </div>
        <div>
          <NetworkChoice />
          {globalThis.luckyDrawBridge !== undefined && <Displays bridge={globalThis.luckyDrawBridge} />}
          <ThisScreen />
          <DangerZone />
        </div>
      </div>
    </div>
  );
};
