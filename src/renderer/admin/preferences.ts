/** What this screen remembers for itself: language, light, shortcuts. Stored in the browser, never on the host. */
import { useSyncExternalStore } from 'react';
import { createBrowserStorage } from '../common/browserStorage.ts';
import { LANGUAGE_KEY, preferredLanguage, type Language } from '../common/language.ts';

export const THEMES = ['auto', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

export interface Preferences {
  readonly language: Language;
  readonly theme: Theme;
  readonly shortcuts: boolean;
}

const isTheme = (text: string | null): text is Theme => THEMES.some((theme) => theme === text);

const THEME_KEY = 'luckydraw.theme';
const SHORTCUTS_KEY = 'luckydraw.shortcuts';

const storage = createBrowserStorage();

const load = (): Preferences => {
  const theme = storage.getItem(THEME_KEY);
  return {
    language: preferredLanguage(storage, LANGUAGE_KEY),
    theme: isTheme(theme) ? theme : 'auto',
    shortcuts: storage.getItem(SHORTCUTS_KEY) !== 'off',
  };
};

let current = load();
const listeners = new Set<() => void>();
const night = matchMedia('(prefers-color-scheme: dark)');

/** Style sheets know two themes by `data-theme`; `auto` is resolved here. */
const apply = (): void => {
  const root = document.documentElement;
  root.dataset['theme'] = current.theme === 'auto' ? (night.matches ? 'dark' : 'light') : current.theme;
  root.lang = current.language;
};

export const setPreferences = (change: Partial<Preferences>): void => {
  current = { ...current, ...change };
  storage.setItem(LANGUAGE_KEY, current.language);
  storage.setItem(THEME_KEY, current.theme);
  storage.setItem(SHORTCUTS_KEY, current.shortcuts ? 'on' : 'off');
  apply();
  for (const listener of listeners) listener();
};

/** Applies what is stored; called once, before anything is drawn. */
export const startPreferences = (): void => {
  night.addEventListener('change', apply);
  apply();
};

const subscribe = (changed: () => void): (() => void) => {
  listeners.add(changed);
  return () => listeners.delete(changed);
};

export const usePreferences = (): Preferences => useSyncExternalStore(subscribe, () => current);
