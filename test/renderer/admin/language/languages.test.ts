import { describe, expect, it } from 'vitest';
import { languageOf } from '../../../../src/renderer/admin/language/languages.ts';

describe('the language', () => {
  it("is the first of the browser's that there is, else English", () => {
    expect(languageOf(['fr-FR', 'ko-KR', 'en'])).toBe('ko');
    expect(languageOf(['EN-gb'])).toBe('en');
    expect(languageOf(['fr', 'constructor'])).toBe('en');
  });
});
