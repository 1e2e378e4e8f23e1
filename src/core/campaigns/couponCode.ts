/** Coupon codes and mobile numbers as people see them. */

/** Crockford's base32: no I, L, O or U, nothing to confuse when read aloud. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const GROUP = 5;
/** 75 bits. */
export const COUPON_CODE_BYTES = 15;

const grouped = (letters: string): string =>
  Array.from({ length: Math.ceil(letters.length / GROUP) }, (_, index) =>
    letters.slice(index * GROUP, (index + 1) * GROUP),
  ).join('-');

/** A coupon's code of 15 random bytes, e.g. `7K3MQ-9TDXA-4F2BC`. */
export const couponCode = (bytes: Uint8Array): string =>
  grouped(Array.from(bytes, (byte) => LETTERS[byte & 31]).join(''));

/** A code as people type it, in the form in which it is stored; confusable letters are read as meant. */
export const readCouponCode = (typed: string): string =>
  grouped(typed.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1'));

/** A number in E.164 with nothing but its country and its end: `+82 ••••5678`. `callingCode`: without the plus sign. */
export const maskMobile = (e164: string, callingCode: string): string => `+${callingCode} ••••${e164.slice(-4)}`;
