import { useLayoutEffect, useRef } from 'preact/hooks';

const TRIAL_PX = 100;

/** The number as large as the width allows, whatever font this phone has; the style sheet bounds its height. */
export const FittedNumber = ({ text }: { text: string }) => {
  const frame = useRef<HTMLParagraphElement>(null);
  const digits = useRef<HTMLSpanElement>(null);
  useLayoutEffect(() => {
    const outer = frame.current;
    const inner = digits.current;
    if (!outer || !inner) return undefined;
    const fit = (): void => {
      outer.style.setProperty('--fitted', `${TRIAL_PX}px`);
      const wide = inner.getBoundingClientRect().width;
      // The style sheet may have bounded the trial already: what counts is how wide a pixel of type is.
      const trial = parseFloat(getComputedStyle(inner).fontSize);
      if (wide > 0) outer.style.setProperty('--fitted', `${(outer.clientWidth * trial) / wide}px`);
    };
    fit();
    const observer = new ResizeObserver(fit);
    observer.observe(outer);
    return () => observer.disconnect();
  }, [text]);
  return (
    <p class="number" ref={frame}>
      <span data-testid="number" ref={digits}>
        {text}
      </span>
    </p>
  );
};
