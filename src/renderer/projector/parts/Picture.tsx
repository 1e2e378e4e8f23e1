import { useState, type CSSProperties, type ReactNode } from 'react';
import { pictureToShow } from '../../common/prizePicture.ts';
import { keepRatio, ratioOf } from './pictures.ts';
import './picture.css';

/**
 * A prize's picture, whole, as large as `--plate-width` and `--plate-height` of its class allow. One that cannot be loaded is
 * not there.
 */
export const Picture = ({ url, className }: { readonly url: string | null; readonly className: string }): ReactNode => {
  const [failed, setFailed] = useState<string | null>(null);
  const [loaded, setLoaded] = useState<{ url: string; ratio: number } | null>(null);
  const shown = pictureToShow(url, failed);
  if (shown === null) return null;
  const ratio = loaded?.url === shown ? loaded.ratio : ratioOf(shown);
  const style: CSSProperties & Record<'--ratio', string> = {
    '--ratio': String(ratio ?? 4 / 3),
    visibility: ratio === null ? 'hidden' : 'visible',
  };
  return (
    <div className={`plate ${className}`}>
      <img
        src={shown}
        alt=""
        decoding="sync"
        style={style}
        onLoad={({ currentTarget }) => setLoaded({ url: shown, ratio: keepRatio(shown, currentTarget) })}
        onError={() => setFailed(shown)}
      />
    </div>
  );
};
