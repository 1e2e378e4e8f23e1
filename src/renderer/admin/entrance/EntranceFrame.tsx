import type { ReactNode } from 'react';
import { consoleTexts } from '../console/texts.ts';
import { LanguageSwitch } from '../controls/LanguageSwitch.tsx';
import { Mark } from '../controls/Mark.tsx';
import { useTexts } from '../language/useTexts.ts';
import './entrance.css';

/** The page before the console: one card on a quiet stage. */
export const EntranceFrame = ({ children }: { children: ReactNode }) => {
  const { product } = useTexts(consoleTexts);
  return (
    <main className="entrance">
      <p className="entrance-brand">
        <Mark />
        {product}
      </p>
      <div className="entrance-card">{children}</div>
      <LanguageSwitch />
    </main>
  );
};
