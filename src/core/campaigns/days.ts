/** Days of a campaign, counted in its own time zone: from midnight to midnight as its calendar has them, 23 to 25 hours. */
import { Temporal } from 'temporal-polyfill';

/** Moments are ms since 1970. */
export interface CampaignDay {
  /** 1 on the day of the campaign's start; less than 1 before it. */
  readonly day: number;
  /** The calendar's date, e.g. 2026-11-20. */
  readonly date: string;
  readonly startsAt: number;
  readonly endsAt: number;
}

/** What days are counted by. `firstDate`: the date of day 1. */
export interface Calendar {
  readonly timeZone: string;
  readonly firstDate: string;
}

/** Whether this is a name of the time zone database. Offsets such as +09:00 are none: they know no clock changes. */
export const isTimeZone = (name: string): boolean => {
  if (!/^[A-Za-z][A-Za-z0-9_+/-]{1,63}$/.test(name)) return false;
  try {
    return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name).timeZoneId !== '';
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
};

/** The date of a moment in a time zone. */
export const dateAt = (timeZone: string, at: number): string =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).toPlainDate().toString();

const span = (calendar: Calendar, date: Temporal.PlainDate): CampaignDay => {
  // The first moment of a date: where a clock change skips midnight, it is an hour later.
  const start = date.toZonedDateTime(calendar.timeZone);
  const end = date.add({ days: 1 }).toZonedDateTime(calendar.timeZone);
  return {
    day: Temporal.PlainDate.from(calendar.firstDate).until(date, { largestUnit: 'days' }).days + 1,
    date: date.toString(),
    startsAt: start.epochMilliseconds,
    endsAt: end.epochMilliseconds,
  };
};

export const dayAt = (calendar: Calendar, at: number): CampaignDay =>
  span(calendar, Temporal.PlainDate.from(dateAt(calendar.timeZone, at)));

export const dayOf = (calendar: Calendar, day: number): CampaignDay =>
  span(calendar, Temporal.PlainDate.from(calendar.firstDate).add({ days: day - 1 }));

/** The moment that a time zone's clocks show so, e.g. 2026-11-20T09:00; null: no date and time. Where they show it twice, the first. */
export const momentIn = (timeZone: string, local: string): number | null => {
  if (!isTimeZone(timeZone) || !/^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(local)) return null;
  try {
    return Temporal.PlainDateTime.from(local).toZonedDateTime(timeZone).epochMilliseconds;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
};

/** What a time zone's clocks show at a moment, to the minute. */
export const localIn = (timeZone: string, at: number): string =>
  Temporal.Instant.fromEpochMilliseconds(at)
    .toZonedDateTimeISO(timeZone)
    .toPlainDateTime()
    .toString({ smallestUnit: 'minute' });
