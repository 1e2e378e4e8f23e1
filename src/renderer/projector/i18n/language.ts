import { en, type Words } from './en.ts';
import { ko } from './ko.ts';

/** One entry a language; another one is another file and another line here. */
export const LANGUAGES = { en, ko } satisfies Record<string, Words>;
export type Language = keyof typeof LANGUAGES;

const isLanguage = (text: string): text is Language => Object.hasOwn(LANGUAGES, text);

/** The first language that is wanted and spoken, English else. Takes tags such as `ko-KR`. */
export const chooseLanguage = (wanted: readonly (string | null | undefined)[]): Language => {
  for (const tag of wanted) {
    const language = (tag ?? '').toLowerCase().split('-')[0] ?? '';
    if (isLanguage(language)) return language;
  }
  return 'en';
};

/** The language after this one, round and round. */
export const nextLanguage = (language: Language): Language => {
  const all = Object.keys(LANGUAGES).filter(isLanguage);
  return all[(all.indexOf(language) + 1) % all.length] ?? 'en';
};
