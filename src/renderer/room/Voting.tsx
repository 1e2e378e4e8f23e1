import { useState } from 'preact/hooks';
import type { RoomSelf } from '../../contract/rooms/routes.ts';
import type { BallotText, RoomView } from '../../contract/rooms/views.ts';
import { call, type CallError } from '../common/api.ts';
import { Ballot } from './Ballot.tsx';
import { Countdown, Press, Tick } from './parts.tsx';
import { mergeTexts } from './roomState.ts';
import { refusalText, type Texts } from './texts.ts';

const PAGE = 100;

/** The texts of the ballot beyond those that the view holds, a page at a time. */
const useBallot = (view: RoomView) => {
  const [more, setMore] = useState<readonly BallotText[]>([]);
  const all = mergeTexts(view.ballot, more);
  const load = async (): Promise<void> => {
    const page = await call('roomTexts', {
      params: { room_id: view.room_id },
      query: { after: all.length, limit: PAGE },
    });
    if (page.ok) setMore((before) => mergeTexts(before, page.value.texts));
  };
  return { all, left: Math.max(0, view.ballot_count - all.length), load };
};

const isSame = (one: readonly number[], other: readonly number[]): boolean =>
  one.length === other.length && one.every((id) => other.includes(id));

/** The vote: a ballot, and what has been cast. */
export const Voting = ({
  view,
  self,
  vote,
  hostNow,
  t,
}: {
  view: RoomView;
  self: RoomSelf;
  vote: (choices: readonly number[]) => Promise<CallError | null>;
  hostNow: () => number;
  t: Texts;
}) => {
  const { all, left, load } = useBallot(view);
  // Null: what was cast last, also before a reload.
  const [own, setOwn] = useState<readonly number[] | null>(null);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  // What the host has taken off the ballot meanwhile is no mark any more; what is not loaded yet may be one.
  const marked = (own ?? self.choices).filter((id) => left > 0 || all.some(({ text_id }) => text_id === id));
  const isCast = self.voted && isSame(marked, self.choices);

  const cast = async (): Promise<void> => {
    if (busy || isCast) return;
    if (marked.length === 0) return setFault(t.chooseFirst);
    setBusy(true);
    setFault(null);
    const code = await vote(marked);
    setBusy(false);
    if (code !== null) return setFault(refusalText(t, code));
    setOwn(null);
    navigator.vibrate?.(40);
  };

  return (
    <form
      class="vote"
      onSubmit={(event) => {
        event.preventDefault();
        void cast();
      }}
    >
      {view.closes_at !== null && <Countdown closesAt={view.closes_at} hostNow={hostNow} t={t} />}
      <div class="paper">
        <Ballot
          choices={all}
          own={self.person_id}
          marked={marked}
          most={view.choices}
          t={t}
          onMark={(next) => {
            setOwn(next);
            setFault(null);
          }}
        />
        {left > 0 && (
          <Press busy={busy} kind="plain" testId="more-texts" onClick={() => void load()}>
            {t.moreTexts(left)}
          </Press>
        )}
      </div>
      <div class="sticky">
        {fault !== null && (
          <p class="fault" role="alert">
            {fault}
          </p>
        )}
        <Press busy={busy || isCast} kind="press" testId="vote">
          {busy ? t.casting : isCast ? t.nothingToChange : self.voted ? t.castChange : t.cast}
        </Press>
        <p class={self.voted ? 'state good' : 'hint'} role="status" data-testid="vote-state" data-voted={self.voted}>
          {self.voted && <Tick />}
          <span>{self.voted ? t.counted : t.secret}</span>
        </p>
      </div>
    </form>
  );
};
