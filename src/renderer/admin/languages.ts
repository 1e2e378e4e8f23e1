import { en, type Messages } from './i18n/en.ts';
import { ko } from './i18n/ko.ts';

/** Another language is one more file and one more line here. */
export const LANGUAGES = { en, ko } satisfies Record<string, Messages>;
export type Language = keyof typeof LANGUAGES;

export const isLanguage = (text: string | null): text is Language => text !== null && Object.hasOwn(LANGUAGES, text);

/** The languages there are, each by its own name. */
export const LANGUAGE_NAMES: readonly { id: Language; name: string }[] = Object.entries(LANGUAGES).flatMap(
  ([id, messages]) => (isLanguage(id) ? [{ id, name: messages.language }] : []),
);

/** The first of the browser's languages that there is a file for. */
export const languageOf = (wanted: readonly string[]): Language => {
  for (const tag of wanted) {
    const language = tag.toLowerCase().split('-')[0] ?? '';
    if (isLanguage(language)) return language;
  }
  return 'en';
};
