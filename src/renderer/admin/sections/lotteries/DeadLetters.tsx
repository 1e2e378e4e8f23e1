import { useState } from 'react';
import type { DeadLetterItem } from '../../../../contract/lotteries/routes.ts';
import { call } from '../../../common/api.ts';
import { useConsole } from '../../console/consoleContext.ts';
import { exactTime } from '../../console/time.ts';
import { useHostData } from '../../console/useHostData.ts';
import { useRequest } from '../../console/useRequest.ts';
import { ConfirmDialog } from '../../controls/ConfirmDialog.tsx';
import { LoadingRefused } from '../../controls/RefusalNotice.tsx';
import { RequestButton } from '../../controls/RequestButton.tsx';
import { useTexts } from '../../language/useTexts.ts';
import { lotteriesTexts } from './texts.ts';
import { useRefusalWords } from '../../console/useRefusalWords.ts';

const SHOWN = 20;

/** Messages that could not be taken, the oldest first. Nothing at all where there are none. */
export const DeadLetters = ({ total, onChanged }: { total: number; onChanged: () => void }) => {
  const { language, notify } = useConsole();
  const t = useTexts(lotteriesTexts);
  const refusalWords = useRefusalWords();
  const { busy, send } = useRequest();
  const [discarding, setDiscarding] = useState<DeadLetterItem | null>(null);
  const list = useHostData('dead letters', total, () => call('deadLetters', { query: { limit: SHOWN } }));
  if (total === 0) return null;

  const retry = async ({ dead_letter_id: id }: DeadLetterItem): Promise<void> => {
    const outcome = await send(() => call('retryDeadLetter', { params: { dead_letter_id: id } }));
    if (outcome?.ok) notify('good', t.taken(outcome.value.lottery_id));
    else if (outcome) notify('bad', refusalWords(outcome.refusal));
    onChanged();
  };
  const discard = async ({ dead_letter_id: id }: DeadLetterItem): Promise<void> => {
    const outcome = await send(() => call('discardDeadLetter', { params: { dead_letter_id: id } }));
    setDiscarding(null);
    if (outcome?.ok) notify('good', t.discarded);
    else if (outcome) notify('bad', refusalWords(outcome.refusal));
    onChanged();
  };

  return (
    <section className="lottery-card" aria-labelledby="dead-heading" data-testid="dead-letters">
      <div>
        <h3 id="dead-heading">{t.deadHeading(total)}</h3>
        <p className="quiet">{t.deadLead}</p>
      </div>
      <LoadingRefused refusal={list.refusal} retry={list.retry} />
      <ul className="dead-letters">
        {(list.data?.dead_letters ?? []).map((letter) => (
          <li key={letter.dead_letter_id}>
            <div className="dead-letter-words">
              <b>{letter.reason}</b>
              <span className="quiet" dir="ltr">
                {letter.source} · {exactTime(letter.at, language)}
              </span>
              <code dir="ltr">{letter.body.slice(0, 400)}</code>
              {!letter.retryable && <span className="quiet">{t.cutOff(letter.bytes)}</span>}
            </div>
            <div className="form-buttons">
              {letter.retryable && (
                <RequestButton className="button small-button" busy={busy} onClick={() => void retry(letter)}>
                  {t.tryAgain}
                </RequestButton>
              )}
              <RequestButton
                className="button small-button destructive-quiet"
                busy={busy}
                onClick={() => setDiscarding(letter)}
              >
                {t.discard}
              </RequestButton>
            </div>
          </li>
        ))}
      </ul>
      <ConfirmDialog
        open={discarding !== null}
        title={t.discardTitle}
        confirm={t.discard}
        cancel={t.keep}
        busy={busy}
        onClose={() => setDiscarding(null)}
        onConfirm={() => {
          if (discarding) void discard(discarding);
        }}
      >
        <p>{t.discardBody}</p>
      </ConfirmDialog>
    </section>
  );
};
