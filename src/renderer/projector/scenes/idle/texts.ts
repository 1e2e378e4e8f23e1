import type { Language } from '../../../common/language.ts';
import { en, type IdleTexts } from './texts.en.ts';
import { ko } from './texts.ko.ts';

export const TEXTS: Readonly<Record<Language, IdleTexts>> = { en, ko };
