import type { PublicDraw } from '../../../../contract/stage/views.ts';
import { isSecret } from '../../../common/drawFacts.ts';
import { useTexts } from '../../language/useTexts.ts';
import { stageTexts } from './texts.ts';
import './presenterLine.css';

/** What the presenter can say aloud of a draw with a delay, true to the letter from the close on. */
export const PresenterLine = ({ draw }: { draw: PublicDraw }) => {
  const t = useTexts(stageTexts).presenter;
  const closed = isSecret(draw);
  return (
    <section className="presenter-line" data-testid="presenter-line" data-now={closed}>
      <h3 className="small">{closed ? t.now : t.soon}</h3>
      <p>{t.sentence}</p>
    </section>
  );
};
