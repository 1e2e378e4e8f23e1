import { useEffect, useEffectEvent } from 'react';
import { useConsole } from '../console/consoleContext.ts';
import { SHOW_SECTION, type Section } from '../console/section.ts';
import { useMainAction } from '../console/stage/mainActionContext.ts';
import { usePreferences } from '../preferences.ts';
import { ownsKey, shortcutOf, type Shortcut } from './shortcuts.ts';

/** Listens to the console's keys, while shortcuts are switched on. */
export const useShortcuts = (sections: readonly Section[], openId: string, onHelp: () => void): void => {
  const { view } = useConsole();
  const main = useMainAction();
  const { shortcuts } = usePreferences();

  const choosePrizeByStep = (step: 1 | -1): void => {
    const left = view.prizes.filter((prize) => prize.remaining > 0);
    const at = left.findIndex((prize) => prize.id === main.prize?.id);
    const next = left[Math.max(0, Math.min(left.length - 1, at + step))];
    if (next) main.choosePrize(next.id);
  };
  const follow = (shortcut: Shortcut): void => {
    if (shortcut.kind === 'main') main.act();
    else if (shortcut.kind === 'help') onHelp();
    else if (shortcut.kind === 'prize') choosePrizeByStep(shortcut.step);
    else if (shortcut.kind === 'count') main.chooseCount(main.count + shortcut.step);
    else if (shortcut.kind === 'nth') {
      const prize = view.prizes[shortcut.index];
      if (prize && prize.remaining > 0) main.choosePrize(prize.id);
    } else {
      const section = sections[shortcut.index];
      if (section) location.hash = section.id;
    }
  };
  const onShortcut = useEffectEvent(follow);

  useEffect(() => {
    if (!shortcuts) return undefined;
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || document.querySelector('dialog[open]') !== null) return;
      const shortcut = shortcutOf(event, openId === SHOW_SECTION);
      if (shortcut === null) return;
      if (shortcut.kind !== 'section' && ownsKey(document.activeElement, event.key)) return;
      event.preventDefault();
      onShortcut(shortcut);
    };
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, [shortcuts, openId]);
};
