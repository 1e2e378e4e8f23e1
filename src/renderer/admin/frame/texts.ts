import type { Texts } from '../../common/language.ts';
import { en, type FrameTexts } from './texts.en.ts';
import { ko } from './texts.ko.ts';

export const frameTexts: Texts<FrameTexts> = { en, ko };
