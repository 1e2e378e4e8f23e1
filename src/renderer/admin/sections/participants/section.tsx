import { ChevronFirst, ChevronLast, ChevronLeft, ChevronRight, Users } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { Participant } from '../../../../contract/routes.ts';
import { call } from '../../../common/api.ts';
import { padNumber } from '../../../common/numbers.ts';
import { Notice } from '../../controls/Notice.tsx';
import { shortTime } from '../../console/time.ts';
import { useDesk } from '../../console/consoleContext.ts';
import { refusalWords } from '../../console/refusals.ts';
import { useFresh } from '../../console/useHostData.ts';
import { PAGE_SIZE, pageOf, stepsFrom } from './pages.ts';
import './participants.css';

const Ticket = ({ participant, found }: { participant: Participant; found: boolean }) => {
  const { m, view, language, live } = useDesk();
  const item = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (found) item.current?.scrollIntoView({ block: 'center' });
  }, [found]);
  const won = participant.state === 'won';
  return (
    <li
      ref={item}
      className={`participant${won ? ' won' : ''}${found ? ' found' : ''}`}
      data-testid="participant"
      data-number={participant.draw_number}
    >
      <span className="participant-number">{padNumber(participant.draw_number, view.number_width)}</span>
      <span className="participant-words">
        <span className="participant-state">{won ? m.participants.wonState : m.participants.waiting}</span>
        {won ? (
          <span className="participant-prizes">
            {participant.prizes.map((prize, index) => (
              // A participant may win the same prize's name twice; the order never changes.
              // oxlint-disable-next-line react/no-array-index-key
              <bdi key={index}>{prize}</bdi>
            ))}
          </span>
        ) : (
          <time dateTime={participant.created_at}>{shortTime(participant.created_at, language, live.hostNow())}</time>
        )}
      </span>
    </li>
  );
};

export const ParticipantsRoom = () => {
  const { m, view } = useDesk();
  const [chosenAfter, setAfter] = useState(0);
  // After a reset the chosen page may be beyond the end.
  const after = Math.min(chosenAfter, pageOf(view.count));
  const [wanted, setWanted] = useState('');
  const [found, setFound] = useState<number | null>(null);
  const [notThere, setNotThere] = useState<string | null>(null);
  const list = useFresh(`${view.id} ${view.join_round} ${after}`, view.participants_revision, (signal) =>
    call('participants', { params: { event_id: view.id }, query: { after, limit: PAGE_SIZE }, signal }),
  );

  const total = list.data?.total_count ?? view.count;
  const goTo = (next: number): void => {
    setFound(null);
    setNotThere(null);
    setAfter(next);
    document.getElementById('room')?.scrollTo(0, 0);
  };
  const jump = (): void => {
    const number = Number(wanted);
    if (wanted === '' || number < 1) return;
    if (number > view.count) {
      setFound(null);
      setNotThere(wanted);
      return;
    }
    goTo(pageOf(number));
    setFound(number);
  };

  const participants = list.data?.participants ?? [];
  const [first] = participants;
  const last = participants.at(-1);
  const steps = stepsFrom(after, total);
  const step = (target: number | null, label: string, Icon: typeof ChevronFirst) => (
    <button
      type="button"
      className="button small-button"
      disabled={target === null}
      onClick={() => {
        if (target !== null) goTo(target);
      }}
    >
      <Icon aria-hidden="true" size={18} />
      <span>{label}</span>
    </button>
  );

  return (
    <div className="participants-room">
      <div className="room-head">
        <div>
          <h2>{m.rooms.participants}</h2>
          <p className="quiet">
            {m.participants.total(view.count)} · {m.participants.canWin(view.eligible)} ·{' '}
            {m.participants.won(view.count - view.eligible)}
          </p>
        </div>
        {view.count > 0 && (
          <search>
            <form
              className="jump"
              onSubmit={(event) => {
                event.preventDefault();
                jump();
              }}
            >
              <label htmlFor="jump">{m.participants.jump}</label>
              <input
                id="jump"
                className="input figure"
                inputMode="numeric"
                autoComplete="off"
                value={wanted}
                aria-describedby="jump-result"
                onChange={(event) => {
                  setWanted(event.target.value.replace(/\D/g, '').slice(0, 9));
                  setNotThere(null);
                }}
              />
              <button type="submit" className="button">
                {m.participants.go}
              </button>
            </form>
          </search>
        )}
      </div>
      <div id="jump-result" aria-live="polite">
        {notThere !== null && <p className="quiet">{m.participants.notThere(notThere)}</p>}
      </div>
      {list.refusal && (
        <Notice kind="bad">
          {refusalWords(m, list.refusal)}{' '}
          <button type="button" className="link-button" onClick={list.retry}>
            {m.common.retry}
          </button>
        </Notice>
      )}
      {view.count === 0 ? (
        <div className="empty">
          <Users aria-hidden="true" size={40} strokeWidth={1.25} />
          <h3>{m.participants.emptyTitle}</h3>
          <p>{m.participants.emptyBody}</p>
        </div>
      ) : list.data === null ? (
        !list.refusal && <p className="quiet">{m.common.loading}</p>
      ) : (
        <>
          <ol
            className={list.pending ? 'participant-list pending' : 'participant-list'}
            aria-label={m.participants.list}
          >
            {participants.map((participant) => (
              <Ticket
                key={participant.draw_number}
                participant={participant}
                found={participant.draw_number === found}
              />
            ))}
          </ol>
          {total > PAGE_SIZE && (
            <nav className="pages" aria-label={m.participants.pages}>
              {step(steps.first, m.participants.first, ChevronFirst)}
              {step(steps.previous, m.participants.previous, ChevronLeft)}
              <p className="figure">
                {first &&
                  last &&
                  m.participants.range(
                    padNumber(first.draw_number, view.number_width),
                    padNumber(last.draw_number, view.number_width),
                    total,
                  )}
              </p>
              {step(steps.next, m.participants.next, ChevronRight)}
              {step(steps.last, m.participants.last, ChevronLast)}
            </nav>
          )}
        </>
      )}
    </div>
  );
};
