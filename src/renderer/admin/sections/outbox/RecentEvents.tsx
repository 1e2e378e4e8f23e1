import { ChevronDown, ChevronLeft, ChevronRight } from 'lucide-react';
import { useState } from 'react';
import type { RouteData } from '../../../../contract/routes.ts';
import { call } from '../../../common/api.ts';
import { useConsole } from '../../console/consoleContext.ts';
import { exactTime } from '../../console/time.ts';
import { LIST_TIMEOUT_MS, useHostData } from '../../console/useHostData.ts';
import { Loading } from '../../controls/Loading.tsx';
import { PageButton, Pages } from '../../controls/Pages.tsx';
import { LoadingRefused } from '../../controls/RefusalNotice.tsx';
import { useTexts } from '../../language/useTexts.ts';
import { outboxTexts } from './texts.ts';
import { typeWords } from './words.ts';

const PAGE = 25;

type EventRow = RouteData<'outboxEvents'>['events'][number];

const Row = ({ row: { position, event } }: { row: EventRow }) => {
  const { language } = useConsole();
  const t = useTexts(outboxTexts);
  const [open, setOpen] = useState(false);
  const panel = `outbox-event-${position}`;
  return (
    <li className="outbox-event" data-testid="outbox-event" data-type={event.type}>
      <span className="outbox-position">{position}</span>
      <time className="outbox-time" dateTime={event.time}>
        {exactTime(event.time, language)}
      </time>
      <span className="outbox-type">{typeWords(t, event.type)}</span>
      <bdi className="outbox-subject">{event.subject}</bdi>
      <button
        type="button"
        className="outbox-open"
        aria-expanded={open}
        aria-controls={panel}
        onClick={() => setOpen(!open)}
      >
        {open ? <ChevronDown aria-hidden="true" size={16} /> : <ChevronRight aria-hidden="true" size={16} />}
        {t.details}
        <span className="visually-hidden"> {t.ofEvent(position)}</span>
      </button>
      {open && (
        <div className="outbox-details" id={panel} dir="ltr">
          {/* It may scroll, so the keyboard has to reach it. */}
          {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
          <pre tabIndex={0}>{JSON.stringify(event, null, 2)}</pre>
        </div>
      )}
    </li>
  );
};

/** What was told to other systems, newest first. `head`: the number of the last event. */
export const RecentEvents = ({ head }: { head: number }) => {
  const t = useTexts(outboxTexts);
  /** Where each page that was turned begins; the last is shown. Empty: the newest. */
  const [turned, setTurned] = useState<readonly number[]>([]);
  const before = turned.at(-1);
  // An older page stays as it is while events come in.
  const revision = before === undefined ? head : 0;
  const list = useHostData(`outbox ${before ?? 'newest'}`, revision, () =>
    call('outboxEvents', {
      query: { limit: PAGE, ...(before !== undefined && { before }) },
      timeoutMs: LIST_TIMEOUT_MS,
    }),
  );
  const next = list.data?.next_before ?? null;
  return (
    <section aria-labelledby="outbox-recent">
      <h3 id="outbox-recent">{t.recent}</h3>
      <LoadingRefused refusal={list.refusal} retry={list.retry} />
      {list.data === null ? (
        list.refusal === null && <Loading />
      ) : list.data.events.length === 0 ? (
        <p className="quiet">{t.recentEmpty}</p>
      ) : (
        <ol className="outbox-events">
          {list.data.events.map((row) => (
            <Row key={row.position} row={row} />
          ))}
        </ol>
      )}
      {(before !== undefined || next !== null) && (
        <Pages>
          <PageButton
            icon={ChevronLeft}
            label={t.newer}
            disabled={before === undefined}
            onClick={() => setTurned(turned.slice(0, -1))}
          />
          <PageButton
            icon={ChevronRight}
            iconAfter
            label={t.older}
            disabled={next === null}
            onClick={() => next !== null && setTurned([...turned, next])}
          />
        </Pages>
      )}
    </section>
  );
};
