import type { Texts } from '../../../common/language.ts';
import { en, type AbsentTexts } from './texts.en.ts';
import { ko } from './texts.ko.ts';

export const absentTexts: Texts<AbsentTexts> = { en, ko };
