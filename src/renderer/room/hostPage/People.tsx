import type { HostPerson, HostRoomView } from '../../../contract/rooms/views.ts';
import { padNumber } from '../../common/numbers.ts';
import { AskFirst } from './AskFirst.tsx';
import type { HostTexts } from './texts.ts';

export interface Moderation {
  readonly busy: boolean;
  readonly show: (person: HostPerson, shown: boolean) => void;
  readonly remove: (person: HostPerson) => void;
}

const whoIs = (person: HostPerson, width: number, t: HostTexts): string =>
  person.name ?? t.numbered(padNumber(person.draw_number, width));

const Person = ({
  person,
  view,
  moderation,
  t,
}: {
  person: HostPerson;
  view: HostRoomView;
  moderation: Moderation;
  t: HostTexts;
}) => {
  const { busy, show, remove } = moderation;
  const who = whoIs(person, view.number_width, t);
  const done = view.phase === 'result';
  const mark =
    person.voted === null ? (person.ready ? t.isReady : t.isNotReady) : person.voted ? t.didVote : t.didNotVote;
  const isGood = person.voted ?? person.ready;
  return (
    <li class={`person ${person.state}`} data-testid="person" data-state={person.state}>
      <p class="person-text" dir="auto">
        {person.text}
      </p>
      <p class="person-facts">
        <bdi>{who}</bdi>
        <span class={isGood ? 'mark good' : 'mark'}>{mark}</span>
        {person.state !== 'shown' && <span class={`mark ${person.state}`}>{t.states[person.state]}</span>}
      </p>
      {!done && (
        <div class="person-buttons">
          {person.state !== 'shown' && (
            <button
              type="button"
              class="small good"
              aria-disabled={busy}
              aria-label={`${t.show}: ${person.text}`}
              data-testid="show"
              onClick={() => show(person, true)}
            >
              {t.show}
            </button>
          )}
          {person.state !== 'hidden' && (
            <button
              type="button"
              class="small"
              aria-disabled={busy}
              aria-label={`${t.hide}: ${person.text}`}
              data-testid="hide"
              onClick={() => show(person, false)}
            >
              {t.hide}
            </button>
          )}
          <AskFirst
            kind="small"
            question={t.removeAsk(who)}
            yes={t.removeYes}
            no={t.keep}
            busy={busy}
            onYes={() => remove(person)}
            testId="remove"
          >
            {t.remove}
          </AskFirst>
        </div>
      )}
    </li>
  );
};

export const People = ({
  people,
  view,
  moderation,
  t,
}: {
  people: readonly HostPerson[];
  view: HostRoomView;
  moderation: Moderation;
  t: HostTexts;
}) => (
  <ul class="people">
    {people.map((person) => (
      <Person key={person.id} person={person} view={view} moderation={moderation} t={t} />
    ))}
  </ul>
);
