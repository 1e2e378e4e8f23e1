import { en, type Texts } from './en.ts';
import { ko } from './ko.ts';

/** One file a language: add it here, and it is there. */
export const LANGUAGES = { en, ko } satisfies Record<string, Texts>;
export type Language = keyof typeof LANGUAGES;
export const languageNames = Object.keys(LANGUAGES) as Language[];

/** Shared with the phone's screen: who chose there has chosen here. */
const KEY = 'luckydraw.language';
const isLanguage = (text: string | null): text is Language => languageNames.some((name) => name === text);

/** The reader's own choice, else the first of the browser's languages that there is, else English. */
export const chooseLanguage = (chosen: string | null, wanted: readonly string[]): Language => {
  if (isLanguage(chosen)) return chosen;
  return wanted.map((tag) => tag.slice(0, 2).toLowerCase()).find((tag) => isLanguage(tag)) ?? 'en';
};

export const readLanguage = (): Language => {
  let chosen: string | null = null;
  try {
    chosen = localStorage.getItem(KEY);
  } catch {
    chosen = null; // No storage: the browser's languages decide, each time.
  }
  return chooseLanguage(chosen, navigator.languages);
};

export const writeLanguage = (language: Language): void => {
  try {
    localStorage.setItem(KEY, language);
  } catch {
    return; // No storage: the choice lasts as long as the page.
  }
};
