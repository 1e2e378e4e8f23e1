import { LANGUAGES, setPreferences, usePreferences, type Language } from '../preferences.ts';
import { Choices } from './Choices.tsx';

/** Each language by its own name, so that everybody finds theirs. */
export const LanguageSwitch = () => {
  const { language } = usePreferences();
  const label = LANGUAGES[language].settings.languageLabel;
  const names = Object.entries(LANGUAGES).map(([id, messages]) => ({ id, name: messages.language }));
  return (
    <Choices<Language>
      label={label}
      name="language"
      value={language}
      options={names.flatMap(({ id, name }) =>
        id === 'en' || id === 'ko' ? [{ value: id, text: name, lang: id }] : [],
      )}
      onChange={(next) => setPreferences({ language: next })}
    />
  );
};
