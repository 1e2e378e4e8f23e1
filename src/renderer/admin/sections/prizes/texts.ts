import type { Texts } from '../../../common/language.ts';
import { en, type PrizesTexts } from './texts.en.ts';
import { ko } from './texts.ko.ts';

export const prizesTexts: Texts<PrizesTexts> = { en, ko };
