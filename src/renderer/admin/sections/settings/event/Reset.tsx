import { useState } from 'react';
import { call, LONG_TIMEOUT_MS } from '../../../../common/api.ts';
import { useConsole } from '../../../console/consoleContext.ts';
import { createRequestKey } from '../../../console/requestKey.ts';
import { consoleTexts } from '../../../console/texts.ts';
import { useRequest } from '../../../console/useRequest.ts';
import { ConfirmDialog } from '../../../controls/ConfirmDialog.tsx';
import { Dialog } from '../../../controls/Dialog.tsx';
import { Form } from '../../../controls/Form.tsx';
import { Notice } from '../../../controls/Notice.tsx';
import { RefusalNotice } from '../../../controls/RefusalNotice.tsx';
import { TextField } from '../../../controls/TextField.tsx';
import { useTexts } from '../../../language/useTexts.ts';
import { isNameConfirmed } from './eventDraft.ts';
import { eventSettingsTexts } from './texts.ts';
import './reset.css';

const ResetForm = ({ onClose }: { onClose: () => void }) => {
  const { view, online, notify } = useConsole();
  const t = useTexts(eventSettingsTexts).reset;
  const { cancel } = useTexts(consoleTexts);
  const { busy, refusal, send } = useRequest();
  const [everybody, setEverybody] = useState(false);
  const [typed, setTyped] = useState('');
  const [requestKey] = useState(createRequestKey);
  const drawn = view.prizes.reduce((sum, prize) => sum + prize.drawn, 0);
  const running = view.stage !== 'idle' && view.stage !== 'winner';
  const confirmed = !everybody || isNameConfirmed(typed, view.name);
  const possible = online && !running && confirmed;

  const submit = async (): Promise<void> => {
    if (!possible || busy) return;
    const body = { reset_participants: everybody, reset_draws: true };
    const outcome = await send(() =>
      call('reset', {
        params: { event_id: view.id },
        body,
        idempotencyKey: requestKey.keyFor(body),
        // The host copies the whole store before.
        timeoutMs: LONG_TIMEOUT_MS,
      }),
    );
    if (outcome === null) return;
    if (!outcome.ok) {
      if (outcome.refusal.code !== 'offline') requestKey.renew();
      return;
    }
    const { removed_draws: draws, removed_participants: participants, backup } = outcome.value;
    const done = t.done(draws, participants);
    notify('good', backup === null ? done : `${done} ${t.backup(backup)}`);
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
    <Form onSubmit={submit}>
      <h2>{t.title}</h2>
      <fieldset className="reset-options">
        <legend className="visually-hidden">{t.title}</legend>
        {option(false, t.draws, t.drawsBody(view.draws, drawn), t.drawsKeep(view.count))}
        {option(true, t.all, t.allBody(view.draws, drawn, view.count), t.allKeep)}
      </fieldset>
      <p>{t.copy}</p>
      {everybody && (
        <TextField
          id="reset-name"
          label={<bdi>{t.typeName(view.name)}</bdi>}
          dir="auto"
          value={typed}
          onChange={setTyped}
          testId="reset-name"
        />
      )}
      {running && <Notice kind="info">{t.busy}</Notice>}
      <RefusalNotice refusal={refusal} />
      <div className="dialog-buttons">
        <button type="button" className="button" onClick={onClose}>
          {cancel}
        </button>
        <button
          type="submit"
          className="button destructive"
          disabled={!possible}
          aria-disabled={busy}
          data-testid="reset-confirm"
        >
          {busy ? t.resetting : everybody ? t.confirmAll : t.confirmDraws}
        </button>
      </div>
    </Form>
  );
};

/** Brings back what the last reset removed, as long as nothing was drawn since. */
const UndoReset = () => {
  const { view, online, notify } = useConsole();
  const t = useTexts(eventSettingsTexts).reset;
  const { cancel } = useTexts(consoleTexts);
  const { busy, refusal, send, forget } = useRequest();
  const [asking, setAsking] = useState(false);
  const [requestKey] = useState(createRequestKey);
  const undo = async (): Promise<void> => {
    if (!online || busy) return;
    const outcome = await send(() =>
      call('undoReset', {
        params: { event_id: view.id },
        idempotencyKey: requestKey.keyFor(view.draws_revision),
        timeoutMs: LONG_TIMEOUT_MS,
      }),
    );
    if (outcome === null) return;
    setAsking(false);
    requestKey.renew();
    if (outcome.ok) notify('good', t.undone(outcome.value.restored_draws, outcome.value.restored_participants));
  };
  return (
    <>
      <div className="setting-line">
        <p className="quiet">{t.undoLead}</p>
        <button
          type="button"
          className="button"
          onClick={() => {
            forget();
            setAsking(true);
          }}
          data-testid="undo-reset"
        >
          {t.undoOpen}
        </button>
      </div>
      <RefusalNotice refusal={refusal} />
      <ConfirmDialog
        open={asking}
        title={t.undoTitle}
        confirm={t.undoConfirm}
        cancel={cancel}
        busy={busy || !online}
        onConfirm={() => void undo()}
        onClose={() => setAsking(false)}
      >
        <p>{t.undoBody}</p>
      </ConfirmDialog>
    </>
  );
};

/** Starting over. It stands apart from everything else, so that nobody presses it by mistake. */
export const Reset = () => {
  const t = useTexts(eventSettingsTexts).reset;
  const [open, setOpen] = useState(false);
  const close = (): void => setOpen(false);
  return (
    <section className="settings-card danger-zone" aria-labelledby="danger-heading">
      <h3 id="danger-heading">{t.heading}</h3>
      <div className="setting-line">
        <p className="quiet">{t.lead}</p>
        <button
          type="button"
          className="button destructive-quiet"
          onClick={() => setOpen(true)}
          data-testid="reset-open"
        >
          {t.open}
        </button>
      </div>
      <UndoReset />
      <Dialog open={open} onClose={close} title={t.title} className="wide-dialog">
        <ResetForm onClose={close} />
      </Dialog>
    </section>
  );
};
