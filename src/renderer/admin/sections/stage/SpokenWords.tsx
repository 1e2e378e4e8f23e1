import { useEffect, useRef, useState } from 'react';
import type { PublicDraw } from '../../../../contract/views.ts';
import { call } from '../../../common/api.ts';
import { Field } from '../../controls/Field.tsx';
import { Notice } from '../../controls/Notice.tsx';
import { useDesk, useRequest } from '../../console/consoleContext.ts';
import { createIntention } from '../../console/requestKey.ts';
import { refusalWords } from '../../console/refusals.ts';
import { faultWords } from '../../controls/fieldFaults.ts';
import { MOST_WORDS, readWords } from './readSpokenWords.ts';

/** The field for what somebody in the audience called out. `urgent`: the draw waits for nothing else. */
export const SpokenWords = ({ draw, urgent }: { draw: PublicDraw; urgent: boolean }) => {
  const { m, view, online, notify } = useDesk();
  const { busy, refusal, send, forget } = useRequest();
  const [typed, setTyped] = useState('');
  const [fault, setFault] = useState<string | null>(null);
  const [speaking] = useState(createIntention);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    // Nobody is torn out of another field or out of a question.
    const focused = document.activeElement;
    const elsewhere = focused?.closest('input:not([type="radio"]), textarea, dialog') ?? null;
    if (elsewhere === null) input.current?.focus();
  }, []);

  const submit = async (): Promise<void> => {
    if (!online || busy) return;
    const read = readWords(typed);
    if ('fault' in read) {
      // A press of a clicker is no answer, and nothing to be told off for.
      setFault(read.fault.kind === 'required' ? null : faultWords(m, read.fault));
      input.current?.focus();
      return;
    }
    const body = { text: read.words };
    const outcome = await send(() =>
      call('speak', {
        params: { event_id: view.id },
        body,
        idempotencyKey: speaking.keyFor({ ...body, draw: draw.draw_id }),
      }),
    );
    if (outcome?.ok === true) notify('good', m.armed.sent(read.words));
    else if (outcome !== null && outcome.refusal.code !== 'offline') speaking.end();
  };

  return (
    <form
      noValidate
      className={urgent ? 'spoken urgent' : 'spoken'}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <Field id="spoken" label={m.armed.question} hint={m.armed.hint} fault={fault}>
        {(ids) => (
          <input
            {...ids}
            ref={input}
            className="input spoken-input"
            dir="auto"
            autoComplete="off"
            spellCheck={false}
            enterKeyHint="send"
            // Counted in characters when it is sent; this counts some of them twice.
            maxLength={MOST_WORDS * 2}
            value={typed}
            onChange={(event) => {
              setTyped(event.target.value);
              setFault(null);
              forget();
            }}
            data-testid="spoken-input"
          />
        )}
      </Field>
      <button
        type="submit"
        className="button primary wide"
        aria-disabled={busy || !online}
        title={online ? undefined : m.common.offlineReason}
        data-testid="spoken-send"
      >
        {busy ? m.armed.sending : m.armed.send}
      </button>
      {refusal && <Notice kind="bad">{refusalWords(m, refusal)}</Notice>}
    </form>
  );
};
