/** What the audience called out, as it is being typed. Limits as in the contract. */
import { lineFault, type DraftFault } from '../prizes/prizeDraft.ts';

export const MOST_WORDS = 64;

/** The words as they are mixed in: without the spaces around them; or what is wrong with them. */
export const readWords = (typed: string): { readonly words: string } | { readonly fault: DraftFault } => {
  const words = typed.trim();
  const fault = lineFault(words, MOST_WORDS, true);
  return fault === null ? { words } : { fault };
};
