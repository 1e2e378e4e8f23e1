import type { Texts } from '../../../common/language.ts';
import { en, type ResultsTexts } from './texts.en.ts';
import { ko } from './texts.ko.ts';

export const resultsTexts: Texts<ResultsTexts> = { en, ko };
