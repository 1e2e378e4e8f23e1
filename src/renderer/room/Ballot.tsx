import type { BallotText } from '../../contract/rooms/views.ts';
import type { Texts } from './texts.ts';

/** The ballot paper: one choice, or up to `most`. What is marked is sent when the person says so, not before. */
export const Ballot = ({
  choices,
  own,
  marked,
  most,
  onMark,
  t,
}: {
  choices: readonly BallotText[];
  /** The text that this person wrote. */
  own: number;
  marked: readonly number[];
  most: number;
  onMark: (marked: readonly number[]) => void;
  t: Texts;
}) => {
  const one = most === 1;
  const isFull = !one && marked.length >= most;
  return (
    <fieldset>
      <legend>{t.choose(most)}</legend>
      <div class="ballot">
        {choices.map(({ text_id: id, text, name }) => {
          const chosen = marked.includes(id);
          const over = isFull && !chosen;
          return (
            <label key={id} class={`choice${chosen ? ' chosen' : ''}${over ? ' over' : ''}`}>
              <input
                type={one ? 'radio' : 'checkbox'}
                name="choice"
                checked={chosen}
                aria-disabled={over}
                data-testid="choice"
                onChange={(event) => {
                  if (one) return onMark([id]);
                  if (chosen) return onMark(marked.filter((other) => other !== id));
                  if (!isFull) return onMark([...marked, id]);
                  // As many as may be are marked: this mark is not taken, and the paper shows so.
                  event.currentTarget.checked = false;
                }}
              />
              <svg viewBox="0 0 24 24" aria-hidden="true">
                <path d="M5 13l5 5L19.5 6.5" />
              </svg>
              <span>
                <span dir="auto">{text}</span>
                {id === own ? <small>{t.yours}</small> : name !== null && <small dir="auto">{name}</small>}
              </span>
            </label>
          );
        })}
      </div>
    </fieldset>
  );
};
