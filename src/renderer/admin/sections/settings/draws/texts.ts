import type { Texts } from '../../../language/languages.ts';
import { en, type FairnessSettingsTexts } from './texts.en.ts';
import { ko } from './texts.ko.ts';

export const fairnessSettingsTexts: Texts<FairnessSettingsTexts> = { en, ko };
