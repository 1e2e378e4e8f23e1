import { mixedIn } from '../../common/drawFacts.ts';
import { useMessages } from '../preferences.ts';
import { CheckLink } from './CheckLink.tsx';

/** By what a revealed draw is told from others, what was mixed into it where that is known, and the way to check it. */
export const DrawMark = ({
  fingerprint,
  drawId,
  entropy,
}: {
  fingerprint: string;
  drawId: string;
  entropy: readonly unknown[] | null;
}) => {
  const m = useMessages();
  const { phones } = mixedIn(entropy);
  return (
    <p className="draw-mark small">
      <span className="quiet">{m.fairness.fingerprint}</span>{' '}
      <b dir="ltr" data-testid="fingerprint">
        {fingerprint}
      </b>
      {phones !== null && <span className="quiet"> · {m.fairness.phones(phones)}</span>} ·{' '}
      <CheckLink drawId={drawId} className="link-button">
        {m.fairness.check}
      </CheckLink>
    </p>
  );
};
