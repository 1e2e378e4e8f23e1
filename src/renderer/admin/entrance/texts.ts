import type { Texts } from '../../common/language.ts';
import { en, type EntranceTexts } from './texts.en.ts';
import { ko } from './texts.ko.ts';

export const entranceTexts: Texts<EntranceTexts> = { en, ko };
