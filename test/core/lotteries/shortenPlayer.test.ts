import fc from 'fast-check';
import { expect, it } from 'vitest';
import { shortenPlayer } from '../../../src/core/lotteries/shortenPlayer.ts';

it.each([
  ['player-12345', 'pl•••45'],
  ['010-1234-5678', '01•••78'],
  ['seven77', 's•••7'],
  ['anna', 'a•••a'],
  ['bob', '•••'],
  ['', '•••'],
  ['김이박최정강조윤', '김이•••조윤'],
  ['🎲🎲🎲🎲', '🎲•••🎲'],
])('shows %s as %s', (id, shown) => {
  expect(shortenPlayer(id)).toBe(shown);
});

it('hides at least half of every id, and tells nothing of its length', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 128 }), (id) => {
      const kept = [...shortenPlayer(id)].length - 3;
      expect(kept).toBeLessThanOrEqual([...id].length / 2);
      expect(kept).toBeLessThanOrEqual(4);
    }),
  );
});
