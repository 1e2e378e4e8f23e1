import { useState, type ReactNode } from 'react';
import './picture.css';

/** A prize's picture on an ivory plate. One that cannot be loaded is not there. */
export const Picture = ({ url, className }: { readonly url: string | null; readonly className: string }): ReactNode => {
  const [failed, setFailed] = useState<string | null>(null);
  if (url === null || failed === url) return null;
  return (
    <div className={`plate ${className}`}>
      <img src={url} alt="" decoding="async" onError={() => setFailed(url)} />
    </div>
  );
};
