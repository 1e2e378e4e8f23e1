/** What the pages of a room share. */
import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { secondsLeft } from './roomState.ts';
import type { Texts } from './texts.ts';

/** A share as a bar of brass; the words beside it say the same. */
export const Meter = ({ value, of }: { value: number; of: number }) => (
  <div class="meter" aria-hidden="true">
    <i style={{ transform: `scaleX(${of === 0 ? 0 : Math.min(1, value / of)})` }} />
  </div>
);

export const Tick = () => (
  <svg viewBox="0 0 24 24" aria-hidden="true">
    <path d="M4 12.5l5.5 5.5L20 6.5" />
  </svg>
);

export const Offline = ({ t }: { t: Texts }) => (
  <p data-testid="offline">
    <svg viewBox="0 0 24 24" aria-hidden="true">
      <path d="M2 8.5a15 15 0 0 1 20 0M5.5 12.5a10 10 0 0 1 13 0M9 16.3a5 5 0 0 1 6 0M3 3l18 18" />
    </svg>
    {t.offline}
  </p>
);

/** Seconds until the vote closes by itself, going down. */
export const Countdown = ({ closesAt, hostNow, t }: { closesAt: number; hostNow: () => number; t: Texts }) => {
  const [left, setLeft] = useState(() => secondsLeft(closesAt, hostNow()));
  useEffect(() => {
    const tick = (): void => setLeft(secondsLeft(closesAt, hostNow()));
    tick();
    const timer = setInterval(tick, 250);
    return () => clearInterval(timer);
  }, [closesAt, hostNow]);
  return (
    <p class="countdown">
      {t.closesIn} <b>{t.seconds(left)}</b>
    </p>
  );
};

/** A button that keeps its focus while what it sends is under way. */
export const Press = ({
  busy,
  kind,
  onClick,
  testId,
  children,
}: {
  busy: boolean;
  kind: 'press' | 'plain' | 'side';
  /** Left out: the button submits its form. */
  onClick?: () => void;
  testId: string;
  children: ComponentChildren;
}) => (
  <button
    type={onClick ? 'button' : 'submit'}
    class={kind}
    aria-disabled={busy}
    data-testid={testId}
    onClick={(event) => {
      if (busy) event.preventDefault();
      else onClick?.();
    }}
  >
    {children}
  </button>
);
