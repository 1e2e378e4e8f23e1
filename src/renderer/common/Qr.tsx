/** @jsxImportSource preact */
import { useEffect, useState } from 'preact/hooks';
import type { QrPath } from './qrPath.ts';

/** A QR code, for the pages made with Preact. What draws it is loaded when one is shown. */
export const Qr = ({ text, label }: { text: string; label: string }) => {
  const [qr, setQr] = useState<QrPath | null>(null);
  useEffect(() => {
    let wanted = true;
    import('./qrPath.ts').then(
      ({ qrPath }) => wanted && setQr(qrPath(text)),
      // Lost on the air: the text beside it is enough, and the next load brings the picture.
      () => wanted && setQr(null),
    );
    return () => {
      wanted = false;
    };
  }, [text]);
  return (
    <svg class="qr" viewBox={qr?.viewBox} role="img" aria-label={label} shape-rendering="crispEdges" data-qr={text}>
      {qr && <path d={qr.path} />}
    </svg>
  );
};
