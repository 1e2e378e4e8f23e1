import type { ReactNode } from 'react';
import type { ShownResult } from '../../../../contract/lotteries/live.ts';
import type { Language } from '../../../common/language.ts';
import type { Screen } from '../../measure.ts';
import { FittedBox } from '../../parts/FittedText.tsx';
import { TEXTS } from './texts.ts';

interface Props {
  readonly result: ShownResult;
  readonly most: number;
  /** Largest size of the type, in units. */
  readonly max: number;
  readonly language: Language;
  readonly screen: Screen;
}

/** Winners by place and id, `most` of them, as large as all of them fit; the others are counted. */
export const Winners = ({ result, most, max, language, screen }: Props): ReactNode => {
  const texts = TEXTS[language];
  const named = result.winners.slice(0, most);
  const more = result.won - named.length;
  return (
    <FittedBox
      className="lottery-winners"
      content={`${language} ${more} ${named.map(({ place, player }) => `${place} ${player}`).join()}`}
      max={max}
      min={40}
      screen={screen}
    >
      <ul data-count={named.length}>
        {named.map(({ place, player }) => (
          <li key={place} data-testid="lottery-winner">
            <bdi>{player}</bdi>
            <span>{texts.place(place)}</span>
          </li>
        ))}
        {more > 0 && <li className="lottery-more">{texts.more(more)}</li>}
      </ul>
    </FittedBox>
  );
};
