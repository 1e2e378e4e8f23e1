import type { RankedText } from '../../../../contract/rooms/views.ts';
import { CheckLink } from '../../controls/CheckLink.tsx';
import { useTexts } from '../../language/useTexts.ts';
import { roomsTexts } from './texts.ts';

type Ranked = Pick<RankedText, 'text_id' | 'text' | 'name' | 'rank' | 'votes'>;

/** Texts with their votes, the best first. `winner`: null while a tie is not decided. */
export const RoomOutcome = ({
  texts,
  winner,
  tieDraw,
}: {
  texts: readonly Ranked[];
  winner: number | null;
  tieDraw: string | null;
}) => {
  const t = useTexts(roomsTexts);
  const most = texts[0]?.votes ?? 0;
  if (most === 0) return <p className="quiet">{t.noVotes}</p>;
  const first = texts.filter(({ rank }) => rank === 1);
  return (
    <>
      {winner === null && first.length > 1 && <p className="room-tie">{t.tie(first.length)}</p>}
      <ol className="room-outcome" data-testid="room-outcome">
        {texts.map(({ text_id, text, name, votes }) => (
          <li key={text_id} className={text_id === winner ? 'won' : undefined}>
            <span className="room-outcome-text">
              <bdi>{text}</bdi>
              {name !== null && <span className="quiet"> · {name}</span>}
              {text_id === winner && (
                <span className="tag">
                  {t.winner}
                  {tieDraw !== null && ` ${t.byDraw}`}
                </span>
              )}
            </span>
            <b>{t.votes(votes)}</b>
            <span className="room-outcome-bar" aria-hidden="true">
              <span style={{ transform: `scaleX(${votes / most})` }} />
            </span>
          </li>
        ))}
      </ol>
      {tieDraw !== null && (
        <CheckLink drawId={tieDraw} className="link-button">
          {t.check}
        </CheckLink>
      )}
    </>
  );
};
