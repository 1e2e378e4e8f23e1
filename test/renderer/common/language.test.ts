import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  chooseLanguage,
  LANGUAGE_KEY,
  LANGUAGE_NAMES,
  nextLanguage,
  preferredLanguage,
} from '../../../src/renderer/common/language.ts';
import { memoryStorage } from './memoryStorage.ts';

afterEach(() => void vi.unstubAllGlobals());

describe('the language of a screen', () => {
  it('is the first that is wanted and spoken', () => {
    expect(chooseLanguage([null, 'de-DE', 'KO-kr', 'en'])).toBe('ko');
    expect(chooseLanguage(['EN-gb', 'ko'])).toBe('en');
  });

  it('is English when none is spoken, whatever is asked for', () => {
    expect(chooseLanguage([null, 'fr', 'constructor', ''])).toBe('en');
    expect(chooseLanguage([])).toBe('en');
  });

  it("is the reader's stored choice before the browser's languages", () => {
    vi.stubGlobal('navigator', { languages: ['fr', 'ko-KR', 'en'] });
    const storage = memoryStorage();
    expect(preferredLanguage(storage, LANGUAGE_KEY)).toBe('ko');
    storage.setItem('luckydraw.language', 'en');
    expect(preferredLanguage(storage, LANGUAGE_KEY)).toBe('en');
    storage.setItem('luckydraw.language', 'toString');
    expect(preferredLanguage(storage, LANGUAGE_KEY)).toBe('ko');
  });

  it('switches round and round through all of them', () => {
    expect(nextLanguage('en')).toBe('ko');
    expect(nextLanguage('ko')).toBe('en');
    expect(Object.keys(LANGUAGE_NAMES)).toEqual(['en', 'ko']);
  });
});
