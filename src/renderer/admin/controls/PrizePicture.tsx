import { Gift } from 'lucide-react';
import { useState } from 'react';
import { pictureToShow } from '../../common/prizePicture.ts';

/** A prize's picture, or a gift symbol where none can be shown. It has no text of its own: the prize's name stands beside it. */
export const PrizePicture = ({ url, size }: { url: string | null; size: 'small' | 'large' }) => {
  const [failed, setFailed] = useState<string | null>(null);
  const shown = pictureToShow(url, failed);
  return (
    <span className={`prize-picture ${size}`}>
      {shown !== null ? (
        <img src={shown} alt="" loading="lazy" decoding="async" draggable={false} onError={() => setFailed(shown)} />
      ) : (
        <Gift aria-hidden="true" size={size === 'small' ? 20 : 32} strokeWidth={1.5} />
      )}
    </span>
  );
};
