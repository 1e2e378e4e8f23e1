import { describe, expect, it } from 'vitest';
import { readSpokenWords } from '../../../../../src/renderer/admin/sections/stage/readSpokenWords.ts';

describe("the audience's words", () => {
  it('are mixed in as they were called out, without the spaces around them', () => {
    expect(readSpokenWords('  blue  elephant ')).toEqual({ words: 'blue  elephant' });
  });

  it('have 1 to 64 characters, counted as people count them', () => {
    expect(readSpokenWords('🎲'.repeat(64))).toEqual({ words: '🎲'.repeat(64) });
    expect(readSpokenWords('🎲'.repeat(65))).toEqual({ fault: { kind: 'length', max: 64 } });
    expect(readSpokenWords('   ')).toEqual({ fault: { kind: 'required' } });
  });

  it('have no characters that cannot be shown', () => {
    expect(readSpokenWords('a\u0000b')).toEqual({ fault: { kind: 'control' } });
  });
});
