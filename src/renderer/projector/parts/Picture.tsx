import { useState, type ReactNode } from 'react';
import { pictureToShow } from '../../common/prizePicture.ts';
import './picture.css';

/** A prize's picture on an ivory plate. One that cannot be loaded is not there. */
export const Picture = ({ url, className }: { readonly url: string | null; readonly className: string }): ReactNode => {
  const [failed, setFailed] = useState<string | null>(null);
  const shown = pictureToShow(url, failed);
  if (shown === null) return null;
  return (
    <div className={`plate ${className}`}>
      <img src={shown} alt="" decoding="async" onError={() => setFailed(shown)} />
    </div>
  );
};
