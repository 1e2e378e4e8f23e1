import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dateAt, dayAt, dayOf, isTimeZone, localIn, momentIn } from '../../../src/core/campaigns/days.ts';

const HOUR = 3_600_000;
const at = (text: string): number => Date.parse(text);

describe('the days of a campaign', () => {
  it.each([
    // Berlin's clocks go back an hour on the night of 25 October 2026, and go forward on 29 March.
    ['Europe/Berlin', '2026-10-25', 25, '2026-10-24T22:00:00Z'],
    ['Europe/Berlin', '2026-03-29', 23, '2026-03-28T23:00:00Z'],
    // There is no midnight in Santiago on this day: it begins at one o'clock.
    ['America/Santiago', '2026-09-06', 23, '2026-09-06T04:00:00Z'],
    ['Asia/Seoul', '2026-11-20', 24, '2026-11-19T15:00:00Z'],
    ['Australia/Lord_Howe', '2026-10-04', 23.5, '2026-10-03T13:30:00Z'],
  ])('in %s on %s last %s hours', (timeZone, date, hours, starts) => {
    const day = dayAt({ timeZone, firstDate: date }, at(starts));
    expect(day).toMatchObject({ day: 1, date, startsAt: at(starts), endsAt: at(starts) + hours * HOUR });
    expect(dayAt({ timeZone, firstDate: date }, at(starts) - 1).day).toBe(0);
    expect(dayAt({ timeZone, firstDate: date }, day.endsAt).day).toBe(2);
  });

  it('follow each other without gap or overlap, in any time zone', () => {
    const zones = ['Asia/Seoul', 'Europe/Berlin', 'America/Santiago', 'America/New_York', 'Pacific/Apia', 'UTC'];
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.integer({ min: at('2020-01-01T00:00:00Z'), max: at('2030-01-01T00:00:00Z') }),
        (timeZone, moment) => {
          const calendar = { timeZone, firstDate: '2020-01-01' };
          const day = dayAt(calendar, moment);
          expect(day.startsAt).toBeLessThanOrEqual(moment);
          expect(day.endsAt).toBeGreaterThan(moment);
          expect(dayOf(calendar, day.day)).toEqual(day);
          expect(dayAt(calendar, day.endsAt)).toMatchObject({ day: day.day + 1, startsAt: day.endsAt });
          expect(dateAt(timeZone, moment)).toBe(day.date);
        },
      ),
    );
  });

  it('know their time zones by name only', () => {
    expect(['Asia/Seoul', 'UTC', 'America/Argentina/Buenos_Aires'].filter(isTimeZone)).toHaveLength(3);
    expect(['', '+09:00', 'Mars/Olympus', 'Asia/Seoul\n', '../etc'].filter(isTimeZone)).toEqual([]);
  });

  it('are read and written as clocks show them', () => {
    expect(momentIn('Asia/Seoul', '2026-11-20T09:00')).toBe(at('2026-11-20T00:00:00Z'));
    expect(localIn('Asia/Seoul', at('2026-11-20T00:00:00Z'))).toBe('2026-11-20T09:00');
    expect([momentIn('Asia/Seoul', '2026-02-30T09:00'), momentIn('Nowhere', '2026-11-20T09:00')]).toEqual([null, null]);
  });
});
