import type { KeyValueStore } from '../../../src/renderer/common/browserStorage.ts';

/** A store of a browser, as far as screens use one. */
export const memoryStorage = (): KeyValueStore => {
  const kept = new Map<string, string>();
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  };
};
