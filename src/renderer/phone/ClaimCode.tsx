import { Fragment } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { QrPath } from '../common/qrPath.ts';
import type { Texts } from './texts.en.ts';

/** A claim code as text and as QR: the prize table reads either. The QR's code is loaded by winners only. */
export const ClaimCode = ({ code, t }: { code: string; t: Texts }) => {
  const [qr, setQr] = useState<QrPath | null>(null);
  useEffect(() => {
    let wanted = true;
    import('../common/qrPath.ts').then(
      ({ qrPath }) => wanted && setQr(qrPath(code)),
      // Lost on the air: the text is enough, and the next load brings the picture.
      () => wanted && setQr(null),
    );
    return () => {
      wanted = false;
    };
  }, [code]);
  return (
    <div class="claim">
      <svg viewBox={qr?.viewBox} role="img" aria-label={`${t.claimCode} ${code}`} shape-rendering="crispEdges">
        {qr && <path d={qr.path} />}
      </svg>
      <p>
        <span class="label">{t.claimCode}</span>
        <strong data-testid="claim-code" aria-label={code}>
          {code.split('-').map((part, index) => (
            <Fragment key={index}>
              {index > 0 && <i class="visually-hidden">-</i>}
              <span>{part}</span>
            </Fragment>
          ))}
        </strong>
      </p>
    </div>
  );
};
