import type { Texts } from '../../common/language.ts';
import { hostEn, type HostTexts } from './texts.en.ts';
import { hostKo } from './texts.ko.ts';

export const HOST_TEXTS: Texts<HostTexts> = { en: hostEn, ko: hostKo };
export type { HostTexts };
