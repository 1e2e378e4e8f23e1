import { expect, it } from 'vitest';
import { randomKey } from '../../../src/renderer/common/randomKey.ts';

it('a key is 128 bits in hex, and another one each time', () => {
  const keys = Array.from({ length: 50 }, randomKey);
  for (const key of keys) expect(key).toMatch(/^[0-9a-f]{32}$/);
  expect(new Set(keys).size).toBe(keys.length);
});
