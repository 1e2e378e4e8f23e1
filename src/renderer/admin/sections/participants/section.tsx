import { ChevronFirst, ChevronLast, ChevronLeft, ChevronRight, Users, type LucideIcon } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { Participant } from '../../../../contract/event/routes.ts';
import { call } from '../../../common/api.ts';
import { padNumber } from '../../../common/numbers.ts';
import { useConsole } from '../../console/consoleContext.ts';
import type { Section } from '../../console/section.ts';
import { shortTime } from '../../console/time.ts';
import { LIST_TIMEOUT_MS, useHostData } from '../../console/useHostData.ts';
import { EmptyState } from '../../controls/EmptyState.tsx';
import { Loading } from '../../controls/Loading.tsx';
import { PageButton, Pages } from '../../controls/Pages.tsx';
import { LoadingRefused } from '../../controls/RefusalNotice.tsx';
import { useTexts } from '../../language/useTexts.ts';
import { PAGE_SIZE, pageOf, stepsFrom } from './pages.ts';
import { participantsTexts } from './texts.ts';
import { WithoutPhone } from './WithoutPhone.tsx';
import './participants.css';

const Ticket = ({ participant, found }: { participant: Participant; found: boolean }) => {
  const { view, language, live } = useConsole();
  const t = useTexts(participantsTexts);
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
        <span className="participant-state">{won ? t.wonState : t.waiting}</span>
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

const Participants = () => {
  const { view } = useConsole();
  const t = useTexts(participantsTexts);
  const [chosen, setChosen] = useState({ round: view.join_round, after: 0 });
  // A reset of the participants begins with the first page.
  const after = chosen.round === view.join_round ? chosen.after : 0;
  const [wanted, setWanted] = useState('');
  const [found, setFound] = useState<number | null>(null);
  const [notThere, setNotThere] = useState<string | null>(null);
  const list = useHostData(`${view.id} ${view.join_round} ${after}`, view.participants_revision, () =>
    call('participants', {
      params: { event_id: view.id },
      query: { after, limit: PAGE_SIZE },
      timeoutMs: LIST_TIMEOUT_MS,
    }),
  );
  const lastNumber = list.data?.last_number ?? view.count;

  const total = list.data?.total_count ?? view.count;
  const goTo = (next: number): void => {
    setFound(null);
    setNotThere(null);
    setChosen({ round: view.join_round, after: next });
    document.getElementById('section')?.scrollTo(0, 0);
  };
  const jump = (): void => {
    const number = Number(wanted);
    if (wanted === '' || number < 1) return;
    if (number > lastNumber) {
      setFound(null);
      setNotThere(wanted);
      return;
    }
    goTo(pageOf(number));
    setFound(number);
  };

  // Where numbers were removed, the host's page reaches into the next one.
  const participants = (list.data?.participants ?? []).filter(({ draw_number }) => draw_number <= after + PAGE_SIZE);
  const [first] = participants;
  const last = participants.at(-1);
  const steps = stepsFrom(after, lastNumber);
  const step = (target: number | null, label: string, icon: LucideIcon) => (
    <PageButton
      icon={icon}
      label={label}
      disabled={target === null}
      onClick={() => {
        if (target !== null) goTo(target);
      }}
    />
  );

  return (
    <div className="participants-section">
      <div className="section-head">
        <div>
          <h2>{t.title}</h2>
          <p className="quiet">
            {t.total(view.count)} · {t.canWin(view.eligible)} · {t.won(view.count - view.eligible)}
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
              <label htmlFor="jump">{t.jump}</label>
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
                {t.go}
              </button>
            </form>
          </search>
        )}
      </div>
      <div id="jump-result" aria-live="polite">
        {notThere !== null && <p className="quiet">{t.notThere(notThere)}</p>}
      </div>
      {view.count > 0 && <WithoutPhone />}
      <LoadingRefused refusal={list.refusal} retry={list.retry} />
      {view.count === 0 ? (
        <EmptyState icon={Users} title={t.emptyTitle} body={t.emptyBody} />
      ) : list.data === null ? (
        !list.refusal && <Loading />
      ) : (
        <>
          <ol className={list.pending ? 'participant-list pending' : 'participant-list'} aria-label={t.list}>
            {participants.map((participant) => (
              <Ticket
                key={participant.draw_number}
                participant={participant}
                found={participant.draw_number === found}
              />
            ))}
          </ol>
          {participants.length === 0 && !list.pending && <p className="quiet">{t.gone}</p>}
          {lastNumber > PAGE_SIZE && (
            <Pages>
              {step(steps.first, t.first, ChevronFirst)}
              {step(steps.previous, t.previous, ChevronLeft)}
              <p className="figure">
                {first &&
                  last &&
                  t.range(
                    padNumber(first.draw_number, view.number_width),
                    padNumber(last.draw_number, view.number_width),
                    total,
                  )}
              </p>
              {step(steps.next, t.next, ChevronRight)}
              {step(steps.last, t.last, ChevronLast)}
            </Pages>
          )}
        </>
      )}
    </div>
  );
};

export const participantsSection: Section = {
  id: 'participants',
  feature: 'event',
  texts: participantsTexts,
  icon: Users,
  component: Participants,
  drafts: [],
};
