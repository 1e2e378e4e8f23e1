/** Where a long word may be parted, for names whose language nobody knows. Pure. */

const SOFT_HYPHEN = '\u00ad';
/** Shorter words stay whole. */
const MIN_WORD = 12;
/** Letters that stay together on either side. */
const MIN_PART = 3;

/** A run of vowels, the consonants up to the last one, and that one: it begins the next syllable. */
const SYLLABLE =
  /([aeiouyäöüàâéèêëîïôûœæåø]+)([^\P{L}aeiouyäöüàâéèêëîïôûœæåø]*?)(sch|ch|ck|ph|sh|th|qu|ß|[b-df-hj-np-tv-xzñçłśż])(?=[aeiouyäöüàâéèêëîïôûœæåø])/giu;

const parted = (word: string): string => {
  const at: number[] = [];
  for (const { index, 1: vowels = '', 2: before = '' } of word.matchAll(SYLLABLE)) {
    const end = index + vowels.length + before.length;
    if (end >= MIN_PART && word.length - end >= MIN_PART) at.push(end);
  }
  return at.reduceRight((text, end) => text.slice(0, end) + SOFT_HYPHEN + text.slice(end), word);
};

/**
 * Puts soft hyphens into the long Latin words of a text: of the consonants between two vowels the last one begins the next
 * syllable, as German has it and most others nearly. Screens turn them on only where a word does not fit whole.
 */
export const withSoftHyphens = (text: string): string =>
  text.replace(/\p{Script=Latin}+/gu, (word) => (word.length < MIN_WORD ? word : parted(word)));
