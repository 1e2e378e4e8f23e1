import { useTexts } from '../language/useTexts.ts';
import { refusalWords, type Refused } from './refusals.ts';
import { consoleTexts } from './texts.ts';

/** `refusalWords` in the language of this screen. */
export const useRefusalWords = (): ((refusal: Refused) => string) => {
  const t = useTexts(consoleTexts);
  return (refusal) => refusalWords(t, refusal);
};
