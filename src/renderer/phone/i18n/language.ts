import { en, type Texts } from './en.ts';
import { ko } from './ko.ts';

/** One file a language, and one in `fairness/` for what is loaded later: add it here, and it is there. */
export const LANGUAGES = { en, ko } satisfies Record<string, Texts>;
export type Language = keyof typeof LANGUAGES;

const NAMES = Object.keys(LANGUAGES);
const isLanguage = (text: string | undefined): text is Language => text !== undefined && NAMES.includes(text);

/** The reader's own choice, else the first of the browser's languages that is spoken, else English. */
export const chooseLanguage = (wanted: readonly (string | null)[]): Language =>
  wanted.map((tag) => tag?.toLowerCase().split('-')[0]).find(isLanguage) ?? 'en';

/** The language after this one, round and round. */
export const nextLanguage = (language: Language): Language => {
  const next = NAMES[(NAMES.indexOf(language) + 1) % NAMES.length];
  return isLanguage(next) ? next : 'en';
};
