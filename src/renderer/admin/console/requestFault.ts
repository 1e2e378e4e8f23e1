import type { RequestFaultTexts } from './requestFaults.en.ts';

const textOf = (details: object, name: string): string => {
  const value: unknown = Reflect.get(details, name);
  return typeof value === 'string' ? value : '';
};

/** The last field on the way to what was refused, `body/coupon_types/0/name` for instance; or the one that is missing. */
const fieldOf = (details: object, fields: RequestFaultTexts['fields']): string | null => {
  const names = new Map(Object.entries(fields));
  const path = `${textOf(details, 'where')}/${textOf(details, 'missingProperty')}`.split('/');
  return path.reduce<string | null>((found, part) => names.get(part) ?? found, null);
};

const ruleWords = (details: object, t: RequestFaultTexts): string => {
  const limit: unknown = Reflect.get(details, 'limit');
  const rule = textOf(details, 'rule');
  if (rule === 'required') return t.missing;
  if (typeof limit !== 'number') return t.malformed;
  switch (rule) {
    case 'maxLength':
      return t.tooLong(limit);
    case 'minLength':
      return t.tooShort(limit);
    case 'maximum':
    case 'maxItems':
      return t.tooLarge(limit);
    case 'minimum':
    case 'minItems':
      return t.tooSmall(limit);
    default:
      return t.malformed;
  }
};

/** What of a request the host did not accept, in the reader's language; empty where it is no field of a form. */
export const requestFaultWords = (t: RequestFaultTexts, details: unknown): string => {
  if (typeof details !== 'object' || details === null) return '';
  const field = fieldOf(details, t.fields);
  return field === null ? '' : `${field}: ${ruleWords(details, t)}`;
};
