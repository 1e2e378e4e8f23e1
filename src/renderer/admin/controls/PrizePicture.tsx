import { Gift } from 'lucide-react';
import { useState } from 'react';

/** A prize's picture; a quiet sign where there is none or where it cannot be loaded. Its name stands beside it. */
export const PrizePicture = ({ url, size }: { url: string | null; size: 'small' | 'large' }) => {
  const [broken, setBroken] = useState<string | null>(null);
  return (
    <span className={`prize-picture ${size}`}>
      {url !== null && broken !== url ? (
        <img src={url} alt="" loading="lazy" decoding="async" draggable={false} onError={() => setBroken(url)} />
      ) : (
        <Gift aria-hidden="true" size={size === 'small' ? 20 : 32} strokeWidth={1.5} />
      )}
    </span>
  );
};
