import { describe, expect, it } from 'vitest';
import { announcementFaults, announcementHash, isAnnouncement } from '../../../src/core/fairness/announcement.ts';
import { fingerprint } from '../../../src/core/fairness/fingerprint.ts';
import { vectorNamed } from './vectors.ts';

const { announcement } = vectorNamed('weights, room and spoken').proof;

describe('an announcement', () => {
  it('is hashed without regard to the order of its keys', () => {
    const reversed = Object.fromEntries(Object.entries(announcement).reverse()) as typeof announcement;
    expect(announcementHash(reversed)).toBe(announcementHash(announcement));
  });

  it('needs every key, and knows no other', () => {
    for (const key of Object.keys(announcement)) {
      const { [key]: _gone, ...rest } = announcement as Record<string, unknown>;
      expect(announcementFaults(rest)).toMatchObject([{ field: key }]);
    }
    expect(announcementFaults({ ...announcement, note: 'psst' })).toMatchObject([{ field: '' }]);
  });

  it.each([
    ['v', 'ld1'],
    ['event', 7],
    ['event', '\ud800'],
    ['epoch', 0],
    ['draw', 0],
    ['draw', 1025],
    ['prize', { id: 'p', name: 'n' }],
    ['prize', { id: 'p', name: 'n', rank: 1, value: 5 }],
    ['winners', -1],
    ['reserves', 0.5],
    ['entries', { count: 300, root: announcement.entries.root.toUpperCase() }],
    ['entropy', ['dice']],
    ['entropy', ['beacon:']],
    ['entropy', ['beacon:01']],
    ['entropy', ['beacon:0']],
    ['entropy', ['room', 'room']],
    ['entropy', ['beacon:1', 'beacon:2']],
    ['delay', -1],
    ['delay', -0],
    ['delay', 1_000_001],
    ['delay', '0'],
    ['announced_at', '2026-11-20T12:00:00Z'],
    ['announced_at', '2026-11-20T12:00:00.000+00:00'],
    ['announced_at', '2026-02-30T12:00:00.000Z'],
    ['announced_at', '2026-11-20T12:00:00.000Z\n'],
    ['entropy', ['beacon:9007199254740993']],
    ['entropy', 'room'],
    ['rule', null],
    ['announced_at', 1],
  ])('is refused with %s = %o', (field, value) => {
    const faulty = { ...announcement, [field]: value };
    expect(isAnnouncement(faulty)).toBe(false);
    expect(announcementFaults(faulty)).toMatchObject([{ field }]);
    expect(() => announcementHash(faulty as never)).toThrow(TypeError);
  });

  it.each([null, undefined, 1, 'text', [], [announcement], {}])('is not %o', (value) => {
    expect(isAnnouncement(value)).toBe(false);
  });

  it('is refused with more winners and reserves than entries', () => {
    expect(announcementFaults({ ...announcement, winners: 301 })).toMatchObject([{ field: 'winners' }]);
  });

  it('may be for a prize without an id', () => {
    expect(isAnnouncement({ ...announcement, prize: { id: null, name: 'On the spot', rank: 1 } })).toBe(true);
  });

  it('may plan no winners among no entries', () => {
    expect(
      isAnnouncement({ ...announcement, winners: 0, reserves: 0, entries: { ...announcement.entries, count: 0 } }),
    ).toBe(true);
  });
});

describe('the fingerprint', () => {
  it('is the first 40 bits, five to a symbol', () => {
    expect(fingerprint('00'.repeat(32))).toBe('0000-0000');
    expect(fingerprint('ff'.repeat(32))).toBe('ZZZZ-ZZZZ');
    // 00001 00010 00011 00100 00101 00110 00111 01000
    expect(fingerprint('08864298e8' + '00'.repeat(27))).toBe('1234-5678');
  });

  it('throws for what is not a hash', () => {
    expect(() => fingerprint('12')).toThrow(TypeError);
  });
});
