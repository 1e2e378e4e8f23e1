import type { ScreenLanguage } from '../../contract/event/views.ts';

/** Every language that the screens speak, by its own name. Another one is a line here; the compiler then names the texts that it lacks. */
export const LANGUAGE_NAMES = { en: 'English', ko: '한국어' } as const satisfies Record<ScreenLanguage, string>;
export type Language = keyof typeof LANGUAGE_NAMES;

/** The texts of one part of a screen in every language. */
export type Texts<T> = Readonly<Record<Language, T>>;

/** Where the reader's choice is stored. The projector, which the audience reads, speaks what the host says. */
export const LANGUAGE_KEY = 'luckydraw.language';

export const LANGUAGES = Object.keys(LANGUAGE_NAMES) as Language[];

const isLanguage = (text: string | null | undefined): text is Language => LANGUAGES.includes(text as Language);

/** The first of the wanted languages that there is, else English. Takes tags such as `ko-KR`; null: nothing is known. */
export const chooseLanguage = (wanted: readonly (string | null)[]): Language =>
  wanted.map((tag) => tag?.toLowerCase().split('-')[0]).find(isLanguage) ?? 'en';

/** The reader's own choice stored under `key`, else the first of the browser's languages that there is, else English. */
export const preferredLanguage = (storage: Pick<Storage, 'getItem'>, key: string): Language =>
  chooseLanguage([storage.getItem(key), ...navigator.languages]);

/** The language after this one, round and round. */
export const nextLanguage = (language: Language): Language =>
  LANGUAGES[(LANGUAGES.indexOf(language) + 1) % LANGUAGES.length] ?? 'en';
