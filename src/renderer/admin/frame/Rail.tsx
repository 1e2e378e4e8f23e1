import { Keyboard } from 'lucide-react';
import { useConsole } from '../console/consoleContext.ts';
import type { Section } from '../console/section.ts';
import { useTexts } from '../language/useTexts.ts';
import { frameTexts } from './texts.ts';
import './rail.css';

/** Where not all sections have room, the open one is in sight. */
const bringIntoSight = (link: HTMLAnchorElement | null): void =>
  void link?.scrollIntoView({ block: 'nearest', inline: 'nearest' });

/** The way to each section. */
export const Rail = ({
  sections,
  openId,
  onHelp,
}: {
  sections: readonly Section[];
  /** The section that is open. */
  openId: string;
  onHelp: () => void;
}) => {
  const { language } = useConsole();
  const t = useTexts(frameTexts);
  return (
    <nav className="rail" aria-label={t.sections}>
      <ul>
        {sections.map(({ id, icon: Icon, texts }) => (
          <li key={id}>
            <a
              ref={id === openId ? bringIntoSight : undefined}
              href={`#${id}`}
              aria-current={id === openId ? 'page' : undefined}
              data-testid={`section-${id}`}
            >
              <Icon aria-hidden="true" size={20} />
              <span>{texts[language].title}</span>
            </a>
          </li>
        ))}
      </ul>
      <button type="button" className="rail-help" onClick={onHelp}>
        <Keyboard aria-hidden="true" size={20} />
        <span>{t.shortcuts.open}</span>
        <kbd aria-hidden="true">?</kbd>
      </button>
    </nav>
  );
};
