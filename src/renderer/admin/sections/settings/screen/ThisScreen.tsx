import { Choices } from '../../../controls/Choices.tsx';
import { LanguageSwitch } from '../../../controls/LanguageSwitch.tsx';
import { useDesk } from '../../../console/consoleContext.ts';
import { setPreferences, usePreferences } from '../../../preferences.ts';

/** What this browser remembers for itself. */
export const ThisScreen = () => {
  const { m } = useDesk();
  const { theme, shortcuts } = usePreferences();
  return (
    <section className="settings-card" aria-labelledby="screen-heading">
      <h3 id="screen-heading">{m.settings.screen}</h3>
      <div className="setting-line">
        <span aria-hidden="true">{m.settings.languageLabel}</span>
        <LanguageSwitch />
      </div>
      <div className="setting-line">
        <span aria-hidden="true">{m.settings.theme}</span>
        <Choices
          label={m.settings.theme}
          name="theme"
          value={theme}
          options={[
            { value: 'auto', text: m.settings.themeAuto },
            { value: 'light', text: m.settings.themeLight },
            { value: 'dark', text: m.settings.themeDark },
          ]}
          onChange={(next) => setPreferences({ theme: next })}
        />
      </div>
      <div className="setting-line">
        <span aria-hidden="true">{m.settings.shortcuts}</span>
        <Choices
          label={m.settings.shortcuts}
          name="shortcuts"
          value={shortcuts ? 'on' : 'off'}
          options={[
            { value: 'on', text: m.settings.shortcutsOn },
            { value: 'off', text: m.settings.shortcutsOff },
          ]}
          onChange={(next) => setPreferences({ shortcuts: next === 'on' })}
        />
      </div>
    </section>
  );
};
