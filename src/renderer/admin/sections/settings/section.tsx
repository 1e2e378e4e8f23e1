import { SlidersHorizontal } from 'lucide-react';
import { useConsole } from '../../console/consoleContext.ts';
import { withFeatures, type Section } from '../../console/section.ts';
import { useTexts } from '../../language/useTexts.ts';
import { SETTINGS_PARTS, type SettingsPart } from './parts.ts';
import { settingsTexts } from './texts.ts';
import './settings.css';

const Column = ({ parts }: { parts: readonly SettingsPart[] }) => (
  <div>
    {parts.map(({ id, component: Part }) => (
      <Part key={id} />
    ))}
  </div>
);

const Settings = () => {
  const { features } = useConsole();
  const t = useTexts(settingsTexts);
  const parts = withFeatures(SETTINGS_PARTS, features);
  return (
    <div className="settings-section">
      <div className="section-head">
        <h2>{t.title}</h2>
      </div>
      <div className="settings-columns">
        <Column parts={parts.filter(({ column }) => column === 'first')} />
        <Column parts={parts.filter(({ column }) => column === 'second')} />
      </div>
    </div>
  );
};

export const settingsSection: Section = {
  id: 'settings',
  feature: null,
  texts: settingsTexts,
  icon: SlidersHorizontal,
  component: Settings,
  drafts: SETTINGS_PARTS.flatMap(({ drafts }) => drafts),
};
