/** What this phone keeps: whose number it draws with, and each press with what it knew before. */
import type { RouteData } from '../../contract/routes.ts';
import type { KeyValueStore } from '../common/browserStorage.ts';

export interface Customer {
  readonly userId: string;
  /** The last digits of the number. */
  readonly end: string;
}

/** A press: kept before it is sent, so that one whose answer was lost can be sent again with the same key. */
export interface Press {
  readonly key: string;
  readonly userId: string;
  readonly campaign: string;
  readonly day: number;
  readonly seal: string;
  readonly rules: string;
  readonly value: string;
  /** Null until the answer came. */
  readonly answer: RouteData<'drawCoupon'> | null;
}

const CUSTOMER = 'luckydraw.customer';
const pressesKey = (campaign: string): string => `luckydraw.campaign.${campaign}`;
/** More days than a phone visits; the oldest are forgotten first. */
const MAX_PRESSES = 100;

const isCustomer = (value: unknown): value is Customer =>
  typeof value === 'object' &&
  value !== null &&
  'userId' in value &&
  typeof value.userId === 'string' &&
  'end' in value &&
  typeof value.end === 'string';

const isPress = (value: unknown): value is Press =>
  typeof value === 'object' &&
  value !== null &&
  ['key', 'userId', 'campaign', 'seal', 'rules', 'value'].every(
    (key) => typeof (value as Record<string, unknown>)[key] === 'string',
  ) &&
  'day' in value &&
  typeof value.day === 'number' &&
  'answer' in value;

const read = (text: string | null): unknown => {
  if (text === null) return null;
  try {
    return JSON.parse(text);
  } catch {
    return null; // Written by something else: as good as nothing.
  }
};

export const createKeptDraws = (storage: KeyValueStore, campaign: string) => {
  const presses = (): Press[] => {
    const kept = read(storage.getItem(pressesKey(campaign)));
    return Array.isArray(kept) ? kept.filter(isPress) : [];
  };
  return {
    customer: (): Customer | null => {
      const kept = read(storage.getItem(CUSTOMER));
      return isCustomer(kept) ? kept : null;
    },
    keepCustomer: (customer: Customer | null): void => {
      if (customer) storage.setItem(CUSTOMER, JSON.stringify(customer));
      else storage.removeItem(CUSTOMER);
    },
    /** Oldest first. */
    presses,
    keep: (press: Press): void => {
      const others = presses().filter(({ key }) => key !== press.key);
      storage.setItem(pressesKey(campaign), JSON.stringify([...others, press].slice(-MAX_PRESSES)));
    },
    forget: (key: string): void => {
      storage.setItem(pressesKey(campaign), JSON.stringify(presses().filter((press) => press.key !== key)));
    },
  };
};

export type KeptDraws = ReturnType<typeof createKeptDraws>;
