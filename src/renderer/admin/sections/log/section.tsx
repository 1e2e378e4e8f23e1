import { ChevronDown, ChevronLeft, ChevronRight, ShieldCheck } from 'lucide-react';
import { useState } from 'react';
import { Notice } from '../../controls/Notice.tsx';
import { exactTime } from '../../console/time.ts';
import { useDesk } from '../../console/consoleContext.ts';
import { refusalWords } from '../../console/refusals.ts';
import { actorWords, deedWords, namedIn, type Named } from './logWords.ts';
import { newestFirst, type LogRecord } from './records.ts';
import { useLog } from './useLog.ts';
import './log.css';

const Row = ({ record, named }: { record: LogRecord; named: Named }) => {
  const { m, view, language } = useDesk();
  const [open, setOpen] = useState(false);
  const panel = `log-${record.seq}`;
  return (
    <li className="log-record" data-testid="log-record" data-action={record.action}>
      <span className="log-seq">{record.seq}</span>
      <time className="log-time" dateTime={record.at}>
        {exactTime(record.at, language)}
      </time>
      <span className="log-deed">
        <bdi>{deedWords(m, record, named, view.number_width)}</bdi>
      </span>
      <span className="log-actor">{actorWords(m, record.actor)}</span>
      <button
        type="button"
        className="log-open"
        aria-expanded={open}
        aria-controls={panel}
        onClick={() => setOpen(!open)}
      >
        {open ? <ChevronDown aria-hidden="true" size={16} /> : <ChevronRight aria-hidden="true" size={16} />}
        {m.log.details}
        <span className="visually-hidden"> {m.log.ofRecord(record.seq)}</span>
      </button>
      {open && (
        <div className="log-details" id={panel} dir="ltr">
          {/* It may scroll, so the keyboard has to reach it. */}
          {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
          <pre tabIndex={0}>{JSON.stringify(record.details, null, 2)}</pre>
          <dl>
            <dt>{m.log.hash}</dt>
            <dd>{record.hash}</dd>
            <dt>{m.log.previous}</dt>
            <dd>{record.previous}</dd>
          </dl>
        </div>
      )}
    </li>
  );
};

/** What organisers did: a chain in which nothing can be changed or taken out unseen. */
export const LogRoom = () => {
  const { view } = useDesk();
  return <EventLog key={view.id} />;
};

const EventLog = () => {
  const { m } = useDesk();
  const { log, refusal, retry } = useLog();
  const [chosen, setPage] = useState(0);
  const records = log?.records ?? [];
  const named = namedIn(records);
  const { shown, page, pages } = newestFirst(records, chosen);
  const goTo = (next: number): void => {
    setPage(next);
    document.getElementById('room')?.scrollTo(0, 0);
  };
  return (
    <div className="log-room">
      <div className="room-head">
        <div>
          <h2>{m.rooms.log}</h2>
          <p className="quiet">{m.log.lead}</p>
        </div>
        {log?.intact === true && records.length > 0 && (
          <p className="intact" data-testid="log-intact">
            <ShieldCheck aria-hidden="true" size={18} />
            {m.log.intact(records.length)}
          </p>
        )}
      </div>
      {log?.intact === false && (
        <div data-testid="log-broken">
          <Notice kind="bad">{m.log.broken}</Notice>
        </div>
      )}
      {refusal && (
        <Notice kind="bad">
          {refusalWords(m, refusal)}{' '}
          <button type="button" className="link-button" onClick={retry}>
            {m.common.retry}
          </button>
        </Notice>
      )}
      {log === null ? (
        !refusal && <p className="quiet">{m.common.loading}</p>
      ) : (
        <ol className="log-records" aria-label={m.log.list}>
          {shown.map((record) => (
            <Row key={record.seq} record={record} named={named} />
          ))}
        </ol>
      )}
      {pages > 1 && (
        <nav className="pages" aria-label={m.participants.pages}>
          <button type="button" className="button small-button" disabled={page === 0} onClick={() => goTo(page - 1)}>
            <ChevronLeft aria-hidden="true" size={18} />
            <span>{m.log.newer}</span>
          </button>
          <p className="figure">{m.log.page(page + 1, pages)}</p>
          <button
            type="button"
            className="button small-button"
            disabled={page === pages - 1}
            onClick={() => goTo(page + 1)}
          >
            <span>{m.log.older}</span>
            <ChevronRight aria-hidden="true" size={18} />
          </button>
        </nav>
      )}
    </div>
  );
};
