import { describe, expect, it } from 'vitest';
import { announcementHash } from '../../../../src/core/fairness/announcement.ts';
import { chainLink, sealOf } from '../../../../src/core/fairness/chain.ts';
import { phoneHolder } from '../../../../src/core/fairness/entries.ts';
import { fingerprint } from '../../../../src/core/fairness/fingerprint.ts';
import { commitmentOf, phoneLink } from '../../../../src/core/fairness/phoneChain.ts';
import { lightCheck, type CheckName, type Observation } from '../../../../src/renderer/phone/fairness/lightCheck.ts';
import { ANNOUNCED_AT, EVENT, EVENT_SECRET, holdDraw, SEAL, secretOf, tokenOf } from './fairVenue.ts';

const MINE = 3;
const held = holdDraw();
const receipt = held.receipt(MINE);
const sent = { step: 1, value: phoneLink(secretOf(MINE), 1), promised: true };

const observation = (own: Partial<Observation> = {}): Observation => ({
  eventId: EVENT,
  draw: held.revealed,
  token: tokenOf(MINE),
  drawNumber: MINE,
  absence: null,
  commitment: commitmentOf(secretOf(MINE)),
  sent,
  savedAnnouncement: {
    announcement_hash: held.armed.announcement_hash,
    seal: SEAL,
    draw: held.armed.draw,
    at: ANNOUNCED_AT,
  },
  numberReused: false,
  seal: 'same',
  announcement: held.announcement,
  receipt,
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
    expect(report.findings.map(({ status }) => status)).toEqual(Array(9).fill('ok'));
    expect(report).toMatchObject({
      fair: true,
      phones: 5,
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

describe('what the light check leaves open', () => {
  const open: [string, Partial<Observation>, CheckName, string | null][] = [
    ['an announcement that it did not see before the draw', { savedAnnouncement: null }, 'seen_before', null],
    ['a seal that it cannot compare', { seal: 'unknown' }, 'seal', null],
    ['a commitment that this browser has lost', { commitment: null }, 'commitment', null],
    [
      'randomness that came too late',
      { sent: { ...sent, promised: false }, receipt: { ...receipt, contribution: null } },
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
    [
      'a number given while the draw was announced',
      { receipt: null, sent: null, absence: 'just_joined' },
      'entry',
      'just_joined',
    ],
  ];
  it.each(open)('%s is no failure', (_, own, name, note) => {
    expect(find(observation(own), name)).toEqual({ name, status: 'open', note });
    expect(lightCheck(observation(own)).fair).toBe(true);
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
      { savedAnnouncement: { announcement_hash: otherHash, seal: SEAL, draw: 3, at: 0 } },
      'seen_before',
    ],
    ['the same draw number a second time', { numberReused: true }, 'number'],
    ['another seal than when joining', { seal: 'differs' }, 'seal'],
    [
      'another seal than when it was announced',
      { savedAnnouncement: { announcement_hash: held.armed.announcement_hash, seal: otherHash, draw: 3, at: 0 } },
      'seal',
    ],
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
    ['randomness of another kind', draw({ entropy: [{ source: 'spoken', value: 'seven' }] }), 'entropy'],
    ['no randomness', draw({ entropy: [] }), 'entropy'],
    ['my randomness left out after all', { receipt: { ...receipt, contribution: null } }, 'contribution'],
    ['another value of mine', { receipt: { ...receipt, contribution: { step: 1, value: otherHash } } }, 'contribution'],
    ['another step of mine', { receipt: { ...receipt, contribution: { step: 2, value: sent.value } } }, 'contribution'],
    ['randomness in my name', { sent: null }, 'contribution'],
  ];
  it.each(cases)('%s', (_, own, name) => {
    // What cannot be checked any more is left open, so that the failure is named and nothing else.
    const seen = observation(own);
    expect(failedIn(seen)).toEqual([name]);
    expect(lightCheck(seen).fair).toBe(false);
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
      savedAnnouncement: null,
      seal: 'differs',
    });
    expect(failedIn(seen)).toEqual(['seal']);
  });
});
