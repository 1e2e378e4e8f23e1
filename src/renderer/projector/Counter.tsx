import { useState, type ReactNode } from 'react';

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

/** The number of participants as a mechanical counter. */
export const Counter = ({ count, label }: { readonly count: number; readonly label: string }): ReactNode => {
  const text = String(count);
  const digits = text.padStart(3, '0');
  return (
    <div className="counter">
      <div className="counter-case" aria-hidden="true">
        {[...digits].map((digit, place) => (
          <Wheel key={digits.length - place} digit={digit} leading={place < digits.length - text.length} />
        ))}
      </div>
      <p className="counter-label">
        <span className="unseen" data-testid="count">
          {text}
        </span>{' '}
        {label}
      </p>
    </div>
  );
};
