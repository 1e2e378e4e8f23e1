import { useDesk } from '../desk/deskContext.ts';
import { Access } from './Access.tsx';
import { DangerZone } from './DangerZone.tsx';
import { Displays } from './Displays.tsx';
import { EventForm } from './EventForm.tsx';
import { Fairness } from './Fairness.tsx';
import { NetworkChoice } from './NetworkChoice.tsx';
import { Registration } from './Registration.tsx';
import { ThisScreen } from './ThisScreen.tsx';
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
