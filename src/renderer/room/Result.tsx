import type { RoomResult } from '../../contract/rooms/views.ts';
import { firstPlaceOf } from './roomState.ts';
import type { Texts } from './texts.ts';

/** So many texts are listed; the others are counted. */
const LISTED = 10;

/** How the vote ended: who is first, and every text by its votes. */
export const Result = ({ result, own, t }: { result: RoomResult; own: number | null; t: Texts }) => {
  const place = firstPlaceOf(result);
  const listed = result.texts.slice(0, LISTED);
  const most = listed[0]?.votes ?? 0;
  const winner = place.kind === 'winner' ? result.texts.find(({ text_id }) => text_id === place.id) : undefined;
  return (
    <article class="paper" data-testid="result" data-kind={place.kind}>
      {place.kind === 'nobody' && <p class="sentence">{t.noVotes}</p>}
      {place.kind === 'tie' && (
        <div>
          <p class="label">{t.resultTitle}</p>
          <p class="sentence">{t.tie(place.ids.length)}</p>
          <p class="hint">{t.tieHint}</p>
        </div>
      )}
      {winner && (
        <div>
          <p class="label">{winner.text_id === own ? t.ownWon : t.winner}</p>
          <p class={winner.text.length > 48 ? 'own long' : 'own'} dir="auto" data-testid="winning-text">
            {winner.text}
          </p>
          {winner.name !== null && (
            <p class="by" dir="auto">
              {winner.name}
            </p>
          )}
          {result.tie_draw !== null && (
            <p class="hint">
              {t.tieDecided} <a href={`/verify?draw=${result.tie_draw}`}>{t.checkTie}</a>
            </p>
          )}
        </div>
      )}
      <hr />
      <ol class="bars">
        {listed.map(({ text_id, text, votes, rank }) => (
          <li
            key={text_id}
            class={(winner ? winner.text_id === text_id : rank === 1 && votes > 0) ? 'bar first' : 'bar'}
            data-testid="bar"
          >
            <span>
              <span dir="auto">{text}</span> {text_id === own && <small>{t.yours}</small>}
            </span>
            <b>{t.votes(votes)}</b>
            <span class="track" aria-hidden="true">
              <i style={{ width: `${most === 0 ? 0 : (votes / most) * 100}%` }} />
            </span>
          </li>
        ))}
      </ol>
      {result.texts.length > listed.length && <p class="hint">{t.andMore(result.texts.length - listed.length)}</p>}
    </article>
  );
};
