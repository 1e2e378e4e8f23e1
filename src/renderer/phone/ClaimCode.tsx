import { Fragment } from 'preact';
import { Qr } from '../common/Qr.tsx';
import type { Texts } from './texts.en.ts';

/** A claim code as text and as QR: the prize table reads either. */
export const ClaimCode = ({ code, t }: { code: string; t: Texts }) => (
  <div class="claim">
    <Qr text={code} label={`${t.claimCode} ${code}`} />
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
