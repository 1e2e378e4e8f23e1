/**
 * The attack of the last word: somebody with the chain's secret and phones of his own, who knows what all others added and
 * still chooses which of his phones stay silent.
 */
import { expect, it } from 'vitest';
import { chainLink, sealOf } from '../../../src/core/fairness/chain.ts';
import { delayed, delayHex, rootPower } from '../../../src/core/fairness/delay.ts';
import { decide, delayInputOf, type Draw } from '../../../src/core/fairness/draw.ts';
import { entriesTree, type Entry } from '../../../src/core/fairness/entries.ts';
import { roomEntropy, type Contribution } from '../../../src/core/fairness/entropy.ts';
import { commitmentOf, phoneLink } from '../../../src/core/fairness/phoneChain.ts';
import { assembleProof } from '../../../src/core/fairness/proof.ts';
import { finish } from '../../../src/core/fairness/slices.ts';
import { verify } from '../../../src/core/fairness/verify.ts';

const STOLEN = '5a'.repeat(32);
const PHONES = 40;
const OWN = 6;
const FAVOURITE = 17;
const secretOf = (number: number): string => number.toString(16).padStart(64, '0');
const entries = Array.from({ length: PHONES }, (_, index): Entry => {
  const number = index + 1;
  return [number, 1, secretOf(number), commitmentOf(secretOf(number))];
});
const { count, root } = entriesTree(entries);

/** Everything but the result, where those of his own phones answer whose bit is set. */
const choice = (bits: number, delay: number): Omit<Draw, 'delay'> => {
  const answers = entries.filter(([number]) => number > OWN || (bits >> (number - 1)) % 2 === 1);
  const room = answers.map(([number]): Contribution => [number, 1, phoneLink(secretOf(number), 1)]);
  return {
    announcement: {
      v: 'ld2',
      event: 'e',
      epoch: 1,
      draw: 1,
      prize: { id: null, name: 'City bike', rank: 1 },
      winners: 1,
      reserves: 0,
      entries: { count, root },
      entropy: ['room'],
      delay,
      rule: 'everyone',
      announced_at: '2026-11-20T12:00:00.000Z',
    },
    chainLink: chainLink(STOLEN, 1),
    entries,
    entropy: [finish(roomEntropy(room))],
    room,
  };
};
const choices = (delay: number) => Array.from({ length: 2 ** OWN }, (_, bits) => choice(bits, delay));
const winnerOf = (draw: Draw): number | undefined => decide(draw).winners[0];

it('chooses among all silences for nothing where there is no delay', () => {
  const winners = choices(0).map((draw) => winnerOf({ ...draw, delay: delayHex(delayInputOf(draw)) }));
  expect(new Set(winners).size).toBeGreaterThan(PHONES / 2);
  expect(winners).toContain(FAVOURITE);
});

it('costs the whole delay for every single silence that is tried, and nothing of one serves another', () => {
  const [one, other, ...rest] = choices(5);
  if (!one || !other) throw new Error('there is nothing to choose from');
  const begins = [one, other, ...rest].map(delayInputOf);
  expect(new Set(begins).size).toBe(2 ** OWN);
  const result = delayHex(finish(delayed(delayInputOf(one), 5, rootPower)));
  expect(winnerOf({ ...one, delay: result })).toBeGreaterThan(0);
  for (const guess of [result, delayHex(delayInputOf(other))]) {
    expect(() => decide({ ...other, delay: guess })).toThrow(/delay/);
    const proof = assembleProof({
      ...other,
      seal: sealOf(STOLEN),
      reveal: other.chainLink,
      delay: guess,
      winners: [1],
      reserves: [],
    });
    expect(verify(proof).failed).toBe('delay');
  }
});
