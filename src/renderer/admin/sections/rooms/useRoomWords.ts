import type { Refused } from '../../console/refusals.ts';
import { useRefusalWords } from '../../console/useRefusalWords.ts';
import { useTexts } from '../../language/useTexts.ts';
import { roomsTexts } from './texts.ts';

/** A refusal of a route of rooms in words of this screen's language. */
export const useRoomWords = (): ((refusal: Refused) => string) => {
  const t = useTexts(roomsTexts);
  const words = useRefusalWords();
  return (refusal) => t.refusals[refusal.code] ?? words(refusal);
};
