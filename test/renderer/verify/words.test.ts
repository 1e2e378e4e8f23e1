import { describe, expect, it } from 'vitest';
import { verify } from '../../../src/core/fairness/verify.ts';
import { expertNumbers, plainFacts, type PlainFacts } from '../../../src/renderer/verify/experts/expertNumbers.ts';
import { TEXTS } from '../../../src/renderer/verify/texts.ts';
import { vectorNamed, vectors } from '../../core/fairness/vectors.ts';

const facts = (more: Partial<PlainFacts> = {}): PlainFacts => ({
  entries: 300,
  phones: 0,
  asksPhones: false,
  delay: 13_000,
  spoken: null,
  beacon: false,
  winners: 3,
  reserves: 0,
  ...more,
});

describe('the plain facts and the numbers of a proof', () => {
  it('are those of the proof', () => {
    const { proof } = vectorNamed('weights, room and spoken');
    expect(plainFacts(proof)).toEqual({
      entries: proof.entries.length,
      phones: proof.room.length,
      asksPhones: true,
      delay: 500,
      spoken: '칠전팔기 777',
      beacon: false,
      winners: 10,
      reserves: 3,
    });
    expect(plainFacts(vectorNamed('beacon').proof)).toMatchObject({
      beacon: true,
      asksPhones: false,
      delay: 40,
      spoken: null,
    });
  });

  it.each(vectors.map((vector) => [vector.name, vector] as const))('hold the key and hashes of "%s"', (_, vector) => {
    const numbers = new Map(expertNumbers(vector.proof).map(({ name, value }) => [name, value]));
    expect(numbers.get('announcement_hash')).toBe(vector.intermediate.announcement_hash);
    expect(numbers.get('entropy_hash')).toBe(vector.intermediate.entropy_hash);
    expect(numbers.get('r')).toBe(vector.intermediate.r);
    expect(numbers.get('root')).toBe(vector.proof.announcement.entries.root);
    expect(numbers.get('seal')).toBe(vector.proof.seal);
    expect(numbers.get('reveal')).toBe(vector.proof.reveal);
  });

  it('are what is left of a document that was made unusable in any one part', () => {
    const { proof } = vectorNamed('beacon');
    for (const key of Object.keys(proof)) {
      for (const value of [undefined, null, 7, '\uD800', [null], {}]) {
        const document = { ...proof, [key]: value };
        expect(verify(document).ok).toBe(false);
        expect(expertNumbers(document).every((number) => typeof number.value === 'string')).toBe(true);
        expect(plainFacts(document).winners).toBeGreaterThanOrEqual(0);
      }
    }
    expect(expertNumbers({})).toEqual([]);
  });
});

describe('the words of the checks', () => {
  const checks = TEXTS.en.checks.byName;

  it('say that nobody was added or dropped', () => {
    expect(checks.entries.passed(facts())).toBe('Nobody was added or removed after the announcement: 300 entries.');
    expect(checks.entries.passed(facts({ entries: 1 }))).toMatch(/: 1 entry\.$/);
  });

  it('say how many phones added randomness, or that none was asked', () => {
    expect(checks.room.passed(facts())).toMatch(/not asked/);
    expect(checks.room.passed(facts({ asksPhones: true }))).toMatch(/none added/);
    expect(checks.room.passed(facts({ asksPhones: true, delay: 13_000, phones: 287 }))).toMatch(/^287 phones added/);
  });

  it('name what was mixed in, the spoken words too', () => {
    const all = checks.entropy.passed(
      facts({ asksPhones: true, delay: 13_000, phones: 9, spoken: 'purple rain', beacon: true }),
    );
    expect(all).toContain('phones');
    expect(all).toContain('“purple rain”');
    expect(all).toContain('beacon');
    expect(checks.entropy.passed(facts())).toMatch(/none was added/);
    expect(checks.entropy.passed(facts({ asksPhones: true }))).toMatch(/no phone added any/);
  });

  it.each(Object.entries(TEXTS))('are there in %s for every check, and tell passing from failing', (_, t) => {
    for (const [name, words] of Object.entries(t.checks.byName)) {
      const passed = words.passed(
        facts({ asksPhones: true, delay: 500, phones: 1, spoken: 'x', beacon: true, reserves: 2 }),
      );
      expect(words.title.length, name).toBeGreaterThan(0);
      expect(passed.length, name).toBeGreaterThan(0);
      expect(words.failed).not.toBe(passed);
    }
    const parts = Object.values(t.failedParts).map((part) => t.notFair(part));
    expect(new Set(parts).size).toBe(parts.length);
    for (const line of parts) expect(line).not.toBe(t.fair);
    expect(new Set(Object.values(t.faults)).size).toBe(Object.keys(t.faults).length);
  });

  it('are loud in English where a draw was not fair', () => {
    const { notFair, failedParts, fair } = TEXTS.en;
    expect(notFair(failedParts.entries)).toBe('NOT FAIR: the list of entries was changed');
    expect(fair).toBe('Fair: every check passed');
  });
});
