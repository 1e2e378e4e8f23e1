import type { Texts } from '../../../../common/language.ts';
import { en, type AccessSettingsTexts } from './texts.en.ts';
import { ko } from './texts.ko.ts';

export const accessSettingsTexts: Texts<AccessSettingsTexts> = { en, ko };
