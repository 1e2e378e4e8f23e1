import { MAX_SPOKEN } from '../../../../contract/stage/limits.ts';
import { lineFault, type FieldFault } from '../../controls/fieldFaults.ts';

/** What the audience called out as it is mixed in, without the spaces around it; or what is wrong with it. */
export const readSpokenWords = (typed: string): { readonly words: string } | { readonly fault: FieldFault } => {
  const words = typed.trim();
  const fault = lineFault(words, MAX_SPOKEN, true);
  return fault === null ? { words } : { fault };
};
