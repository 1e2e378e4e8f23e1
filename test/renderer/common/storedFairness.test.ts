import { describe, expect, it } from 'vitest';
import type { KeyValueStore } from '../../../src/renderer/common/browserStorage.ts';
import {
  readAnnouncements,
  readFairnessRecord,
  writeAnnouncements,
  writeFairnessRecord,
} from '../../../src/renderer/common/storedFairness.ts';
import { bindStep } from '../../../src/renderer/phone/fairness/randomness.ts';
import { withSight } from '../../../src/renderer/phone/fairness/savedAnnouncements.ts';
import { createJoiningSecret } from '../../../src/renderer/common/joining/joiningSecret.ts';
import { EVENT, holdDraw, ticketOf, secretOf, tokenOf } from '../phone/fairness/fairVenue.ts';
import { memoryStorage } from './memoryStorage.ts';

describe('what a phone stores for the fairness of its number', () => {
  const ticket = ticketOf(3);
  const joinedWith = (storage: KeyValueStore, number: number, chainSecret: string): void =>
    createJoiningSecret(storage).keep(EVENT, tokenOf(number), chainSecret);

  it('begins with the secret that the host was given a commitment of', () => {
    const storage = memoryStorage();
    joinedWith(storage, 3, secretOf(3));
    expect(readFairnessRecord(storage, ticket).randomness).toEqual({ tip: secretOf(3), used: [] });
  });

  it('keeps its earlier secret and its used steps when the same number comes again', () => {
    const storage = memoryStorage();
    joinedWith(storage, 3, secretOf(3));
    const own = readFairnessRecord(storage, ticket);
    const bound = own.randomness && bindStep(own.randomness, 'd1');
    writeFairnessRecord(storage, ticket, { ...own, randomness: bound?.own ?? null });
    joinedWith(storage, 3, secretOf(4));
    expect(readFairnessRecord(storage, ticket).randomness).toMatchObject({
      tip: secretOf(3),
      used: [{ drawId: 'd1', step: 1 }],
    });
  });

  it('is there again when a reset is undone, and with it the number before', () => {
    const storage = memoryStorage();
    joinedWith(storage, 3, secretOf(3));
    const own = readFairnessRecord(storage, ticket);
    const bound = own.randomness && bindStep(own.randomness, 'd1');
    const used = { ...own, randomness: bound?.own ?? null };
    writeFairnessRecord(storage, ticket, used);
    joinedWith(storage, 8, secretOf(8));
    expect(readFairnessRecord(storage, ticket)).toEqual(used);
  });

  it('begins anew with a new number, and belongs to no other', () => {
    const storage = memoryStorage();
    joinedWith(storage, 3, secretOf(3));
    joinedWith(storage, 8, secretOf(8));
    expect(readFairnessRecord(storage, ticketOf(8)).randomness).toEqual({ tip: secretOf(8), used: [] });
    joinedWith(storage, 9, secretOf(9));
    expect(readFairnessRecord(storage, ticket)).toEqual({
      v: 'ld2',
      token: ticket.token,
      randomness: null,
      seals: [],
      swapped: false,
    });
  });

  it('is not believed when it is half written or not ours', () => {
    const storage = memoryStorage();
    const good = {
      v: 'ld2',
      token: ticket.token,
      randomness: { tip: secretOf(3), used: [] },
      seals: [],
      swapped: false,
    };
    const read = (text: string) => {
      storage.setItem(`luckydraw.fairness.${EVENT}`, text);
      return readFairnessRecord(storage, ticket).randomness;
    };
    expect(read(JSON.stringify(good))).toEqual(good.randomness);
    for (const bad of [
      '{"token',
      'null',
      JSON.stringify({ ...good, seals: [{}] }),
      JSON.stringify({ ...good, randomness: {} }),
    ])
      expect(read(bad)).toBeNull();
  });

  it('has no steps outside its chain', () => {
    const storage = memoryStorage();
    joinedWith(storage, 3, secretOf(3));
    const record = readFairnessRecord(storage, ticket);
    const step = { drawId: 'd1', step: 1, countedUntil: null, stood: false };
    const readWith = (used: unknown) => {
      const randomness = { tip: secretOf(3), used };
      storage.setItem(`luckydraw.fairness.${EVENT}`, JSON.stringify({ ...record, randomness }));
      return readFairnessRecord(storage, ticket).randomness;
    };
    expect(readWith([step])).toEqual({ tip: secretOf(3), used: [step] });
    for (const used of [[{ ...step, step: 0 }], [{ ...step, step: 65 }], [{ ...step, stood: 1 }], {}])
      expect(readWith(used)).toBeNull();
  });

  it('is read by the check page of the same number only', () => {
    const storage = memoryStorage();
    const seals = [
      { epoch: 1, seal: 'ab'.repeat(32) },
      { epoch: null, seal: 'cd'.repeat(32) },
    ];
    writeFairnessRecord(storage, ticket, { v: 'ld2', token: ticket.token, randomness: null, seals, swapped: true });
    expect(readFairnessRecord(storage, ticket)).toMatchObject({ seals, swapped: true });
    expect(readFairnessRecord(storage, { ...ticket, token: 'of another number' })).toMatchObject({
      seals: [],
      swapped: false,
    });
  });
});

describe('the announcements that a phone saw', () => {
  const { armed } = holdDraw();
  const { announcement_hash, seal } = armed;

  it('are stored where phones have always stored them', () => {
    const storage = memoryStorage();
    const seen = withSight(new Map(), armed, { own: 5, host: armed.entropy_until - 10, watchingSince: () => true });
    writeAnnouncements(storage, seen);
    expect(JSON.parse(storage.getItem('luckydraw.witness') ?? '')).toEqual({
      d3: { announcement_hash, seal, epoch: 1, draw: 3, at: 5, endsAt: 15, close: null, revealed: false },
    });
    expect(readAnnouncements(storage)).toEqual(seen);
  });

  it('are read without what is not well formed', () => {
    const storage = memoryStorage();
    const close = { entropy_hash: seal, count: 5, at: 6, watched: true };
    const good = { announcement_hash, seal, epoch: 1, draw: 3, at: 5, endsAt: 6, close, revealed: false };
    const saved = {
      good,
      half: { ...good, close: { ...close, at: null } },
      short: { ...good, seal: 'short' },
      noNumber: { ...good, draw: undefined },
      nothing: null,
    };
    storage.setItem('luckydraw.witness', JSON.stringify(saved));
    expect(readAnnouncements(storage)).toEqual(new Map([['good', good]]));
    for (const bad of ['{', 'null', '"text"', '[1]', '7']) {
      storage.setItem('luckydraw.witness', bad);
      expect(readAnnouncements(storage).size).toBe(0);
    }
  });
});
