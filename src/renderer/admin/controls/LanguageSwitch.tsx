import { LANGUAGE_NAMES } from '../languages.ts';
import { setPreferences, useMessages, usePreferences } from '../preferences.ts';
import { Choices } from './Choices.tsx';

/** Each language by its own name, so that everybody finds theirs. */
export const LanguageSwitch = () => {
  const m = useMessages();
  const { language } = usePreferences();
  return (
    <Choices
      label={m.settings.languageLabel}
      name="language"
      value={language}
      options={LANGUAGE_NAMES.map(({ id, name }) => ({ value: id, text: name, lang: id }))}
      onChange={(next) => setPreferences({ language: next })}
    />
  );
};
