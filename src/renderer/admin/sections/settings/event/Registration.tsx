import { DoorClosed, DoorOpen } from 'lucide-react';
import { call } from '../../../../common/api.ts';
import { Notice } from '../../../controls/Notice.tsx';
import { useDesk, useRequest } from '../../../console/consoleContext.ts';
import { refusalWords } from '../../../console/refusals.ts';

/** Opens and closes the door at once: it is used during the show, not when setting up. */
export const Registration = () => {
  const { m, view, online } = useDesk();
  const { busy, refusal, send } = useRequest();
  const open = view.settings.registration_open;
  return (
    <section className="settings-card" aria-labelledby="registration-heading">
      <h3 id="registration-heading">{m.settings.registration}</h3>
      <div className="registration">
        <p className={open ? 'door open' : 'door'} aria-live="polite">
          {open ? <DoorOpen aria-hidden="true" size={20} /> : <DoorClosed aria-hidden="true" size={20} />}
          {open ? m.settings.registrationOpen : m.settings.registrationClosed}
        </p>
        <button
          type="button"
          className="button"
          aria-disabled={busy || !online}
          title={online ? undefined : m.common.offlineReason}
          onClick={() => {
            if (online)
              void send(() =>
                call('updateEvent', { params: { event_id: view.id }, body: { registration_open: !open } }),
              );
          }}
          data-testid="registration-toggle"
        >
          {open ? m.settings.registrationCloseAction : m.settings.registrationOpenAction}
        </button>
      </div>
      {refusal && <Notice kind="bad">{refusalWords(m, refusal)}</Notice>}
    </section>
  );
};
