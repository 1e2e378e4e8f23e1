import type { Texts } from '../../../../common/language.ts';
import { en, type ScreenSettingsTexts } from './texts.en.ts';
import { ko } from './texts.ko.ts';

export const screenSettingsTexts: Texts<ScreenSettingsTexts> = { en, ko };
