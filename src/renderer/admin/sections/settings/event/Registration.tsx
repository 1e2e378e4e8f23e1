import { DoorClosed, DoorOpen } from 'lucide-react';
import { call } from '../../../../common/api.ts';
import { useConsole } from '../../../console/consoleContext.ts';
import { useRequest } from '../../../console/useRequest.ts';
import { RefusalNotice } from '../../../controls/RefusalNotice.tsx';
import { RequestButton } from '../../../controls/RequestButton.tsx';
import { useTexts } from '../../../language/useTexts.ts';
import { eventSettingsTexts } from './texts.ts';
import './event.css';

/** Registration opens and closes at once: it is used during the show, not when setting up. */
export const Registration = () => {
  const { view, online } = useConsole();
  const t = useTexts(eventSettingsTexts).registration;
  const { busy, refusal, send } = useRequest();
  const open = view.settings.registration_open;
  return (
    <section className="settings-card" aria-labelledby="registration-heading">
      <h3 id="registration-heading">{t.heading}</h3>
      <div className="setting-line">
        <p className={open ? 'door open' : 'door'} aria-live="polite">
          {open ? <DoorOpen aria-hidden="true" size={20} /> : <DoorClosed aria-hidden="true" size={20} />}
          {open ? t.open : t.closed}
        </p>
        <RequestButton
          className="button"
          busy={busy}
          onClick={() => {
            if (online)
              void send(() =>
                call('updateEvent', { params: { event_id: view.id }, body: { registration_open: !open } }),
              );
          }}
          testId="registration-toggle"
        >
          {open ? t.closeAction : t.openAction}
        </RequestButton>
      </div>
      <RefusalNotice refusal={refusal} />
    </section>
  );
};
