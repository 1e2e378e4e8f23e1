import type { Texts } from '../../../common/language.ts';
import { en, type LogTexts } from './texts.en.ts';
import { ko } from './texts.ko.ts';

export const logTexts: Texts<LogTexts> = { en, ko };
