import { useLayoutEffect, useRef } from 'preact/hooks';

/** The number as large as the width allows, whatever font this phone has; the style sheet bounds its height. */
export const FittedNumber = ({ text }: { text: string }) => {
  const frame = useRef<HTMLParagraphElement>(null);
  const digits = useRef<HTMLSpanElement>(null);
  useLayoutEffect(() => {
    const outer = frame.current;
    const inner = digits.current;
    if (!outer || !inner) return undefined;
    const fit = (): void => {
      // The style sheet bounds the type by the screen's height: what counts is how wide a pixel of type is.
      const perPixel = inner.offsetWidth / parseFloat(getComputedStyle(inner).fontSize);
      if (perPixel > 0) outer.style.setProperty('--fitted', `${Math.floor(outer.clientWidth / perPixel)}px`);
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
