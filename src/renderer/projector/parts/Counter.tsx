import { useState, type CSSProperties, type ReactNode } from 'react';
import './counter.css';

/** One wheel of the counter: the new digit rolls in from above while the old one leaves. */
const Wheel = ({ digit, leading }: { readonly digit: string; readonly leading: boolean }): ReactNode => {
  const [shown, setShown] = useState({ digit, before: '' });
  if (shown.digit !== digit) setShown({ digit, before: shown.digit });
  const { before } = shown;
  return (
    <span className={leading ? 'wheel wheel-leading' : 'wheel'}>
      {before !== '' && (
        <span key={`out ${before} ${digit}`} className="wheel-out">
          {before}
        </span>
      )}
      <span key={`in ${before} ${digit}`} className={before === '' ? 'wheel-digit' : 'wheel-digit wheel-in'}>
        {digit}
      </span>
    </span>
  );
};

interface Props {
  readonly count: number;
  readonly label: string;
  /** The counter has wheels for this number too. */
  readonly max: number;
  readonly testId: string | undefined;
}

/** So many wheels stand at their full size; more get smaller, and leave the label its room. */
const FULL_WHEELS = 4;

/** A number as a mechanical counter. */
export const Counter = ({ count, label, max, testId }: Props): ReactNode => {
  const text = String(count);
  const digits = text.padStart(Math.max(3, String(max).length), '0');
  const style: CSSProperties & Record<'--wheels', string> = {
    '--wheels': String(Math.min(1, FULL_WHEELS / digits.length)),
  };
  return (
    <div className="counter" style={style}>
      <div className="counter-case" aria-hidden="true">
        {[...digits].map((digit, place) => (
          <Wheel key={digits.length - place} digit={digit} leading={place < digits.length - text.length} />
        ))}
      </div>
      <p className="counter-label">
        <span className="visually-hidden" data-testid={testId}>
          {text}
        </span>{' '}
        {label}
      </p>
    </div>
  );
};
