import type { Texts } from '../../../../common/language.ts';
import { en, type EventSettingsTexts } from './texts.en.ts';
import { ko } from './texts.ko.ts';

export const eventSettingsTexts: Texts<EventSettingsTexts> = { en, ko };
