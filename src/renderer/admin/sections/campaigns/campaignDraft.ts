/** A campaign as it is being typed, what is wrong with it, and what it would come to. */
import { CAMPAIGN_LIMITS } from '../../../../contract/campaigns/limits.ts';
import type { AdminCampaign } from '../../../../contract/campaigns/views.ts';
import type { RouteBody } from '../../../../contract/routes.ts';
import { isTimeZone, localIn, momentIn } from '../../../../core/campaigns/days.ts';
import { CERTAIN, readProbability } from '../../../../core/campaigns/probability.ts';
import { MAX_QUOTA } from '../../../../core/campaigns/rules.ts';
import { createDraft } from '../../console/drafts.ts';
import { lineFault, wholeNumber, type FieldFault } from '../../controls/fieldFaults.ts';

/** Everything as text, as it was typed. Chances are in percent. */
export interface TypeDraft {
  readonly key: string;
  /** Null: a new one. */
  readonly id: string | null;
  readonly name: string;
  readonly description: string;
  readonly percent: string;
  readonly total: string;
  readonly daily: string;
}

export interface CampaignDraft {
  readonly name: string;
  readonly timeZone: string;
  /** As clocks in the time zone show it: 2026-11-20T09:00. */
  readonly startsAt: string;
  readonly endsAt: string;
  readonly needsCode: boolean;
  readonly showLeft: boolean;
  readonly types: readonly TypeDraft[];
}

export interface CampaignEditing {
  readonly formKey: string;
  /** Null: a new campaign. */
  readonly campaignId: string | null;
  /** Somebody has drawn: what days are counted by stays. */
  readonly fixed: boolean;
  readonly draft: CampaignDraft;
  readonly original: CampaignDraft;
}

export type CampaignFault =
  FieldFault | { readonly kind: 'timeZone' | 'moment' | 'endsBeforeStart' | 'percent' | 'sum' };
/** By the id of the field: `name`, `endsAt`, `types.0.percent`. */
export type CampaignFaults = Readonly<Record<string, CampaignFault>>;

const DAY_MS = 24 * 60 * 60_000;

/** A decimal moved by two places: percent to a probability, or back with -2. Null: no plain decimal. */
const moved = (text: string, places: number): string | null => {
  const match = /^(\d{0,9})(?:[.,](\d{0,16}))?$/.exec(text.trim());
  if (!match || (match[1] ?? '') + (match[2] ?? '') === '') return null;
  const [, whole = '', fraction = ''] = match;
  const digits = whole.padStart(3, '0') + fraction.padEnd(3, '0');
  const point = Math.max(whole.length, 3) - places;
  const left = digits.slice(0, point).replace(/^0+(?=\d)/, '');
  const right = digits.slice(point).replace(/0+$/, '');
  return right === '' ? left : `${left}.${right}`;
};

export const probabilityOf = (percent: string): string | null => moved(percent, 2);
export const percentOf = (probability: string): string => moved(probability, -2) ?? '';

export const newType = (key: string): TypeDraft => ({
  key,
  id: null,
  name: '',
  description: '',
  percent: '10',
  total: '100',
  daily: '10',
});

/** From the next full hour, for a week. */
export const newCampaignDraft = (now: number, timeZone: string, key: string): CampaignDraft => {
  const start = Math.ceil(now / 3_600_000) * 3_600_000;
  return {
    name: '',
    timeZone,
    startsAt: localIn(timeZone, start),
    endsAt: localIn(timeZone, start + 7 * DAY_MS),
    needsCode: false,
    showLeft: false,
    types: [newType(key)],
  };
};

export const draftOf = (campaign: AdminCampaign): CampaignDraft => ({
  name: campaign.name,
  timeZone: campaign.time_zone,
  startsAt: localIn(campaign.time_zone, Date.parse(campaign.starts_at)),
  endsAt: localIn(campaign.time_zone, Date.parse(campaign.ends_at)),
  needsCode: campaign.needs_code,
  showLeft: campaign.show_left,
  types: campaign.coupon_types.map((type) => ({
    key: type.id,
    id: type.id,
    name: type.name,
    description: type.description,
    percent: percentOf(type.probability),
    total: String(type.total_quota),
    daily: String(type.daily_quota),
  })),
});

/** The chance of winning nothing, exact; null: some chance is none, or they are more than one together. */
export const restOf = (types: readonly TypeDraft[]): bigint | null => {
  let rest = CERTAIN;
  for (const { percent } of types) {
    const exact = readProbability(probabilityOf(percent) ?? '');
    if (exact === null || exact > rest) return null;
    rest -= exact;
  }
  return rest;
};

type Wish = RouteBody<'createCampaign'>;
type TypeWish = Wish['coupon_types'][number] & { readonly id?: string };

/** What is sent, or what is wrong. */
export const readDraft = (
  draft: CampaignDraft,
):
  | { readonly faults: CampaignFaults; readonly wish: null }
  | { readonly faults: null; readonly wish: Omit<Wish, 'coupon_types'> & { coupon_types: TypeWish[] } } => {
  const faults: Record<string, CampaignFault> = {};
  const note = (field: string, fault: CampaignFault | null): void => {
    if (fault) faults[field] = fault;
  };
  note('name', lineFault(draft.name, CAMPAIGN_LIMITS.name, true));
  if (!isTimeZone(draft.timeZone)) note('timeZone', { kind: 'timeZone' });
  const startsAt = momentIn(draft.timeZone, draft.startsAt);
  const endsAt = momentIn(draft.timeZone, draft.endsAt);
  if (startsAt === null) note('startsAt', { kind: 'moment' });
  if (endsAt === null) note('endsAt', { kind: 'moment' });
  if (startsAt !== null && endsAt !== null && endsAt <= startsAt) note('endsAt', { kind: 'endsBeforeStart' });
  const types = draft.types.map((type, index): TypeWish => {
    const field = (name: string): string => `types.${index}.${name}`;
    note(field('name'), lineFault(type.name, CAMPAIGN_LIMITS.couponName, true));
    note(field('description'), lineFault(type.description, CAMPAIGN_LIMITS.couponDescription, false));
    const probability = probabilityOf(type.percent);
    if (probability === null || readProbability(probability) === null) note(field('percent'), { kind: 'percent' });
    const total = wholeNumber(type.total, 1, MAX_QUOTA);
    const daily = wholeNumber(type.daily, 1, MAX_QUOTA);
    if (total === null) note(field('total'), { kind: 'integer', min: 1, max: MAX_QUOTA });
    if (daily === null) note(field('daily'), { kind: 'integer', min: 1, max: MAX_QUOTA });
    return {
      ...(type.id === null ? {} : { id: type.id }),
      name: type.name.trim(),
      description: type.description.trim(),
      probability: probability ?? '0',
      total_quota: total ?? 1,
      daily_quota: daily ?? 1,
    };
  });
  if (Object.keys(faults).length === 0 && restOf(draft.types) === null) {
    note(`types.${draft.types.length - 1}.percent`, { kind: 'sum' });
  }
  if (Object.keys(faults).length > 0) return { faults, wish: null };
  return {
    faults: null,
    wish: {
      name: draft.name.trim(),
      starts_at: new Date(startsAt ?? 0).toISOString(),
      ends_at: new Date(endsAt ?? 0).toISOString(),
      time_zone: draft.timeZone,
      needs_code: draft.needsCode,
      show_left: draft.showLeft,
      coupon_types: types,
    },
  };
};

export const isDirty = ({ draft, original }: CampaignEditing): boolean =>
  JSON.stringify(draft) !== JSON.stringify(original);

export const campaignEditing = createDraft<CampaignEditing | null>(
  null,
  (editing) => editing !== null && isDirty(editing),
);
