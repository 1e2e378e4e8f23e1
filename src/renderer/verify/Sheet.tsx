import { useEffect, useRef } from 'preact/hooks';
import { announcementHash, isAnnouncement, type Announcement } from '../../core/fairness/announcement.ts';
import { fingerprint } from '../../core/fairness/fingerprint.ts';
import { isInteger } from '../../core/fairness/shape.ts';
import { checkNames } from '../../core/fairness/verify.ts';
import { padNumber } from '../common/numbers.ts';
import { Absences } from './absent/Absences.tsx';
import { CheckProgress, CheckResults } from './checks/Checks.tsx';
import { download, downloadName } from './download.ts';
import type { Examination } from './examination.ts';
import { plainFacts } from './experts/expertNumbers.ts';
import { Experts } from './experts/Experts.tsx';
import type { Texts } from './texts.en.ts';
import { OwnNumber } from './own/OwnNumber.tsx';

/** More winning numbers than this are folded away. */
const MAX_SHOWN_NUMBERS = 60;

/** Numbers of a document that may not have been checked. */
const readNumbers = (value: unknown): number[] =>
  Array.isArray(value) ? value.filter((item) => isInteger(item, 1)) : [];

const Numbers = ({
  title,
  value,
  width,
  kind,
  t,
}: {
  title: string;
  value: unknown;
  width: number;
  kind: 'winners' | 'reserves';
  t: Texts;
}) => {
  const numbers = readNumbers(value);
  if (numbers.length === 0) return null;
  const first = numbers.slice(0, MAX_SHOWN_NUMBERS);
  const rest = numbers.slice(MAX_SHOWN_NUMBERS);
  return (
    <section class={`numbers ${kind}`}>
      <h3>{title}</h3>
      <ol>
        {first.map((number, index) => (
          <li key={index}>{padNumber(number, width)}</li>
        ))}
      </ol>
      {rest.length > 0 && (
        <details>
          <summary>{t.more(rest.length)}</summary>
          <p class="rest">{rest.map((number) => padNumber(number, width)).join(' · ')}</p>
        </details>
      )}
    </section>
  );
};

const Heading = ({ announcement, t }: { announcement: Announcement; t: Texts }) => (
  <header class="sheet-head">
    <p class="quiet">
      {announcement.epoch > 1 ? t.drawInChain(announcement.draw, announcement.epoch) : t.draw(announcement.draw)} ·{' '}
      {t.entries(announcement.entries.count)} ·{' '}
      <time dateTime={announcement.announced_at}>{t.moment(announcement.announced_at)}</time>
    </p>
    <h2 dir="auto">{announcement.prize.name}</h2>
  </header>
);

const Trouble = ({
  title,
  words,
  retry,
  t,
}: {
  title: string;
  words: string;
  retry: (() => void) | null;
  t: Texts;
}) => (
  <div class="trouble" role="alert" data-testid="trouble">
    <h2>
      <span aria-hidden="true">⚠ </span>
      {title}
    </h2>
    <p>{words}</p>
    {retry && (
      <button type="button" class="primary" onClick={retry}>
        {t.tryAgain}
      </button>
    )}
  </div>
);

type Done = Extract<Examination, { state: 'done' }>;

const Result = ({
  done,
  drawId,
  width,
  inArchive,
  t,
}: {
  done: Done;
  drawId: string | null;
  width: number;
  inArchive: boolean;
  t: Texts;
}) => {
  const { document, verdict, own, conclusion } = done;
  const announcement = isAnnouncement(document['announcement']) ? document['announcement'] : null;
  const facts = plainFacts(document);
  const { answer } = conclusion;
  const failed = conclusion.answer === 'unfair' ? conclusion.failed : null;
  const name = downloadName(document);
  const verdictLine = useRef<HTMLHeadingElement>(null);
  // Whoever reads with a screen reader or the keyboard goes on at the result.
  useEffect(() => verdictLine.current?.focus(), [done]);
  return (
    <>
      <div
        class={`verdict ${answer}`}
        data-testid="verdict"
        data-fair={{ fair: 'true', at_once: 'at-once', unfair: 'false' }[answer]}
        data-failed={failed ?? undefined}
      >
        <span class="stamp" aria-hidden="true">
          {{ fair: '✓', at_once: '!', unfair: '✗' }[answer]}
        </span>
        <div>
          <h2 ref={verdictLine} tabIndex={-1}>
            {failed === null
              ? { fair: t.fair, at_once: t.atOnce, unfair: '' }[answer]
              : t.notFair(t.failedParts[failed])}
          </h2>
          <p>{{ fair: t.fairMeans, at_once: t.atOnceMeans, unfair: t.notFairMeans }[answer]}</p>
        </div>
      </div>
      {announcement && <Heading announcement={announcement} t={t} />}
      <Numbers
        title={failed === null ? t.winners : t.claimedWinners}
        value={document['winners']}
        width={width}
        kind="winners"
        t={t}
      />
      <Numbers
        title={failed === null ? t.reserves : t.claimedReserves}
        value={document['reserves']}
        width={width}
        kind="reserves"
        t={t}
      />
      {drawId !== null && !inArchive && <Absences drawId={drawId} width={width} t={t.absent} />}
      <section class="own-section">
        <h3>{t.own.title}</h3>
        <OwnNumber own={own} rule={announcement?.rule ?? ''} width={width} inArchive={inArchive} t={t.own} />
      </section>
      <section>
        <h3>{t.checks.title}</h3>
        <CheckResults checks={verdict.checks} facts={facts} t={t.checks} />
        <p class="quiet took">{t.took(done.tookMs)}</p>
      </section>
      {announcement !== null && announcement.delay > 0 && (
        <section class="delay" data-testid="delay">
          <h3>{t.delayTitle}</h3>
          {t.delay.map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
        </section>
      )}
      {announcement && (
        <section class="mark">
          <h3>{t.markLabel}</h3>
          <p class="mark-symbols">{fingerprint(announcementHash(announcement))}</p>
          <p class="quiet">{t.markHint}</p>
        </section>
      )}
      <Experts document={document} t={t.experts} />
      <div class="actions">
        {name !== null && (
          <button type="button" class="primary" data-testid="download" onClick={() => download(name, document)}>
            {t.download}
          </button>
        )}
        <button type="button" onClick={() => print()}>
          {t.print}
        </button>
      </div>
    </>
  );
};

/** The sheet of paper on which one examination is written. */
export const Sheet = ({
  examination,
  drawId,
  width,
  inArchive,
  retry,
  t,
}: {
  examination: Examination;
  /** The listed draw that is looked at; null: a file. */
  drawId: string | null;
  width: number;
  inArchive: boolean;
  retry: () => void;
  t: Texts;
}) => {
  const { state } = examination;
  const place = state === 'checking' ? checkNames.findIndex((name) => name === examination.current) : 0;
  return (
    <article
      class="sheet"
      data-testid="sheet"
      data-state={state}
      aria-busy={state === 'reading' || state === 'checking'}
    >
      <p class="visually-hidden" role="status">
        {state === 'reading' && t.reading}
        {state === 'checking' && t.checking(t.checks.byName[examination.current].title)}
      </p>
      {state === 'reading' && <p class="reading">{t.reading}</p>}
      {state === 'checking' && (
        <>
          {isAnnouncement(examination.document['announcement']) && (
            <Heading announcement={examination.document['announcement']} t={t} />
          )}
          <progress max={checkNames.length} value={place} aria-label={t.progress} />
          <CheckProgress current={examination.current} facts={plainFacts(examination.document)} t={t.checks} />
        </>
      )}
      {state === 'unreadable' && (
        <Trouble title={t.unreadableTitle} words={t.faults[examination.fault]} retry={null} t={t} />
      )}
      {state === 'unreachable' && (
        <Trouble title={t.unreachableTitle} words={t.unreachable(examination.code)} retry={retry} t={t} />
      )}
      {state === 'done' && <Result done={examination} drawId={drawId} width={width} inArchive={inArchive} t={t} />}
    </article>
  );
};
