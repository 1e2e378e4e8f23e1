import { describe, expect, it } from 'vitest';
import { announcementHash } from '../../../../src/core/fairness/announcement.ts';
import { chainLink, sealOf } from '../../../../src/core/fairness/chain.ts';
import { phoneHolder } from '../../../../src/core/fairness/entries.ts';
import { fingerprint } from '../../../../src/core/fairness/fingerprint.ts';
import { beaconDueAt } from '../../../../src/core/fairness/beacon.ts';
import { commitmentOf, phoneLink } from '../../../../src/core/fairness/phoneChain.ts';
import { lightCheck, type CheckName, type Observation } from '../../../../src/renderer/phone/fairness/lightCheck.ts';
import type { SavedAnnouncement } from '../../../../src/renderer/common/storedFairness.ts';
import { findingText } from '../../../../src/renderer/phone/fairness/findingText.ts';
import { FAIRNESS_TEXTS } from '../../../../src/renderer/phone/fairness/texts.ts';
import { beaconRound } from '../../../support/beaconRound.ts';
import { ANNOUNCED_AT, EVENT, EVENT_SECRET, holdDraw, SEAL, secretOf, tokenOf } from './fairVenue.ts';

const MINE = 3;
const held = holdDraw();
const receipt = held.receipt(MINE);
const { contribution } = receipt;
const sent = { step: 1, value: phoneLink(secretOf(MINE), 1), countedUntil: held.armed.entropy_until, stood: true };
const silent = { ...sent, countedUntil: null, stood: false };

/** What a phone saw that watched all of it, by a clock that is as right as the host's. */
const saved = (draw: ReturnType<typeof holdDraw>, lateMs = 100): SavedAnnouncement => ({
  announcement_hash: draw.armed.announcement_hash,
  seal: SEAL,
  epoch: 1,
  draw: draw.armed.draw,
  at: ANNOUNCED_AT,
  endsAt: draw.armed.entropy_until,
  close: { ...draw.close, at: draw.armed.entropy_until + lateMs, watched: true },
  revealed: true,
});
const seenClose = (own: Partial<NonNullable<SavedAnnouncement['close']>>): Pick<Observation, 'saved'> => {
  const seen = saved(held);
  return { saved: { ...seen, close: seen.close && { ...seen.close, ...own } } };
};

const observation = (own: Partial<Observation> = {}): Observation => ({
  eventId: EVENT,
  draw: held.revealed,
  token: tokenOf(MINE),
  drawNumber: MINE,
  absence: null,
  commitment: commitmentOf(secretOf(MINE)),
  sent,
  saved: saved(held),
  numberReused: false,
  missing: [],
  seal: 'same',
  announcement: held.announcement,
  receipt,
  delayHolds: true,
  ...own,
});

/** The same of another draw. */
const observed = (draw: ReturnType<typeof holdDraw>, own: Partial<Observation> = {}): Observation =>
  observation({
    draw: draw.revealed,
    saved: saved(draw),
    announcement: draw.announcement,
    receipt: draw.receipt(MINE),
    sent: draw.receipt(MINE).contribution === null ? null : sent,
    ...own,
  });

const failedIn = (seen: Observation): CheckName[] =>
  lightCheck(seen)
    .findings.filter(({ status }) => status === 'failed')
    .map(({ name }) => name);
const find = (seen: Observation, wanted: CheckName) => lightCheck(seen).findings.find(({ name }) => name === wanted);

const otherHash = 'ab'.repeat(32);
/** The same with one hexadecimal digit changed. */
const bent = (hex: string): string => (hex.startsWith('0') ? '1' : '0') + hex.slice(1);

describe('the light check of a fair draw', () => {
  it('passes in every point and tells the numbers', () => {
    const report = lightCheck(observation());
    expect(report.findings.map(({ status }) => status)).toEqual(Array(12).fill('ok'));
    expect(report).toMatchObject({
      answer: 'fair',
      phones: 5,
      delay: 12,
      lateMs: 100,
      place: MINE,
      root: held.announcement.announcement.entries.root,
      counted: { step: 1, value: sent.value },
    });
  });

  it('passes for every phone in the room', () => {
    for (const number of [1, 2, 4, 5, 6, 7]) {
      const seen = observation({
        token: tokenOf(number),
        drawNumber: number,
        commitment: commitmentOf(secretOf(number)),
        sent: number <= 5 ? { ...sent, value: phoneLink(secretOf(number), 1) } : null,
        receipt: held.receipt(number),
      });
      expect(failedIn(seen)).toEqual([]);
    }
  });
});

describe('what is open, and no reason to doubt', () => {
  const open: [string, Partial<Observation>, CheckName, string][] = [
    [
      'randomness that came too late',
      { sent: silent, receipt: { ...receipt, contribution: null } },
      'contribution',
      'too_late',
    ],
    [
      'randomness that it did not send',
      { sent: null, receipt: { ...receipt, contribution: null } },
      'contribution',
      'not_asked',
    ],
    ['a number that has won before', { receipt: null, sent: null, absence: 'won_before' }, 'entry', 'won_before'],
  ];
  it.each(open)('%s', (_, own, name, note) => {
    expect(find(observation(own), name)).toEqual({ name, status: 'open', note });
    expect(lightCheck(observation(own)).answer).toBe('fair');
  });
});

describe('what makes a phone unsure, so that it is never green', () => {
  const spoken = holdDraw({ others: [{ source: 'spoken', value: 'seven' }] });
  const lateWords = saved(spoken, 9_000);
  const unsure: [string, Observation, CheckName, string | null][] = [
    ['an announcement that it did not see before', observation({ saved: null }), 'seen_before', null],
    ['a seal that it cannot compare', observation({ seal: 'unknown' }), 'seal', null],
    ['a commitment that this browser has lost', observation({ commitment: null }), 'commitment', null],
    [
      'a number given while the draw was announced',
      observation({ receipt: null, sent: null, absence: 'just_joined' }),
      'entry',
      'just_joined',
    ],
    ['a draw number that is missing', observation({ missing: [{ draw: 2, said: 'abandoned' }] }), 'number', 'missing'],
    ['a close that came late', observation(seenClose({ at: held.armed.entropy_until + 2_001 })), 'close', 'late_close'],
    ['a close that waited for words', observed(spoken, { saved: lateWords }), 'close', 'late_words'],
    [
      'a close that it noticed when it was back',
      observation(seenClose({ at: held.armed.entropy_until + 60_000, watched: false })),
      'close',
      'away_at_close',
    ],
    [
      'a draw that was closed when it came back',
      observation({ saved: { ...saved(held), endsAt: null } }),
      'close',
      'late_close',
    ],
    [
      'a close that it did not see before the result',
      observation({ saved: { ...saved(held), close: null } }),
      'close',
      'not_closed_before',
    ],
    ['a draw that was decided at once', observed(holdDraw({ delay: 0 })), 'delay', 'at_once'],
    ['a delay whose end the host does not tell', observation({ delayHolds: null }), 'delay', 'not_told'],
    ['a draw with nothing mixed in', observed(holdDraw({ asksRoom: false })), 'entropy', 'no_entropy'],
    ['a room in which nobody was counted', observed(holdDraw({ contributors: 0 })), 'room', 'few_phones'],
    [
      'a room in which few were counted',
      observation({ draw: { ...held.revealed, entries: 51 }, announcement: null }),
      'room',
      'rests',
    ],
  ];
  it.each(unsure.slice(0, -1))('%s', (_, seen, name, note) => {
    expect(find(seen, name)).toEqual({ name, status: 'unsure', note });
    expect(lightCheck(seen).findings.filter(({ status }) => status === 'failed')).toEqual([]);
    expect(lightCheck(seen).answer).toBe('unsure');
  });

  it('says so in a sentence, in every language, for every reason', () => {
    for (const t of Object.values(FAIRNESS_TEXTS)) {
      for (const [what, seen, name] of unsure) {
        const report = lightCheck(seen);
        const finding = report.findings.find((one) => one.name === name);
        expect(finding && findingText(finding, { draw: seen.draw, report }, t), what).toMatch(/\S{2,}.*[.요]$/);
      }
    }
  });

  it('is exact to the millisecond about a late close', () => {
    expect(lightCheck(observation(seenClose({ at: held.armed.entropy_until + 2_000 }))).answer).toBe('fair');
  });

  it('does not doubt a close that came in time while it was away for a moment', () => {
    expect(lightCheck(observation(seenClose({ watched: false }))).answer).toBe('fair');
  });
});

describe('each tampering fails in its own check', () => {
  const { announcement } = held.announcement;
  const changed = (own: Partial<typeof announcement>) => ({
    announcement: { ...held.announcement, announcement: { ...announcement, ...own } },
  });
  const draw = (own: Partial<Observation['draw']>) => ({ draw: { ...held.revealed, ...own } });
  const otherSecret = '77'.repeat(32);
  const cases: [string, Partial<Observation>, CheckName][] = [
    ['another rule', changed({ rule: 'Friends only.' }), 'announcement'],
    ['other entries', changed({ entries: { count: 7, root: otherHash } }), 'announcement'],
    ['more reserves', changed({ reserves: 2 }), 'announcement'],
    ['an announcement that is none', { announcement: { announcement: { v: 'ld2' } } }, 'announcement'],
    ['no announcement', { announcement: null }, 'announcement'],
    ['another fingerprint on the screen', draw({ fingerprint: '0000-0000' }), 'announcement'],
    ['another prize on the screen', draw({ prize_name: 'Ballpoint pen' }), 'announcement'],
    [
      'two winners where one was announced',
      draw({ winners: [{ draw_number: 1 }, { draw_number: 2 }] }),
      'announcement',
    ],
    [
      'another announcement than the one that was seen',
      { saved: { ...saved(held), announcement_hash: otherHash } },
      'seen_before',
    ],
    ['the same draw number a second time', { numberReused: true }, 'number'],
    ['another seal than when joining', { seal: 'differs' }, 'seal'],
    ['another seal than when it was announced', { saved: { ...saved(held), seal: otherHash } }, 'seal'],
    ['another secret', draw({ reveal: chainLink(otherSecret, 3) }), 'reveal'],
    ['the secret of another draw', draw({ reveal: chainLink(EVENT_SECRET, 4) }), 'reveal'],
    ['no secret', draw({ reveal: null }), 'reveal'],
    ['somebody else’s entry', { receipt: { ...held.receipt(4), contribution: receipt.contribution } }, 'entry'],
    [
      'my number in somebody else’s hand',
      { receipt: { ...receipt, entry: [MINE, 1, phoneHolder('stranger'), receipt.entry[3]] } },
      'entry',
    ],
    [
      'my entry with less weight',
      { receipt: { ...receipt, entry: [MINE, 2, receipt.entry[2], receipt.entry[3]] } },
      'entry',
    ],
    [
      'a path that leads elsewhere',
      { receipt: { ...receipt, path: [bent(receipt.path[0] ?? ''), ...receipt.path.slice(1)] } },
      'entry',
    ],
    ['another place', { receipt: { ...receipt, index: receipt.index + 1 } }, 'entry'],
    ['another root', { receipt: { ...receipt, root: otherHash } }, 'entry'],
    ['a receipt that is none', { receipt: 'yes, you were in' }, 'entry'],
    ['a number left out', { receipt: null }, 'entry'],
    ['a commitment that is not mine', { commitment: commitmentOf(otherSecret) }, 'commitment'],
    ['another delay than announced', draw({ delay: 13 }), 'announcement'],
    ['a delay that was not worked through', { delayHolds: false }, 'delay'],
    ['another close than the one that it saw', seenClose({ entropy_hash: otherHash }), 'close'],
    ['another count than at the close', seenClose({ count: 6 }), 'close'],
    ['a close on the screen that is not of what was mixed in', draw({ close: { ...held.close, count: 6 } }), 'close'],
    ['randomness of another kind', draw({ entropy: [{ source: 'spoken', value: 'seven' }] }), 'entropy'],
    ['no randomness', draw({ entropy: [] }), 'entropy'],
    ['my randomness left out after all', { receipt: { ...receipt, contribution: null } }, 'contribution'],
    [
      'my randomness left out after the connection broke',
      { sent: { ...sent, stood: false }, receipt: { ...receipt, contribution: null } },
      'contribution',
    ],
    [
      'my randomness sent in time and never taken',
      { sent: { ...silent, stood: true }, receipt: { ...receipt, contribution: null } },
      'contribution',
    ],
    [
      'my randomness said to be counted where it does not stand',
      { receipt: { ...receipt, contribution: { ...contribution, index: 3 } } },
      'contribution',
    ],
    [
      'another value of mine',
      { receipt: { ...receipt, contribution: { ...contribution, value: otherHash } } },
      'contribution',
    ],
    ['another step of mine', { receipt: { ...receipt, contribution: { ...contribution, step: 2 } } }, 'contribution'],
    ['randomness in my name', { sent: null }, 'contribution'],
  ];
  it.each(cases)('%s', (_, own, name) => {
    // What cannot be checked any more is left open, so that the failure is named and nothing else.
    const seen = observation(own);
    expect(failedIn(seen)).toEqual([name]);
    expect(lightCheck(seen).answer).toBe('wrong');
  });

  it('a round of the beacon that was known by this phone’s clock when it saw the announcement', () => {
    const round = beaconRound(40_000_000);
    const late = holdDraw({ others: [round] });
    const known = { ...saved(late), at: beaconDueAt(round.round) };
    const ahead = { ...saved(late), at: beaconDueAt(round.round) - 1 };
    expect(find(observed(late, { saved: known }), 'entropy')).toMatchObject({ status: 'failed', note: 'beacon_known' });
    expect(find(observed(late, { saved: ahead }), 'entropy')).toMatchObject({ status: 'ok' });
  });

  it('a whole other draw, consistent in itself, is not the one that was seen', () => {
    const other = { ...announcement, rule: 'Friends only.' };
    const hash = announcementHash(other);
    const seen = observation({
      ...draw({ announcement_hash: hash, fingerprint: fingerprint(hash) }),
      announcement: { ...held.announcement, announcement: other, announcement_hash: hash },
    });
    expect(failedIn(seen)).toEqual(['seen_before']);
  });

  it('a whole other chain, consistent in itself, is not the seal that was seen', () => {
    const seen = observation({
      ...draw({ seal: sealOf(otherSecret), reveal: chainLink(otherSecret, 3) }),
      saved: null,
      seal: 'differs',
    });
    expect(failedIn(seen)).toEqual(['seal']);
  });
});
