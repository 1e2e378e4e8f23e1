import { describe, expect, it } from 'vitest';
import { announcementHash } from '../../../src/core/fairness/announcement.ts';
import { chainLink, sealOf } from '../../../src/core/fairness/chain.ts';
import { delayHex } from '../../../src/core/fairness/delay.ts';
import { decide, delayInputOf } from '../../../src/core/fairness/draw.ts';
import { closeOf } from '../../../src/core/fairness/entropy.ts';
import { entriesTree, phoneHolder, type Entry } from '../../../src/core/fairness/entries.ts';
import { assembleProof, type Proof } from '../../../src/core/fairness/proof.ts';
import { verify } from '../../../src/core/fairness/verify.ts';
import type { Ticket } from '../../../src/renderer/common/storedTicket.ts';
import { concludeFrom } from '../../../src/renderer/verify/conclusion.ts';
import { compareOwn, type OwnFindings, type OwnKnowledge } from '../../../src/renderer/verify/own/ownNumber.ts';

const chainSecret = 'ab'.repeat(32);
const token = (number: number): string => `token-of-${number}`;
const announcedAt = '2026-11-20T12:00:00.000Z';

/** A fair draw of the numbers 1 to `count`, in which all of them win or are reserves. */
const fairDraw = (count: number): Proof => {
  const entries = Array.from({ length: count }, (_, index): Entry => [
    index + 1,
    1,
    phoneHolder(token(index + 1)),
    null,
  ]);
  const { root } = entriesTree(entries);
  const announcement = {
    v: 'ld2',
    event: 'event-1',
    epoch: 1,
    draw: 3,
    prize: { id: 'prize', name: 'Kettle', rank: 1 },
    winners: 2,
    reserves: count - 2,
    entries: { count, root },
    entropy: [],
    delay: 0,
    rule: 'everyone',
    announced_at: announcedAt,
  } as const;
  const link = chainLink(chainSecret, 3);
  const parts = { announcement, entries, room: [], entropy: [] };
  const delay = delayHex(delayInputOf({ ...parts, chainLink: link }));
  const outcome = decide({ ...parts, chainLink: link, delay });
  return assembleProof({ ...parts, seal: sealOf(chainSecret), reveal: link, delay, ...outcome });
};

const proof = fairDraw(5);
const hash = announcementHash(proof.announcement);
const other = 'cd'.repeat(32);

const ticket = (number: number, more: Partial<Ticket> = {}): Ticket => ({
  eventId: 'event-1',
  token: token(number),
  drawNumber: number,
  joinRound: 1,
  joinedAt: 0,
  eventName: 'Fair',
  numberWidth: 3,
  wins: [],
  celebrated: [],
  ...more,
});

const compare = (knowledge: Partial<OwnKnowledge>, document: Proof = proof): OwnFindings =>
  compareOwn(document, verify(document), {
    ticket: ticket(1),
    anyTicket: true,
    announcements: new Map(),
    seals: null,
    drawId: 'draw-3',
    earlierWinners: [],
    ...knowledge,
  });

describe('my own number in a proof', () => {
  it('is there with my holder, and its place among winners and reserves is told', () => {
    const [winner = 0] = proof.winners;
    const [, reserve = 0] = proof.reserves;
    expect(compare({ ticket: ticket(winner) })).toMatchObject({ number: 'in', wonAt: 1, reserveAt: 0 });
    expect(compare({ ticket: ticket(reserve) })).toMatchObject({ number: 'in', wonAt: 0, reserveAt: 2 });
  });

  it('is not mine where another holder stands beside it', () => {
    expect(compare({ ticket: ticket(1, { token: token(2) }) })).toMatchObject({ number: 'other', wonAt: 0 });
  });

  it('may be missing because it won before, or because I joined later', () => {
    expect(compare({ ticket: ticket(9), earlierWinners: [9] })).toMatchObject({ number: 'won_before' });
    const late = ticket(9, { joinedAt: Date.parse(announcedAt) + 1 });
    expect(compare({ ticket: late })).toMatchObject({ number: 'joined_later' });
  });

  it('is told as missing where nothing explains it', () => {
    expect(compare({ ticket: ticket(9) })).toMatchObject({ number: 'absent' });
    const early = ticket(9, { joinedAt: Date.parse(announcedAt) - 1 });
    expect(compare({ ticket: early })).toMatchObject({ number: 'absent' });
  });

  it('is not looked for in entries that did not pass their check', () => {
    const cheated = { ...proof, entries: proof.entries.slice(1) };
    expect(compare({ ticket: ticket(2) }, cheated)).toMatchObject({ state: 'compared', number: null });
  });

  it('is not compared with the draw of another event, or without any number', () => {
    expect(compare({ ticket: ticket(1, { eventId: 'event-2' }) })).toEqual({ state: 'other_event' });
    expect(compare({ ticket: null })).toEqual({ state: 'other_event' });
    expect(compare({ ticket: null, anyTicket: false })).toEqual({ state: 'no_ticket' });
  });
});

describe('what my phone saw before the draw', () => {
  const seen = (announcement_hash: string, seal: string, draw = 3) =>
    new Map([['draw-3', { announcement_hash, seal, epoch: 1, draw, at: 0, endsAt: 0, close: null, revealed: false }]]);

  it('is the same', () => {
    const own = compare({ announcements: seen(hash, proof.seal) });
    expect(own).toMatchObject({ announcement: 'same', seal: 'same' });
    expect(concludeFrom(verify(proof), own)).toEqual({ answer: 'at_once' });
  });

  it('makes a draw unfair whose checks all pass, where the announcement differs', () => {
    const own = compare({ announcements: seen(other, proof.seal) });
    expect(verify(proof).ok).toBe(true);
    expect(concludeFrom(verify(proof), own)).toEqual({ answer: 'unfair', failed: 'own_announcement' });
  });

  it('makes a draw unfair whose checks all pass, where something else was closed', () => {
    const saved = seen(hash, proof.seal);
    const withClose = (close: { entropy_hash: string; count: number }) =>
      new Map([...saved].map(([id, one]) => [id, { ...one, close: { ...close, at: 1, watched: true } }]));
    const same = compare({ announcements: withClose(closeOf(proof.entropy)) });
    expect(same).toMatchObject({ close: 'same' });
    expect(concludeFrom(verify(proof), same)).toEqual({ answer: 'at_once' });
    const differs = compare({ announcements: withClose({ entropy_hash: other, count: 0 }) });
    expect(concludeFrom(verify(proof), differs)).toEqual({ answer: 'unfair', failed: 'own_close' });
  });

  it('makes a draw unfair whose checks all pass, where the seal differs', () => {
    const own = compare({ announcements: seen(hash, other) });
    expect(concludeFrom(verify(proof), own)).toEqual({ answer: 'unfair', failed: 'own_seal' });
  });

  it('is found by the announcement alone for a file that names no draw', () => {
    expect(compare({ drawId: null, announcements: seen(hash, proof.seal) })).toMatchObject({ announcement: 'same' });
  });

  it('makes a second try at the same secret unfair, also in a file and under another id', () => {
    for (const drawId of [null, 'draw-9']) {
      expect(compare({ drawId, announcements: seen(other, proof.seal) })).toMatchObject({ announcement: 'differs' });
      expect(compare({ drawId, announcements: seen(other, proof.seal, 4) })).toMatchObject({ announcement: 'unknown' });
    }
  });

  it('tells the seal seen at joining from another one', () => {
    const kept = (epoch: number | null, seal: string) => ({ seals: [{ epoch, seal }], swapped: false });
    expect(compare({ seals: kept(1, proof.seal) })).toMatchObject({ seal: 'same' });
    expect(compare({ seals: kept(null, proof.seal) })).toMatchObject({ seal: 'same' });
    expect(compare({ seals: kept(1, other) })).toMatchObject({ seal: 'differs' });
    expect(compare({ seals: { seals: [], swapped: false } })).toMatchObject({ seal: 'unknown' });

    const before = ticket(1, { joinedAt: Date.parse(announcedAt) - 1 });
    expect(compare({ ticket: before, seals: kept(null, other) })).toMatchObject({ seal: 'differs' });
    expect(compare({ ticket: before, seals: { seals: [], swapped: true } })).toMatchObject({ seal: 'differs' });
  });

  it('blames no draw from before I joined, when another seal was in use', () => {
    const later = ticket(1, { joinedAt: Date.parse(announcedAt) + 1 });
    for (const epoch of [null, 2]) {
      const seals = { seals: [{ epoch, seal: other }], swapped: true };
      expect(compare({ ticket: later, seals })).toMatchObject({ seal: 'unknown' });
    }
  });

  it('says nothing of a draw that my phone did not see', () => {
    const own = compare({ drawId: 'draw-4', announcements: seen(other, other) });
    expect(own).toMatchObject({ announcement: 'unknown', seal: 'unknown' });
    expect(concludeFrom(verify(proof), own)).toEqual({ answer: 'at_once' });
  });

  it('is compared even where a check of the proof failed, which is named first', () => {
    const cheated = { ...proof, winners: [...proof.winners].reverse() };
    const own = compare({ announcements: seen(other, proof.seal) }, cheated);
    expect(own).toMatchObject({ announcement: 'differs' });
    expect(concludeFrom(verify(cheated), own)).toEqual({ answer: 'unfair', failed: 'winners' });
  });
});
