import { describe, expect, it } from 'vitest';
import { chooseLanguage, LANGUAGES, nextLanguage } from '../../../src/renderer/phone/i18n/language.ts';

describe("the phone's language", () => {
  it("is the reader's choice, else the first of the browser's that is spoken, else English", () => {
    expect(chooseLanguage(['en', 'ko-KR'])).toBe('en');
    expect(chooseLanguage([null, 'de-DE', 'KO-kr', 'en'])).toBe('ko');
    expect(chooseLanguage([null, 'fr', 'constructor', ''])).toBe('en');
    expect(chooseLanguage([])).toBe('en');
  });

  it('switches round all languages', () => {
    expect(nextLanguage('en')).toBe('ko');
    expect(nextLanguage('ko')).toBe('en');
  });

  it('says one person, and two people', () => {
    expect(LANGUAGES.en.count(1)).toBe('1 person is in');
    expect(LANGUAGES.en.count(2)).toBe('2 people are in');
    expect(LANGUAGES.en.lostNumbers(1)).not.toBe(LANGUAGES.en.lostNumbers(2));
  });
});
