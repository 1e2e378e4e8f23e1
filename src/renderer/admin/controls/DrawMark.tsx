import { mixedIn } from '../../common/drawFacts.ts';
import { useTexts } from '../language/useTexts.ts';
import { CheckLink } from './CheckLink.tsx';
import { controlTexts } from './texts.ts';

/** A revealed draw's fingerprint, what was mixed into it where that is known, and a link to check it. */
export const DrawMark = ({
  fingerprint,
  drawId,
  entropy,
}: {
  fingerprint: string;
  drawId: string;
  entropy: readonly unknown[] | null;
}) => {
  const t = useTexts(controlTexts);
  const { phones } = mixedIn(entropy);
  return (
    <p className="draw-mark small">
      <span className="quiet">{t.fingerprint}</span>{' '}
      <b dir="ltr" data-testid="fingerprint">
        {fingerprint}
      </b>
      {phones !== null && <span className="quiet"> · {t.phones(phones)}</span>} ·{' '}
      <CheckLink drawId={drawId} className="link-button">
        {t.check}
      </CheckLink>
    </p>
  );
};
