import type { Texts } from '../../../common/language.ts';
import { en, type MonitoringTexts } from './texts.en.ts';
import { ko } from './texts.ko.ts';

export const monitoringTexts: Texts<MonitoringTexts> = { en, ko };
