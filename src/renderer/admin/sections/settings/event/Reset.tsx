import { useState } from 'react';
import { call } from '../../../../common/api.ts';
import { Dialog } from '../../../controls/Dialog.tsx';
import { Notice } from '../../../controls/Notice.tsx';
import { useDesk, useRequest } from '../../../console/consoleContext.ts';
import { createIntention } from '../../../console/requestKey.ts';
import { refusalWords } from '../../../console/refusals.ts';
import { isNameConfirmed } from './eventDraft.ts';

const ResetForm = ({ onClose }: { onClose: () => void }) => {
  const { m, view, online, notify } = useDesk();
  const { busy, refusal, send } = useRequest();
  const [everybody, setEverybody] = useState(false);
  const [typed, setTyped] = useState('');
  const [intention] = useState(createIntention);
  const drawn = view.prizes.reduce((sum, prize) => sum + prize.drawn, 0);
  const running = view.stage !== 'idle' && view.stage !== 'winner';
  const confirmed = !everybody || isNameConfirmed(typed, view.name);
  const possible = online && !running && confirmed;

  const submit = async (): Promise<void> => {
    if (!possible || busy) return;
    const body = { reset_participants: everybody, reset_draws: true };
    const outcome = await send(() =>
      call('reset', { params: { event_id: view.id }, body, idempotencyKey: intention.keyFor(body) }),
    );
    if (outcome === null) return;
    if (!outcome.ok) {
      if (outcome.refusal.code !== 'offline') intention.end();
      return;
    }
    const { removed_draws: draws, removed_participants: participants, backup } = outcome.value;
    const done = m.settings.resetDone(draws, participants);
    notify('good', backup === null ? done : `${done} ${m.settings.resetBackup(backup)}`);
    onClose();
  };

  const option = (all: boolean, title: string, deletes: string, keeps: string) => (
    <label className={everybody === all ? 'reset-option chosen' : 'reset-option'}>
      <input
        type="radio"
        name="reset"
        checked={everybody === all}
        onChange={() => setEverybody(all)}
        data-testid={all ? 'reset-participants' : 'reset-draws'}
      />
      <b>{title}</b>
      <span>{deletes}</span>
      <span className="quiet">{keeps}</span>
    </label>
  );

  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <h2>{m.settings.resetTitle}</h2>
      <fieldset className="reset-options">
        <legend className="visually-hidden">{m.settings.resetTitle}</legend>
        {option(
          false,
          m.settings.resetDraws,
          m.settings.resetDrawsBody(view.draws, drawn),
          m.settings.resetDrawsKeep(view.count),
        )}
        {option(
          true,
          m.settings.resetAll,
          m.settings.resetAllBody(view.draws, drawn, view.count),
          m.settings.resetAllKeep,
        )}
      </fieldset>
      <p>{m.settings.resetCopy}</p>
      {everybody && (
        <div className="field">
          <label htmlFor="reset-name">
            <bdi>{m.settings.resetType(view.name)}</bdi>
          </label>
          <input
            id="reset-name"
            className="input"
            dir="auto"
            autoComplete="off"
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            data-testid="reset-name"
          />
        </div>
      )}
      {running && <Notice kind="info">{m.settings.resetBusy}</Notice>}
      {refusal && <Notice kind="bad">{refusalWords(m, refusal)}</Notice>}
      <div className="dialog-buttons">
        <button type="button" className="button" onClick={onClose}>
          {m.common.cancel}
        </button>
        <button
          type="submit"
          className="button destructive"
          disabled={!possible}
          aria-disabled={busy}
          data-testid="reset-confirm"
        >
          {busy ? m.settings.resetting : everybody ? m.settings.resetConfirmAll : m.settings.resetConfirmDraws}
        </button>
      </div>
    </form>
  );
};

/** Far from everything else, and quiet. */
export const DangerZone = () => {
  const { m } = useDesk();
  const [open, setOpen] = useState(false);
  const close = (): void => setOpen(false);
  return (
    <section className="settings-card danger-zone" aria-labelledby="danger-heading">
      <h3 id="danger-heading">{m.settings.danger}</h3>
      <div className="registration">
        <p className="quiet">{m.settings.dangerLead}</p>
        <button
          type="button"
          className="button destructive-quiet"
          onClick={() => setOpen(true)}
          data-testid="reset-open"
        >
          {m.settings.resetOpen}
        </button>
      </div>
      <Dialog open={open} onClose={close} title={m.settings.resetTitle} className="wide-dialog">
        <ResetForm onClose={close} />
      </Dialog>
    </section>
  );
};
