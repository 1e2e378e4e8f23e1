import { describe, expect, it } from 'vitest';
import { createFallbackStore, type KeyValueStore } from '../../../src/renderer/common/browserStorage.ts';
import { memoryStorage } from './memoryStorage.ts';

const forbidden = (): KeyValueStore => {
  throw new DOMException('The operation is insecure.', 'SecurityError');
};
const full = (): KeyValueStore => ({
  ...memoryStorage(),
  setItem: () => {
    throw new DOMException('The quota has been exceeded.', 'QuotaExceededError');
  },
});

describe('what a browser stores', () => {
  it('is in every store that there is, and read from the first that has it', () => {
    const [first, second] = [memoryStorage(), memoryStorage()];
    createFallbackStore([() => first, () => second]).setItem('key', 'value');
    expect([first.getItem('key'), second.getItem('key')]).toEqual(['value', 'value']);
    first.removeItem('key');
    expect(createFallbackStore([() => first, () => second]).getItem('key')).toBe('value');
  });

  it('lasts as long as the page where the browser forbids storage or its disk is full', () => {
    for (const store of [createFallbackStore([forbidden, forbidden]), createFallbackStore([full])]) {
      store.setItem('key', 'value');
      expect(store.getItem('key')).toBe('value');
      store.removeItem('key');
      expect(store.getItem('key')).toBeNull();
    }
  });
});
