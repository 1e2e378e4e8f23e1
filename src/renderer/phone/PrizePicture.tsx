import { useEffect, useState } from 'preact/hooks';

/** The picture of a prize; one that does not load is not missed. `withinMs`: asked for at a moment up to this later. */
export const PrizePicture = ({ url, withinMs }: { url: string; withinMs: number }) => {
  const [asked, setAsked] = useState(withinMs === 0);
  const [state, setState] = useState<'loading' | 'loaded' | 'failed'>('loading');
  useEffect(() => {
    // Phones must not all ask for the picture in the same instant.
    const timer = setTimeout(() => setAsked(true), Math.random() * withinMs);
    return () => clearTimeout(timer);
  }, [withinMs]);
  if (state === 'failed') return null;
  return (
    <div class={`picture ${state}`}>
      {asked && <img src={url} alt="" onLoad={() => setState('loaded')} onError={() => setState('failed')} />}
    </div>
  );
};
