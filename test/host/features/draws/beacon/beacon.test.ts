import { describe, expect, it } from 'vitest';
import { beaconDueAt } from '../../../../../src/core/fairness/beacon.ts';
import { ATTEMPT_MS, createBeacon, PATIENCE_MS } from '../../../../../src/host/features/draws/beacon/beacon.ts';
import { roundAt } from '../../../../../src/host/features/draws/beacon/quicknet.ts';
import type { AskRelay } from '../../../../../src/host/features/draws/beacon/relays.ts';
import { createManualClock, NOON, type ManualClock } from '../../../../support/manualClock.ts';
import { OUTSIDE_THE_GROUP, RECORDED, ROUND_1000, ROUND_42, ROUND_657413 } from './recordedRounds.ts';

/** A relay that has the recorded rounds; its latest is the last of them. */
const recorded: AskRelay = async (round) =>
  round === 'latest' ? ROUND_657413 : (RECORDED.find((one) => one.round === round) ?? null);
const offline: AskRelay = async () => null;
const broken: AskRelay = () => Promise.reject(new Error('a relay that throws'));
/** Ends only when it is told to. */
const silent: AskRelay = (_, signal) =>
  new Promise((resolve) => signal.addEventListener('abort', () => resolve(null), { once: true }));
/** Does not even listen when it is told to end. */
const deaf: AskRelay = () => new Promise(() => undefined);
const says =
  (answer: unknown): AskRelay =>
  async () =>
    answer;

/** Lets time pass, a little at a time, until the promise is settled. */
const passTime = async <T>(clock: ManualClock, promise: Promise<T>): Promise<T> => {
  const pending = Symbol('pending');
  for (;;) {
    const turn = new Promise<typeof pending>((resolve) => void setImmediate(resolve, pending));
    const first = await Promise.race([promise, turn]);
    if (first !== pending) return promise;
    clock.advance(250);
  }
};

const beaconOf = (...relays: AskRelay[]) => {
  const clock = createManualClock(NOON);
  const beacon = createBeacon({ relays, clock });
  return { clock, beacon, fetch: (round: number) => passTime(clock, beacon.fetch(round)) };
};

describe('the next round', () => {
  it('is due after the margin, and the first such', () => {
    const { beacon } = beaconOf(recorded);
    for (const now of [NOON, NOON + 1, NOON + 2_999, beaconDueAt(40_000_000), beaconDueAt(40_000_000) - 1]) {
      for (const margin of [0, 1, 3_000, 9_000, 12_345]) {
        const round = beacon.next(now, margin);
        expect(beacon.dueAt(round)).toBe(beaconDueAt(round));
        expect(beaconDueAt(round)).toBeGreaterThan(now + margin);
        expect(beaconDueAt(round - 1)).toBeLessThanOrEqual(now + margin);
      }
    }
  });

  it('makes up for a clock that is behind the beacon', async () => {
    const hour = 3_600_000;
    const clock = createManualClock(beaconDueAt(ROUND_657413.round) - hour);
    const beacon = createBeacon({ relays: [recorded], clock });
    expect(await beacon.reachable()).toBe(true);
    const round = beacon.next(clock.now(), 9_000);
    expect(beaconDueAt(round)).toBeGreaterThan(beaconDueAt(ROUND_657413.round) + 9_000);
    expect(beacon.dueAt(round)).toBe(beaconDueAt(round) - hour);
  });
});

describe('fetching a round', () => {
  it.each([
    [42, '8ada64bae5c6c0f5540a6a13af56e663240edfbd2c76ac6a8f27671eb7259ce3'],
    [1000, ROUND_1000.randomness],
    [657_413, ROUND_657413.randomness],
  ])('gives the randomness of the recorded round %i', async (round, value) => {
    expect(await beaconOf(recorded).fetch(round)).toMatchObject({
      ok: true,
      entropy: { source: 'beacon', round, value },
    });
  });

  it('needs one good relay, whatever the others do', async () => {
    const others = [offline, broken, silent, deaf, says({}), says({ ...ROUND_42, round: 1000 })];
    const answer = await beaconOf(...others, recorded).fetch(1000);
    expect(answer).toEqual({
      ok: true,
      entropy: {
        source: 'beacon',
        round: ROUND_1000.round,
        signature: ROUND_1000.signature,
        value: ROUND_1000.randomness,
      },
    });
  });

  it('tells the other relays to end as soon as one has answered', async () => {
    let ended = false;
    const waiting: AskRelay = (_, signal) =>
      new Promise((resolve) =>
        signal.addEventListener('abort', () => {
          ended = true;
          resolve(null);
        }),
      );
    const { beacon, clock } = beaconOf(waiting, recorded);
    expect(await beacon.fetch(1000)).toMatchObject({ ok: true });
    expect(ended).toBe(true);
    expect(clock.now()).toBe(NOON);
  });

  it.each([
    ['answers nothing', [offline]],
    ['throws', [broken]],
    ['stays silent', [silent]],
    ['does not end when told', [deaf]],
    ['is none at all', []],
  ])('says "unreachable" in time where a relay %s', async (_, relays: AskRelay[]) => {
    const { clock, fetch } = beaconOf(...relays);
    expect(await fetch(1000)).toEqual({ ok: false, reason: 'unreachable' });
    expect(clock.now() - NOON).toBeLessThanOrEqual(PATIENCE_MS + ATTEMPT_MS + 500);
  });

  it.each([
    ['the signature of another round', { ...ROUND_1000, signature: ROUND_42.signature }],
    ['another round, though soundly signed', ROUND_657413],
    ['a signature with a digit changed', { ...ROUND_1000, signature: ROUND_1000.signature.replace(/9$/, '8') }],
    ['a signature outside the group', { round: 1000, signature: OUTSIDE_THE_GROUP }],
    ['other randomness than the signature gives', { ...ROUND_1000, randomness: 'ab'.repeat(32) }],
    ['upper-case hex', { ...ROUND_1000, signature: ROUND_1000.signature.toUpperCase() }],
    ['a round that is text', { ...ROUND_1000, round: '1000' }],
    ['no signature', { round: 1000 }],
    ['a list', [ROUND_1000]],
    ['text', 'round 1000'],
  ])('refuses %s', async (_, answer) => {
    expect(await beaconOf(says(answer)).fetch(1000)).toEqual({ ok: false, reason: 'not_verified' });
  });

  it('asks nobody before the round is due, and again until somebody has it', async () => {
    const { round } = ROUND_657413;
    const clock = createManualClock(beaconDueAt(round) - 6_000);
    const asked: number[] = [];
    const late: AskRelay = async () => {
      asked.push(clock.now());
      return asked.length < 3 ? null : ROUND_657413;
    };
    const beacon = createBeacon({ relays: [late], clock });
    expect(await passTime(clock, beacon.fetch(round))).toMatchObject({
      ok: true,
      entropy: { value: ROUND_657413.randomness },
    });
    expect(asked).toHaveLength(3);
    expect(asked[0]).toBeGreaterThanOrEqual(beaconDueAt(round));
  });

  it('does not wait for a round of the far future', async () => {
    const { clock, fetch } = beaconOf(recorded);
    expect(await fetch(roundAt(NOON) + 1_000_000)).toEqual({ ok: false, reason: 'unreachable' });
    expect(clock.now() - NOON).toBeLessThanOrEqual(PATIENCE_MS + ATTEMPT_MS + 500);
  });
});

describe('whether the beacon can be used', () => {
  const reachable = (clock: ManualClock, ...relays: AskRelay[]) =>
    passTime(clock, createBeacon({ relays, clock }).reachable());
  const whenRecorded = beaconDueAt(ROUND_657413.round);

  it('is yes where a relay has a signed round of about now', async () => {
    expect(await reachable(createManualClock(whenRecorded + 4_000), offline, recorded)).toBe(true);
  });

  it('is no where nobody answers, within the time of one attempt', async () => {
    const clock = createManualClock(whenRecorded);
    expect(await reachable(clock, offline, silent, deaf)).toBe(false);
    expect(clock.now() - whenRecorded).toBeLessThanOrEqual(ATTEMPT_MS + 500);
  });

  it('is no where what is answered is not signed', async () => {
    expect(await reachable(createManualClock(whenRecorded), says({ ...ROUND_657413, round: 657_412 }))).toBe(false);
  });

  it('is no where the clock is ahead, or the relay has stopped', async () => {
    expect(await reachable(createManualClock(whenRecorded + 60_000), recorded)).toBe(false);
  });
});
