import type { Language } from '../common/language.ts';
import { en, type Texts } from './texts.en.ts';
import { ko } from './texts.ko.ts';

export const TEXTS: Readonly<Record<Language, Texts>> = { en, ko };
export type { Texts };

/** A refusal in the reader's language. */
export const refusalText = (t: Texts, code: string): string => t.refusals[code] ?? t.failed;
