import { checkNames, type Check, type CheckName } from '../../../core/fairness/verify.ts';
import type { PlainFacts } from '../experts/expertNumbers.ts';
import type { ChecksTexts } from './texts.en.ts';

type Status = Check['status'] | 'running' | 'pending';

/** A sign for each status besides the colour and the word. */
const SIGNS: Readonly<Record<Status, string>> = { ok: '✓', failed: '✗', skipped: '–', running: '', pending: '' };

const statusWord = (status: Status, t: ChecksTexts): string =>
  ({ ok: t.passed, failed: t.failed, skipped: t.skipped, running: t.running, pending: t.pending })[status];

const Row = ({
  name,
  status,
  reason,
  facts,
  t,
}: {
  name: CheckName;
  status: Status;
  reason: string | null;
  facts: PlainFacts;
  t: ChecksTexts;
}) => {
  const words = t.byName[name];
  return (
    <li class={`check ${status}`} data-check={name} data-status={status}>
      <span class="sign" aria-hidden="true">
        {SIGNS[status]}
      </span>
      <div>
        <h4>
          {words.title}
          <span class="status-word">{statusWord(status, t)}</span>
        </h4>
        {status === 'ok' && <p dir="auto">{words.passed(facts)}</p>}
        {status === 'failed' && <p>{words.failed}</p>}
        {status === 'skipped' && <p class="quiet">{t.skippedWhy}</p>}
        {status === 'failed' && reason !== null && (
          <p class="reason" lang="en">
            {reason}
          </p>
        )}
      </div>
    </li>
  );
};

/** The checks with their results. */
export const CheckResults = ({ checks, facts, t }: { checks: readonly Check[]; facts: PlainFacts; t: ChecksTexts }) => (
  <ol class="checks">
    {checks.map((check) => (
      <Row
        key={check.name}
        name={check.name}
        status={check.status}
        reason={check.status === 'ok' ? null : check.reason}
        facts={facts}
        t={t}
      />
    ))}
  </ol>
);

/** The checks while they are made. */
export const CheckProgress = ({ current, facts, t }: { current: CheckName; facts: PlainFacts; t: ChecksTexts }) => {
  const place = checkNames.findIndex((name) => name === current);
  const statusAt = (index: number): Status => {
    if (index === place) return 'running';
    return index < place ? 'ok' : 'pending';
  };
  return (
    <ol class="checks">
      {checkNames.map((name, index) => (
        <Row key={name} name={name} status={statusAt(index)} reason={null} facts={facts} t={t} />
      ))}
    </ol>
  );
};
