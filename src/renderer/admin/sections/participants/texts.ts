import type { Texts } from '../../../common/language.ts';
import { en, type ParticipantsTexts } from './texts.en.ts';
import { ko } from './texts.ko.ts';

export const participantsTexts: Texts<ParticipantsTexts> = { en, ko };
