import { describe, expect, it } from 'vitest';
import { chooseLanguage, nextLanguage } from '../../../src/renderer/projector/i18n/language.ts';

describe('the language of the projector', () => {
  it('is the first that is wanted and spoken', () => {
    expect(chooseLanguage([null, 'de-DE', 'ko-KR', 'en'])).toBe('ko');
    expect(chooseLanguage(['EN-gb', 'ko'])).toBe('en');
  });

  it('is English when none is spoken, whatever is asked for', () => {
    expect(chooseLanguage(['fr', 'constructor', ''])).toBe('en');
    expect(chooseLanguage([])).toBe('en');
  });

  it('switches round and round', () => {
    expect(nextLanguage(nextLanguage('en'))).toBe('en');
    expect(nextLanguage('en')).not.toBe('en');
  });
});
