import { describe, expect, it } from 'vitest';
import { codeFromTyping } from '../../../src/renderer/room/codeFromTyping.ts';
import { dropHostToken, takeHostToken } from '../../../src/renderer/room/hostPage/hostToken.ts';
import { memoryStorage } from '../common/memoryStorage.ts';

describe('a room’s code', () => {
  it('is taken as people type it', () => {
    for (const typed of ['K7QM2X', 'k7qm2x', ' k7q m2x ', 'K7Q-M2X']) expect(codeFromTyping(typed)).toBe('K7QM2X');
  });
  it('is none where it cannot be one', () => {
    for (const typed of ['', 'K7QM2', 'K7QM2XX', 'K7QM20', 'K7QM2I', '<b>K7Q'])
      expect(codeFromTyping(typed)).toBeNull();
  });
});

describe('the host’s token', () => {
  const token = 'T'.repeat(43);
  const page = (hash: string) => {
    const cleared: string[] = [];
    return { hash, clearHash: () => void cleared.push(hash), cleared };
  };

  it('leaves the address bar, and is there again when the page is opened without it', () => {
    const storage = memoryStorage();
    const first = page(`#${token}`);
    expect(takeHostToken('K7QM2X', storage, first)).toBe(token);
    expect(first.cleared).toEqual([`#${token}`]);
    expect(takeHostToken('K7QM2X', storage, page(''))).toBe(token);
    expect(takeHostToken('ABCDEF', storage, page(''))).toBeUndefined();
    dropHostToken('K7QM2X', storage);
    expect(takeHostToken('K7QM2X', storage, page(''))).toBeUndefined();
  });

  it('is not taken from a fragment that holds none', () => {
    for (const hash of ['#short', '#with%20space and more than sixteen', `#${'x'.repeat(300)}`]) {
      expect(takeHostToken('K7QM2X', memoryStorage(), page(hash))).toBeUndefined();
    }
  });
});
