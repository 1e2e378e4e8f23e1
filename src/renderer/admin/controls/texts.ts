import type { Texts } from '../../common/language.ts';
import { en, type ControlTexts } from './texts.en.ts';
import { ko } from './texts.ko.ts';

export const controlTexts: Texts<ControlTexts> = { en, ko };
