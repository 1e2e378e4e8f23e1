import type { ReactNode } from 'react';
import type { PublicDraw } from '../../../../contract/stage/views.ts';
import { fingerprint } from '../../../../core/fairness/fingerprint.ts';
import { mixedIn, shortSeal } from '../../../common/drawFacts.ts';
import { Foot } from '../../parts/Foot.tsx';
import { TEXTS as PART_TEXTS } from '../../parts/texts.ts';
import type { SceneProps } from '../../scene.ts';
import { TEXTS } from './texts.ts';

interface Props extends Pick<SceneProps, 'view' | 'language'> {
  readonly draw: PublicDraw;
  /** The line is long enough for all of it. */
  readonly wide: boolean;
}

/** A longer call of the audience is left to the proof: the foot is one line. Characters. */
const MAX_SPOKEN_LENGTH = 24;

/** The foot's line: by what everybody can tell and check this draw. */
export const DrawFoot = ({ view, draw, language, wide }: Props): ReactNode => {
  const texts = TEXTS[language];
  if (view.stage === 'armed') {
    return (
      <Foot>
        {PART_TEXTS[language].seal}{' '}
        <span className="foot-mark" dir="ltr" data-testid="seal">
          {shortSeal(draw.seal)}
        </span>
      </Foot>
    );
  }
  const closedAs =
    view.stage !== 'winner' && draw.delay > 0 && draw.close ? fingerprint(draw.close.entropy_hash) : null;
  const mixed = mixedIn(draw.entropy);
  const spoken = mixed.words !== null && mixed.words.length <= MAX_SPOKEN_LENGTH ? mixed.words : null;
  const parts = [
    ...(mixed.phones === null ? [] : [texts.mixedIn.phones(mixed.phones)]),
    // Isolated, whatever direction the audience's word runs in.
    ...(spoken === null || !wide ? [] : [texts.mixedIn.words(`\u2068${spoken}\u2069`)]),
    ...(mixed.beacon === null || !wide ? [] : [texts.mixedIn.beacon(mixed.beacon)]),
  ];
  return (
    <Foot>
      {parts.length > 0 && `${texts.drawnWith(parts)} · `}
      {closedAs !== null && (
        <>
          {texts.closedAs}{' '}
          <span className="foot-mark" dir="ltr" data-testid="close-fingerprint">
            {closedAs}
          </span>{' '}
          ·{' '}
        </>
      )}
      <span className="foot-mark" dir="ltr" data-testid="fingerprint">
        {draw.fingerprint}
      </span>
    </Foot>
  );
};
