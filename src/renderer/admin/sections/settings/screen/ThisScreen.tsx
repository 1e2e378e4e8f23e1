import { Choices } from '../../../controls/Choices.tsx';
import { LanguageSwitch } from '../../../controls/LanguageSwitch.tsx';
import { useTexts } from '../../../language/useTexts.ts';
import { setPreferences, usePreferences } from '../../../preferences.ts';
import { screenSettingsTexts } from './texts.ts';

/** What this browser remembers for itself. */
export const ThisScreen = () => {
  const t = useTexts(screenSettingsTexts);
  const { theme, shortcuts } = usePreferences();
  return (
    <section className="settings-card" aria-labelledby="screen-heading">
      <h3 id="screen-heading">{t.heading}</h3>
      <div className="setting-line">
        <span aria-hidden="true">{t.language}</span>
        <LanguageSwitch />
      </div>
      <div className="setting-line">
        <span aria-hidden="true">{t.theme}</span>
        <Choices
          label={t.theme}
          name="theme"
          value={theme}
          options={[
            { value: 'auto', text: t.themeAuto },
            { value: 'light', text: t.themeLight },
            { value: 'dark', text: t.themeDark },
          ]}
          onChange={(next) => setPreferences({ theme: next })}
        />
      </div>
      <div className="setting-line">
        <span aria-hidden="true">{t.shortcuts}</span>
        <Choices
          label={t.shortcuts}
          name="shortcuts"
          value={shortcuts ? 'on' : 'off'}
          options={[
            { value: 'on', text: t.on },
            { value: 'off', text: t.off },
          ]}
          onChange={(next) => setPreferences({ shortcuts: next === 'on' })}
        />
      </div>
    </section>
  );
};
