import type { Language } from '../../../common/language.ts';
import { en, type LotteryTexts } from './texts.en.ts';
import { ko } from './texts.ko.ts';

export const TEXTS: Readonly<Record<Language, LotteryTexts>> = { en, ko };
