import type { Texts } from '../../../../common/language.ts';
import { en, type NetworkSettingsTexts } from './texts.en.ts';
import { ko } from './texts.ko.ts';

export const networkSettingsTexts: Texts<NetworkSettingsTexts> = { en, ko };
