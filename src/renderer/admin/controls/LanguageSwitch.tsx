import { LANGUAGE_NAMES, LANGUAGES } from '../../common/language.ts';
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
      options={LANGUAGES.map((id) => ({ value: id, text: LANGUAGE_NAMES[id], lang: id }))}
      onChange={(next) => setPreferences({ language: next })}
    />
  );
};
