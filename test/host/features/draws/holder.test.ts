import { describe, expect, it } from 'vitest';
import { phoneHolder } from '../../../../src/core/fairness/entries.ts';
import { holderOf } from '../../../../src/host/features/draws/holder.ts';

describe('the holder of a token', () => {
  it.each(['', 'a', 'x'.repeat(43), '한글-🎟️', '\ud800', '\u0000'])('is what the protocol says, for %j', (token) => {
    expect(holderOf(token).toString('hex')).toBe(phoneHolder(token));
  });
});
