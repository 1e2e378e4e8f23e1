import type { Refused } from '../console/refusals.ts';
import { useRefusalWords } from '../console/useRefusalWords.ts';
import { useTexts } from '../language/useTexts.ts';
import { entranceTexts } from './texts.ts';

/** A refusal in words before the log-in. Only a host that does not answer is told of in other words than in the console. */
export const useEntranceWords = (): ((refusal: Refused) => string) => {
  const { offline } = useTexts(entranceTexts);
  const refusalWords = useRefusalWords();
  return (refusal) => (refusal.code === 'offline' ? offline : refusalWords(refusal));
};
