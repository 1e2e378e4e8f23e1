import { LANGUAGE_NAMES } from '../language/languages.ts';
import { useTexts } from '../language/useTexts.ts';
import { setPreferences, usePreferences } from '../preferences.ts';
import { Choices } from './Choices.tsx';
import { controlTexts } from './texts.ts';

/** Each language by its own name, so that everybody finds theirs. */
export const LanguageSwitch = () => {
  const t = useTexts(controlTexts);
  const { language } = usePreferences();
  return (
    <Choices
      label={t.language}
      name="language"
      value={language}
      options={LANGUAGE_NAMES.map(({ id, name }) => ({ value: id, text: name, lang: id }))}
      onChange={(next) => setPreferences({ language: next })}
    />
  );
};
