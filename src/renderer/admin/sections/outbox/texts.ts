import type { Texts } from '../../../common/language.ts';
import { en, type OutboxTexts } from './texts.en.ts';
import { ko } from './texts.ko.ts';

export const outboxTexts: Texts<OutboxTexts> = { en, ko };
