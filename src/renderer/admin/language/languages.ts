/** The languages of the admin, each by its own name. The compiler then asks every `texts.ts` for the new one. */
export const LANGUAGES = { en: 'English', ko: '한국어' } as const;
export type Language = keyof typeof LANGUAGES;

/** The texts of one part of the admin in every language. */
export type Texts<T> = Readonly<Record<Language, T>>;

export const isLanguage = (text: string | null): text is Language => text !== null && Object.hasOwn(LANGUAGES, text);

export const LANGUAGE_NAMES: readonly { id: Language; name: string }[] = Object.entries(LANGUAGES).flatMap(
  ([id, name]) => (isLanguage(id) ? [{ id, name }] : []),
);

/** The first of the browser's languages that the admin speaks; English when it speaks none of them. */
export const languageOf = (wanted: readonly string[]): Language => {
  for (const tag of wanted) {
    const language = tag.toLowerCase().split('-')[0] ?? '';
    if (isLanguage(language)) return language;
  }
  return 'en';
};
