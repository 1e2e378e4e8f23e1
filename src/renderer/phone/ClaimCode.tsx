import { useEffect, useState } from 'preact/hooks';
import type { Texts } from './i18n/en.ts';
import type { QrPicture } from './qrPath.ts';

/** The light border that readers need, in modules. */
const QUIET_ZONE = 4;

/** A claim code as text and as QR: the prize table reads either. The QR's code is loaded by winners only. */
export const ClaimCode = ({ code, t }: { code: string; t: Texts }) => {
  const [qr, setQr] = useState<QrPicture | null>(null);
  useEffect(() => {
    let wanted = true;
    import('./qrPath.ts').then(
      ({ qrPath }) => wanted && setQr(qrPath(code)),
      // Lost on the air: the text is enough, and the next load brings the picture.
      () => wanted && setQr(null),
    );
    return () => {
      wanted = false;
    };
  }, [code]);
  const side = (qr?.size ?? 21) + 2 * QUIET_ZONE;
  return (
    <div class="claim">
      <svg
        viewBox={`${-QUIET_ZONE} ${-QUIET_ZONE} ${side} ${side}`}
        role="img"
        aria-label={`${t.claimCode} ${code}`}
        shape-rendering="crispEdges"
      >
        {qr && <path d={qr.path} />}
      </svg>
      <p>
        <span class="label">{t.claimCode}</span>
        <strong data-testid="claim-code">{code}</strong>
      </p>
    </div>
  );
};
