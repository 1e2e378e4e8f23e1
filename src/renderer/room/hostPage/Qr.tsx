import { useEffect, useState } from 'preact/hooks';
import type { QrPath } from '../../common/qrPath.ts';

/** A QR code on its light card. What makes it is loaded when one is shown. */
export const Qr = ({ text, label }: { text: string; label: string }) => {
  const [qr, setQr] = useState<QrPath | null>(null);
  useEffect(() => {
    let wanted = true;
    import('../../common/qrPath.ts').then(
      ({ qrPath }) => wanted && setQr(qrPath(text)),
      // Lost on the air: the text beside it is enough.
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
