/** What this screen remembers for itself: language, light, shortcuts. Stored in the browser, never on the host. */
import { useSyncExternalStore } from 'react';
import { isLanguage, languageOf, type Language } from './language/languages.ts';

export const THEMES = ['auto', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

export interface Preferences {
  readonly language: Language;
  readonly theme: Theme;
  readonly shortcuts: boolean;
}

const isTheme = (text: string | null): text is Theme => THEMES.some((theme) => theme === text);

const KEYS = { language: 'luckydraw.language', theme: 'luckydraw.theme', shortcuts: 'luckydraw.shortcuts' } as const;

const load = (): Preferences => {
  const language = localStorage.getItem(KEYS.language);
  const theme = localStorage.getItem(KEYS.theme);
  return {
    language: isLanguage(language) ? language : languageOf(navigator.languages),
    theme: isTheme(theme) ? theme : 'auto',
    shortcuts: localStorage.getItem(KEYS.shortcuts) !== 'off',
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
  localStorage.setItem(KEYS.language, current.language);
  localStorage.setItem(KEYS.theme, current.theme);
  localStorage.setItem(KEYS.shortcuts, current.shortcuts ? 'on' : 'off');
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
