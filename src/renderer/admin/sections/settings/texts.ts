import type { Texts } from '../../../common/language.ts';
import { en, type SettingsTexts } from './texts.en.ts';
import { ko } from './texts.ko.ts';

export const settingsTexts: Texts<SettingsTexts> = { en, ko };
