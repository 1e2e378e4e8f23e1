import { useEffect, useRef, useState, type ReactNode } from 'react';
import type { RankedText, RoomResult } from '../../../../contract/rooms/views.ts';
import { FittedBox, FittedText } from '../../parts/FittedText.tsx';
import { useConfetti } from '../../parts/useConfetti.ts';
import type { RoomProps } from './roomProps.ts';
import type { Row } from './rows.ts';
import type { RoomTexts } from './texts.en.ts';
import { TEXTS } from './texts.ts';
import { RoomRow } from './Vote.tsx';

/** The bars grow for so long before the first place is told. */
const SUSPENSE_MS = 2_200;
/** A page that has just been loaded comes back to a result that was told already. */
const JUST_LOADED_MS = 4_000;
const ROWS = 7;
/** Texts of a tie that the panel names. */
const NAMED_TIED = 4;

const Panel = ({
  result,
  winner,
  texts,
  screen,
}: {
  readonly result: RoomResult;
  readonly winner: RankedText | undefined;
  readonly texts: RoomTexts;
  readonly screen: RoomProps['screen'];
}): ReactNode => {
  if (winner) {
    return (
      <section className="room-panel" data-testid="room-winner">
        <p className="room-panel-label">{texts.winner}</p>
        <FittedBox
          className="room-panel-text"
          content={`${winner.text} ${winner.name ?? ''}`}
          max={240}
          min={60}
          screen={screen}
        >
          <p dir="auto">{winner.text}</p>
          {winner.name !== null && (
            <p className="room-panel-who" dir="auto">
              {winner.name}
            </p>
          )}
        </FittedBox>
        <p className="room-panel-votes">{texts.votes(winner.votes)}</p>
        {result.tie_draw !== null && <p className="room-panel-hint">{texts.tieDecided}</p>}
      </section>
    );
  }
  const tied = result.texts.filter(({ rank, votes }) => rank === 1 && votes > 0);
  const named = tied.slice(0, NAMED_TIED);
  const rest = result.first.length - named.length;
  return (
    <section className="room-panel" data-testid={tied.length > 1 ? 'room-tie' : 'room-no-votes'}>
      <p className="room-panel-label">{tied.length > 1 ? texts.tie(result.first.length) : texts.noVotes}</p>
      {tied.length > 1 && (
        <FittedBox
          className="room-panel-text"
          content={named.map(({ text }) => text).join('\n')}
          max={120}
          min={48}
          screen={screen}
        >
          {named.map(({ text_id, text }) => (
            <p key={text_id} className="room-tied" dir="auto">
              {text}
            </p>
          ))}
          {rest > 0 && <p className="room-panel-who">{texts.more(rest)}</p>}
        </FittedBox>
      )}
    </section>
  );
};

/** The result: bars with their numbers, then the first place, once with a burst. */
export const RoomResultScene = ({
  result,
  shown,
  language,
  screen,
  calm,
  mirror,
  sound,
}: RoomProps & { readonly result: RoomResult }): ReactNode => {
  const texts = TEXTS[language];
  const [isTold, setTold] = useState(() => performance.now() < JUST_LOADED_MS);
  const [isGrown, setGrown] = useState(isTold);
  const { canvas, burst } = useConfetti(!mirror && !calm);
  const celebrated = useRef(isTold ? result.winner : null);
  useEffect(() => {
    if (isTold) return undefined;
    const grow = setTimeout(() => setGrown(true), 60);
    const tell = setTimeout(() => setTold(true), SUSPENSE_MS);
    return () => {
      clearTimeout(grow);
      clearTimeout(tell);
    };
  }, [isTold]);
  useEffect(() => {
    if (!isTold || result.winner === null || celebrated.current === result.winner) return;
    celebrated.current = result.winner;
    sound?.fanfare();
    burst();
  }, [isTold, result.winner, burst, sound]);
  const listed = result.texts.slice(0, ROWS);
  const most = listed[0]?.votes ?? 0;
  const winner = result.texts.find(({ text_id }) => text_id === result.winner);
  const isFirst = ({ text_id, rank, votes }: RankedText): boolean =>
    isTold && (winner ? text_id === winner.text_id : rank === 1 && votes > 0);
  const rowOf = (text: RankedText): Row => ({
    text,
    share: isGrown && most > 0 ? text.votes / most : 0,
    votes: text.votes,
  });
  const more = result.texts.length - listed.length;
  return (
    <div className="scene room room-result" data-testid="room-scene" data-phase="result" data-told={isTold}>
      <header className="room-head">
        <FittedText
          className="room-title"
          level="h1"
          text={shown.title || texts.room(shown.room_id)}
          max={116}
          min={60}
          screen={screen}
        />
        <p className="room-status">{texts.ballots(result.ballots)}</p>
      </header>
      <div className="room-outcome">
        <div className="room-stage">
          {isTold && <Panel key={result.winner ?? 0} result={result} winner={winner} texts={texts} screen={screen} />}
        </div>
        <div className="room-list">
          <ol className="room-rows" data-rows={listed.length}>
            {listed.map((text) => (
              <RoomRow
                key={text.text_id}
                row={rowOf(text)}
                isFirst={isFirst(text)}
                votes={isGrown ? String(text.votes) : null}
                screen={screen}
              />
            ))}
          </ol>
          {more > 0 && <p className="room-muted">{texts.more(more)}</p>}
        </div>
      </div>
      <canvas className="room-confetti" ref={canvas} aria-hidden="true" />
    </div>
  );
};
