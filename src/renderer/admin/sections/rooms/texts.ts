import type { Texts } from '../../../common/language.ts';
import { en, type RoomsTexts } from './texts.en.ts';
import { ko } from './texts.ko.ts';

export const roomsTexts: Texts<RoomsTexts> = { en, ko };
