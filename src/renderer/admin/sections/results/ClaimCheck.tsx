import { useRef, useState } from 'react';
import { MAX_CLAIM_CODE } from '../../../../contract/event/limits.ts';
import type { AdminDraw } from '../../../../contract/stage/routes.ts';
import { call } from '../../../common/api.ts';
import { padNumber } from '../../../common/numbers.ts';
import { useConsole } from '../../console/consoleContext.ts';
import type { Refused } from '../../console/refusals.ts';
import { createRequestKey } from '../../console/requestKey.ts';
import { consoleTexts } from '../../console/texts.ts';
import { shortTime } from '../../console/time.ts';
import { useRefusalWords } from '../../console/useRefusalWords.ts';
import { useRequest } from '../../console/useRequest.ts';
import { Notice } from '../../controls/Notice.tsx';
import { OneFieldForm } from '../../controls/OneFieldForm.tsx';
import { useTexts } from '../../language/useTexts.ts';
import { resultsTexts } from './texts.ts';
import { bareCode, isClaimCode } from './winnersTable.ts';

/** The prize table's field: a code in, a clear yes or no out. */
export const ClaimCheck = ({ draws }: { draws: readonly AdminDraw[] }) => {
  const { view, online, language, live } = useConsole();
  const t = useTexts(resultsTexts);
  const { at } = useTexts(consoleTexts);
  const refusalWords = useRefusalWords();
  const { busy, send } = useRequest();
  const [code, setCode] = useState('');
  const [fault, setFault] = useState<string | null>(null);
  const [answer, setAnswer] = useState<{ kind: 'good' | 'bad'; text: string } | null>(null);
  const [requestKey] = useState(createRequestKey);
  const input = useRef<HTMLInputElement>(null);

  const refusedWords = (refusal: Refused, asked: string): string => {
    if (refusal.code === 'claim_not_found') return t.claimUnknown;
    if (refusal.code === 'win_forfeited') return t.claimForfeited;
    if (refusal.code !== 'already_claimed') return refusalWords(refusal);
    for (const draw of draws) {
      const win = draw.winners.find((each) => bareCode(each.claim_code) === bareCode(asked));
      if (win?.claimed_at)
        return t.claimTwice(
          padNumber(win.draw_number, view.number_width),
          draw.prize_name,
          at(shortTime(win.claimed_at, language, live.hostNow())),
        );
    }
    return t.claimTwiceUnknown;
  };

  const submit = async (): Promise<void> => {
    if (!online || busy) return;
    const asked = code.trim();
    setAnswer(null);
    const wrong = asked === '' ? t.claimEmpty : isClaimCode(asked) ? null : t.claimCharacters;
    setFault(wrong);
    input.current?.focus();
    if (wrong !== null) return;
    const outcome = await send(() =>
      call('claim', { params: { event_id: view.id }, body: { code: asked }, idempotencyKey: requestKey.keyFor(asked) }),
    );
    if (outcome === null) return;
    if (outcome.ok) {
      const { draw_number: number, prize_name: prize } = outcome.value;
      setAnswer({ kind: 'good', text: t.claimGood(padNumber(number, view.number_width), prize) });
      setCode('');
      requestKey.renew();
    } else {
      setAnswer({ kind: 'bad', text: refusedWords(outcome.refusal, asked) });
      if (outcome.refusal.code !== 'offline') requestKey.renew();
    }
    input.current?.select();
  };

  return (
    <section className="claim-check" aria-labelledby="claim-heading">
      <h3 id="claim-heading">{t.claimHeading}</h3>
      <OneFieldForm
        field={{
          ref: input,
          id: 'claim-code',
          label: t.claimLabel,
          hint: t.claimHint,
          fault,
          className: 'code-input',
          autoCapitalize: 'characters',
          spellCheck: false,
          maxLength: MAX_CLAIM_CODE,
          value: code,
          onChange: (text) => {
            setCode(text);
            setFault(null);
          },
          testId: 'claim-code',
        }}
        button={{ text: t.claimSubmit, busyText: t.claimSubmitting, primary: false, testId: 'claim-submit' }}
        busy={busy}
        onSubmit={submit}
      />
      <div aria-live="assertive" data-testid="claim-answer">
        {answer && <Notice kind={answer.kind}>{answer.text}</Notice>}
      </div>
    </section>
  );
};
