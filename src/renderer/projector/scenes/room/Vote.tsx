import { useEffect, useState, type ReactNode } from 'react';
import type { Screen } from '../../measure.ts';
import { FittedText } from '../../parts/FittedText.tsx';
import type { RoomProps } from './roomProps.ts';
import { rowsOf, WHOLE_BALLOT, type Row } from './rows.ts';
import { TEXTS } from './texts.ts';

/** Rows of a long ballot that are shown: the longest bars. */
const LONG_BALLOT_ROWS = 8;

/** Whole seconds until a moment of the host's clock; null where there is none. */
const useSecondsLeft = (until: number | null, hostNow: () => number): number | null => {
  const [left, setLeft] = useState<number | null>(null);
  useEffect(() => {
    if (until === null) return undefined;
    const tick = (): void => setLeft(Math.max(0, Math.ceil((until - hostNow()) / 1_000)));
    const first = setTimeout(tick, 0);
    const timer = setInterval(tick, 200);
    return () => {
      clearTimeout(first);
      clearInterval(timer);
    };
  }, [until, hostNow]);
  return until === null ? null : left;
};

export const RoomRow = ({
  row,
  isFirst,
  votes,
  screen,
}: {
  readonly row: Row;
  readonly isFirst: boolean;
  /** Null: the number is not told. */
  readonly votes: string | null;
  readonly screen: Screen;
}): ReactNode => (
  <li className={isFirst ? 'room-row room-row-first' : 'room-row'} data-testid="room-row">
    <div className="room-row-fill" style={{ transform: `scaleX(${row.share})` }} />
    <FittedText className="room-row-text" text={row.text.text} max={76} min={36} screen={screen} />
    {votes !== null && <b className="room-row-votes">{votes}</b>}
  </li>
);

/** The vote: bars that grow; with numbers where the host wants it so. */
export const Vote = ({ now, shown, language, screen, hostNow }: RoomProps): ReactNode => {
  const texts = TEXTS[language];
  const left = useSecondsLeft(shown.closes_at, hostNow);
  const isLong = shown.ballot_count > WHOLE_BALLOT;
  const rows = rowsOf(shown, now.bars, isLong ? LONG_BALLOT_ROWS : WHOLE_BALLOT);
  return (
    <div className="scene room room-vote" data-testid="room-scene" data-phase="voting">
      <header className="room-head">
        <FittedText
          className="room-title"
          level="h1"
          text={shown.title || texts.room(shown.room_id)}
          max={116}
          min={60}
          screen={screen}
        />
        <div className="room-status">
          {left !== null && (
            <p className="room-clock" data-testid="room-clock">
              {texts.seconds(left)}
            </p>
          )}
          <p className="room-call">{texts.voteNow}</p>
        </div>
      </header>
      <ol className="room-rows" data-rows={rows.length}>
        {rows.map((row) => (
          <RoomRow
            key={row.text.text_id}
            row={row}
            isFirst={false}
            votes={row.votes === null ? null : String(row.votes)}
            screen={screen}
          />
        ))}
      </ol>
      <footer className="room-turnout">
        <div className="room-bar" aria-hidden="true">
          <div style={{ transform: `scaleX(${now.participants === 0 ? 0 : now.voted / now.participants})` }} />
        </div>
        <p data-testid="room-voted">{texts.voted(now.voted, now.participants)}</p>
        {isLong && <p className="room-muted">{texts.onBallot(shown.ballot_count)}</p>}
      </footer>
    </div>
  );
};
