import type { Texts } from '../../../common/language.ts';
import { en, type LotteriesTexts } from './texts.en.ts';
import { ko } from './texts.ko.ts';

export const lotteriesTexts: Texts<LotteriesTexts> = { en, ko };
