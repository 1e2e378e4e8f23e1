import type { Language } from '../../../common/language.ts';
import { en, type DrawTexts } from './texts.en.ts';
import { ko } from './texts.ko.ts';

export const TEXTS: Readonly<Record<Language, DrawTexts>> = { en, ko };
