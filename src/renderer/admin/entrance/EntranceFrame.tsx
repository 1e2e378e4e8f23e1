import type { ReactNode } from 'react';
import { LanguageSwitch } from '../controls/LanguageSwitch.tsx';
import { Mark } from '../controls/Mark.tsx';
import { useMessages } from '../preferences.ts';
import './entrance.css';

/** The page before the desk: one card on a quiet stage. */
export const EntranceFrame = ({ children }: { children: ReactNode }) => {
  const m = useMessages();
  return (
    <main className="entrance">
      <p className="entrance-brand">
        <Mark />
        {m.product}
      </p>
      <div className="entrance-card">{children}</div>
      <LanguageSwitch />
    </main>
  );
};
