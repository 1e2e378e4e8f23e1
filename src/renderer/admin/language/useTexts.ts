import { usePreferences } from '../preferences.ts';
import type { Texts } from '../../common/language.ts';

/** Texts in the language that was chosen for this screen. */
export const useTexts = <T>(texts: Texts<T>): T => texts[usePreferences().language];
