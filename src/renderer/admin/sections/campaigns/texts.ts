import type { Texts } from '../../../common/language.ts';
import { en, type CampaignsTexts } from './texts.en.ts';
import { ko } from './texts.ko.ts';

export const campaignsTexts: Texts<CampaignsTexts> = { en, ko };
