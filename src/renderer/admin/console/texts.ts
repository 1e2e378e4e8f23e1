import type { Texts } from '../../common/language.ts';
import { en, type ConsoleTexts } from './texts.en.ts';
import { ko } from './texts.ko.ts';

export const consoleTexts: Texts<ConsoleTexts> = { en, ko };
