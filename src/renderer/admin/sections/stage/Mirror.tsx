import { useEffect, useRef, useState } from 'react';
import { useTexts } from '../../language/useTexts.ts';
import { stageTexts } from './texts.ts';

/** The size at which the projector's page is laid out before it is made small. */
const WIDTH = 1280;
const HEIGHT = 720;

/** What the audience sees now, small. It takes neither the mouse nor the keyboard: it only mirrors. */
export const Mirror = () => {
  const t = useTexts(stageTexts);
  const frame = useRef<HTMLDivElement>(null);
  const [scale, setScale] = useState(0.5);
  useEffect(() => {
    const element = frame.current;
    if (!element) return undefined;
    const fit = (): void => setScale(element.clientWidth / WIDTH);
    const observer = new ResizeObserver(fit);
    observer.observe(element);
    fit();
    return () => observer.disconnect();
  }, []);
  return (
    // Inert: what happens on the stage is told by the console itself, and not twice.
    <div className="mirror" ref={frame} inert>
      {/* Our own page from our own host: a sandbox would take its connection to the host away. */}
      {/* oxlint-disable-next-line react/iframe-missing-sandbox */}
      <iframe
        src="/lottery?mirror=1"
        title={t.mirrorFrame}
        tabIndex={-1}
        width={WIDTH}
        height={HEIGHT}
        style={{ transform: `scale(${scale})` }}
      />
    </div>
  );
};
