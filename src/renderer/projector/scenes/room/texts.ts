import type { Language } from '../../../common/language.ts';
import { en, type RoomTexts } from './texts.en.ts';
import { ko } from './texts.ko.ts';

export const TEXTS: Readonly<Record<Language, RoomTexts>> = { en, ko };
