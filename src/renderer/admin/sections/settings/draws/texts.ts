import type { Texts } from '../../../../common/language.ts';
import { en, type FairnessSettingsTexts } from './texts.en.ts';
import { ko } from './texts.ko.ts';

export const fairnessSettingsTexts: Texts<FairnessSettingsTexts> = { en, ko };
