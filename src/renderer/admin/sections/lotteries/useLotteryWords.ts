import type { Refused } from '../../console/refusals.ts';
import { useRefusalWords } from '../../console/useRefusalWords.ts';
import { useTexts } from '../../language/useTexts.ts';
import type { LotteriesTexts } from './texts.en.ts';
import { lotteriesTexts } from './texts.ts';

const isOwn = (t: LotteriesTexts, code: string): code is keyof LotteriesTexts['refusals'] =>
  Object.keys(t.refusals).includes(code);

/** A refusal of a route of lotteries in words of this screen's language. */
export const useLotteryWords = (): ((refusal: Refused) => string) => {
  const t = useTexts(lotteriesTexts);
  const words = useRefusalWords();
  return (refusal) => (isOwn(t, refusal.code) ? t.refusals[refusal.code] : words(refusal));
};
