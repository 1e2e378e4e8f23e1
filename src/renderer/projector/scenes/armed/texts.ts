import type { Language } from '../../../common/language.ts';
import { en, type ArmedTexts } from './texts.en.ts';
import { ko } from './texts.ko.ts';

export const TEXTS: Readonly<Record<Language, ArmedTexts>> = { en, ko };
