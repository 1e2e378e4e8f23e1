import type { Language } from '../language.ts';
import { en, type FairnessTexts } from './en.ts';
import { ko } from './ko.ts';

export const FAIRNESS_TEXTS: Record<Language, FairnessTexts> = { en, ko };
