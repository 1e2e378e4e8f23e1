import type { Texts } from '../../../common/language.ts';
import { en, type StageTexts } from './texts.en.ts';
import { ko } from './texts.ko.ts';

export const stageTexts: Texts<StageTexts> = { en, ko };
