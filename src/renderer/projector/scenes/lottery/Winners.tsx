import type { ReactNode } from 'react';
import type { ShownResult } from '../../../../contract/lotteries/live.ts';
import type { Language } from '../../../common/language.ts';
import { TEXTS } from './texts.ts';

/** Winners by place and id, `most` of them; the others are counted. */
export const Winners = ({
  result,
  most,
  language,
}: {
  readonly result: ShownResult;
  readonly most: number;
  readonly language: Language;
}): ReactNode => {
  const texts = TEXTS[language];
  const named = result.winners.slice(0, most);
  return (
    <ul className="lottery-winners" data-count={named.length}>
      {named.map(({ place, player }) => (
        <li key={place} data-testid="lottery-winner">
          <bdi>{player}</bdi>
          <span>{texts.place(place)}</span>
        </li>
      ))}
      {result.won > named.length && <li className="lottery-more">{texts.more(result.won - named.length)}</li>}
    </ul>
  );
};
