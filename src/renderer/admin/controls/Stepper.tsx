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
  /** What is being typed, while it is; it counts when it is a number. */
  const [typed, setTyped] = useState<string | null>(null);
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
        value={typed ?? String(value)}
        onFocus={(event) => event.target.select()}
        onChange={(event) => {
          const text = event.target.value.replace(/\D/g, '').slice(0, 6);
          setTyped(text);
          if (text !== '') onChange(Math.max(min, Math.min(max, Number(text))));
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
