import type { Texts } from '../../../../common/language.ts';
import { en, type DisplaySettingsTexts } from './texts.en.ts';
import { ko } from './texts.ko.ts';

export const displaySettingsTexts: Texts<DisplaySettingsTexts> = { en, ko };
