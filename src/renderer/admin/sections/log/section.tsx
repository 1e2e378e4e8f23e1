import { ChevronDown, ChevronLeft, ChevronRight, ScrollText, ShieldCheck } from 'lucide-react';
import { useState } from 'react';
import { useConsole } from '../../console/consoleContext.ts';
import type { Section } from '../../console/section.ts';
import { exactTime } from '../../console/time.ts';
import { Loading } from '../../controls/Loading.tsx';
import { Notice } from '../../controls/Notice.tsx';
import { PageButton, Pages } from '../../controls/Pages.tsx';
import { LoadingRefused } from '../../controls/RefusalNotice.tsx';
import { useTexts } from '../../language/useTexts.ts';
import { actorWords, namesIn, recordWords, type Names } from './logWords.ts';
import { newestFirst, type LogRecord } from './records.ts';
import { logTexts } from './texts.ts';
import { useLog } from './useLog.ts';
import './log.css';

const Row = ({ record, names }: { record: LogRecord; names: Names }) => {
  const { view, language } = useConsole();
  const t = useTexts(logTexts);
  const [open, setOpen] = useState(false);
  const panel = `log-${record.seq}`;
  return (
    <li className="log-record" data-testid="log-record" data-action={record.action}>
      <span className="log-seq">{record.seq}</span>
      <time className="log-time" dateTime={record.at}>
        {exactTime(record.at, language)}
      </time>
      <span className="log-words">
        <bdi>{recordWords(t, record, names, view.number_width)}</bdi>
      </span>
      <span className="log-actor">{actorWords(t, record.actor)}</span>
      <button
        type="button"
        className="log-open"
        aria-expanded={open}
        aria-controls={panel}
        onClick={() => setOpen(!open)}
      >
        {open ? <ChevronDown aria-hidden="true" size={16} /> : <ChevronRight aria-hidden="true" size={16} />}
        {t.details}
        <span className="visually-hidden"> {t.ofRecord(record.seq)}</span>
      </button>
      {open && (
        <div className="log-details" id={panel} dir="ltr">
          {/* It may scroll, so the keyboard has to reach it. */}
          {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
          <pre tabIndex={0}>{JSON.stringify(record.details, null, 2)}</pre>
          <dl>
            <dt>{t.hash}</dt>
            <dd>{record.hash}</dd>
            <dt>{t.previous}</dt>
            <dd>{record.previous}</dd>
          </dl>
        </div>
      )}
    </li>
  );
};

/** What organisers did: a chain in which nothing can be changed or taken out unseen. */
const Log = () => {
  const { view } = useConsole();
  return <EventLog key={view.id} />;
};

const EventLog = () => {
  const t = useTexts(logTexts);
  const { log, refusal, retry } = useLog();
  const [chosen, setPage] = useState(0);
  const records = log?.records ?? [];
  const names = namesIn(records);
  const { shown, page, pages } = newestFirst(records, chosen);
  const goTo = (next: number): void => {
    setPage(next);
    document.getElementById('section')?.scrollTo(0, 0);
  };
  return (
    <div className="log-section">
      <div className="section-head">
        <div>
          <h2>{t.title}</h2>
          <p className="quiet">{t.lead}</p>
        </div>
        {log?.intact === true && records.length > 0 && (
          <p className="intact" data-testid="log-intact">
            <ShieldCheck aria-hidden="true" size={18} />
            {t.intact(records.length)}
          </p>
        )}
      </div>
      {log?.intact === false && (
        <div data-testid="log-broken">
          <Notice kind="bad">{t.broken}</Notice>
        </div>
      )}
      <LoadingRefused refusal={refusal} retry={retry} />
      {log === null ? (
        !refusal && <Loading />
      ) : (
        <ol className="log-records" aria-label={t.list}>
          {shown.map((record) => (
            <Row key={record.seq} record={record} names={names} />
          ))}
        </ol>
      )}
      {pages > 1 && (
        <Pages>
          <PageButton icon={ChevronLeft} label={t.newer} disabled={page === 0} onClick={() => goTo(page - 1)} />
          <p className="figure">{t.page(page + 1, pages)}</p>
          <PageButton
            icon={ChevronRight}
            iconAfter
            label={t.older}
            disabled={page === pages - 1}
            onClick={() => goTo(page + 1)}
          />
        </Pages>
      )}
    </div>
  );
};

export const logSection: Section = {
  id: 'log',
  feature: null,
  texts: logTexts,
  icon: ScrollText,
  component: Log,
  drafts: [],
};
