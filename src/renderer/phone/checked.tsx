/** All that is needed once a draw is revealed. One file to load, when the first reveal comes. */
import { en } from './i18n/checks/en.ts';
import { ko } from './i18n/checks/ko.ts';
import type { CheckTexts } from './i18n/checks/en.ts';
import type { Language } from './i18n/language.ts';

export { checkDraw } from './checkDraw.ts';
export { Failure } from './Failure.tsx';
export { FairnessSheet } from './FairnessSheet.tsx';
export const CHECK_TEXTS: Record<Language, CheckTexts> = { en, ko };
