import type { Language } from '../../common/language.ts';
import { en, type FairnessTexts } from './texts.en.ts';
import { ko } from './texts.ko.ts';

export const FAIRNESS_TEXTS: Readonly<Record<Language, FairnessTexts>> = { en, ko };
