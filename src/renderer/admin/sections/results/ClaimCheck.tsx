import { useRef, useState } from 'react';
import type { AdminDraw } from '../../../../contract/routes.ts';
import { call } from '../../../common/api.ts';
import { padNumber } from '../../../common/numbers.ts';
import { Field } from '../../controls/Field.tsx';
import { Notice } from '../../controls/Notice.tsx';
import { shortTime } from '../../console/time.ts';
import { useDesk, useRequest } from '../../console/consoleContext.ts';
import { createIntention } from '../../console/requestKey.ts';
import { refusalWords, type Refused } from '../../console/refusals.ts';
import { bareCode, isClaimCode } from './winnersTable.ts';

/** The prize table's field: a code in, a clear yes or no out. */
export const ClaimCheck = ({ draws }: { draws: readonly AdminDraw[] }) => {
  const { m, view, online, language, live } = useDesk();
  const { busy, send } = useRequest();
  const [code, setCode] = useState('');
  const [fault, setFault] = useState<string | null>(null);
  const [answer, setAnswer] = useState<{ kind: 'good' | 'bad'; text: string } | null>(null);
  const [claiming] = useState(createIntention);
  const input = useRef<HTMLInputElement>(null);

  const refusedWords = (refusal: Refused, asked: string): string => {
    if (refusal.code === 'claim_not_found') return m.results.claimUnknown;
    if (refusal.code !== 'already_claimed') return refusalWords(m, refusal);
    for (const draw of draws) {
      const win = draw.winners.find((each) => bareCode(each.claim_code) === bareCode(asked));
      if (win?.claimed_at)
        return m.results.claimTwice(
          padNumber(win.draw_number, view.number_width),
          draw.prize_name,
          m.common.at(shortTime(win.claimed_at, language, live.hostNow())),
        );
    }
    return m.results.claimTwiceUnknown;
  };

  const submit = async (): Promise<void> => {
    if (!online || busy) return;
    const asked = code.trim();
    setAnswer(null);
    const wrong = asked === '' ? m.results.claimEmpty : isClaimCode(asked) ? null : m.results.claimCharacters;
    setFault(wrong);
    input.current?.focus();
    if (wrong !== null) return;
    const outcome = await send(() =>
      call('claim', { params: { event_id: view.id }, body: { code: asked }, idempotencyKey: claiming.keyFor(asked) }),
    );
    if (outcome === null) return;
    if (outcome.ok) {
      const { draw_number: number, prize_name: prize } = outcome.value;
      setAnswer({ kind: 'good', text: m.results.claimGood(padNumber(number, view.number_width), prize) });
      setCode('');
      claiming.end();
    } else {
      setAnswer({ kind: 'bad', text: refusedWords(outcome.refusal, asked) });
      if (outcome.refusal.code !== 'offline') claiming.end();
    }
    input.current?.select();
  };

  return (
    <section className="claim-check" aria-labelledby="claim-heading">
      <h3 id="claim-heading">{m.results.claimHeading}</h3>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <Field id="claim-code" label={m.results.claimLabel} hint={m.results.claimHint} fault={fault}>
          {(ids) => (
            <input
              {...ids}
              ref={input}
              className="input code-input"
              value={code}
              autoComplete="off"
              autoCapitalize="characters"
              spellCheck={false}
              maxLength={32}
              onChange={(event) => {
                setCode(event.target.value);
                setFault(null);
              }}
              data-testid="claim-code"
            />
          )}
        </Field>
        <button
          type="submit"
          className="button wide"
          aria-disabled={busy || !online}
          title={online ? undefined : m.common.offlineReason}
          data-testid="claim-submit"
        >
          {busy ? m.results.claimSubmitting : m.results.claimSubmit}
        </button>
      </form>
      <div aria-live="assertive" data-testid="claim-answer">
        {answer && <Notice kind={answer.kind}>{answer.text}</Notice>}
      </div>
    </section>
  );
};
