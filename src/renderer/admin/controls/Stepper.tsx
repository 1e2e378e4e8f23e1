import { Minus, Plus } from 'lucide-react';
import { useState, type MouseEvent } from 'react';

/** A press of the mouse leaves the focus where it was, so that Space stays the main button's. */
const keepFocus = (event: MouseEvent): void => event.preventDefault();

/** A small whole number: typed, or stepped. */
export const Stepper = ({
  id,
  value,
  min,
  max,
  fewer,
  more,
  onChange,
}: {
  id: string;
  value: number;
  min: number;
  max: number;
  fewer: string;
  more: string;
  onChange: (value: number) => void;
}) => {
  /** What is being typed, and the number that it means: the last one, where it is none. */
  const [typed, setTyped] = useState<{ readonly text: string; readonly means: number } | null>(null);
  // Another number than was typed, by a button, another screen or a refusal, is what counts now.
  const [before, setBefore] = useState(value);
  if (before !== value) {
    setBefore(value);
    if (typed?.means !== value) setTyped(null);
  }
  return (
    <div className="stepper">
      <button
        type="button"
        aria-label={fewer}
        // Not `disabled`: at the end of its way it keeps its focus.
        aria-disabled={value <= min}
        onMouseDown={keepFocus}
        onClick={() => {
          if (!(value <= min)) onChange(value - 1);
        }}
      >
        <Minus aria-hidden="true" size={20} />
      </button>
      <input
        id={id}
        className="input"
        inputMode="numeric"
        autoComplete="off"
        value={typed?.text ?? String(value)}
        onFocus={(event) => event.target.select()}
        onChange={(event) => {
          const text = event.target.value.replace(/\D/g, '').slice(0, 6);
          const means = text === '' ? value : Math.max(min, Math.min(max, Number(text)));
          setTyped({ text, means });
          if (text !== '') onChange(means);
        }}
        onBlur={() => setTyped(null)}
        onKeyDown={(event) => {
          if (event.key === 'ArrowUp') onChange(value + 1);
          else if (event.key === 'ArrowDown') onChange(value - 1);
          else if (event.key === 'Enter') event.currentTarget.blur();
          else return;
          event.preventDefault();
          setTyped(null);
        }}
        data-testid="winner-count"
      />
      <button
        type="button"
        aria-label={more}
        // Not `disabled`: at the end of its way it keeps its focus.
        aria-disabled={value >= max}
        onMouseDown={keepFocus}
        onClick={() => {
          if (!(value >= max)) onChange(value + 1);
        }}
      >
        <Plus aria-hidden="true" size={20} />
      </button>
    </div>
  );
};
