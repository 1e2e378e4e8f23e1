import { dayAt, dayOf, type Calendar, type CampaignDay } from '../../../core/campaigns/days.ts';

const MAX_KEPT = 1_000;

/** The days of campaigns, each worked out once while it lasts: a calendar is slow, and asked for every draw. */
export const createDays = () => {
  const current = new Map<string, CampaignDay>();
  const next = new Map<string, CampaignDay>();
  const keep = (days: Map<string, CampaignDay>, key: string, day: CampaignDay): CampaignDay => {
    if (days.size >= MAX_KEPT) days.clear();
    days.set(key, day);
    return day;
  };
  const at = (calendar: Calendar, moment: number): CampaignDay => {
    const key = `${calendar.timeZone} ${calendar.firstDate}`;
    const known = current.get(key);
    if (known && known.startsAt <= moment && moment < known.endsAt) return known;
    return keep(current, key, dayAt(calendar, moment));
  };
  return {
    /** The day of draws made at a moment: that of the calendar, but never one before `openDay`, if the clock went back. */
    forDraws: (calendar: Calendar & { readonly openDay: number }, moment: number): CampaignDay => {
      const today = at(calendar, moment);
      if (today.day >= calendar.openDay) return today;
      const key = `${calendar.timeZone} ${calendar.firstDate} ${calendar.openDay}`;
      return next.get(key) ?? keep(next, key, dayOf(calendar, calendar.openDay));
    },
  };
};

/** When somebody who has drawn on `day` may draw again; null: the campaign ends before. */
export const nextDrawAt = (campaign: { readonly endsAt: number }, day: CampaignDay): number | null =>
  day.endsAt < campaign.endsAt ? day.endsAt : null;
