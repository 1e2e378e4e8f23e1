/** `+821012345678` as `+82********78`: enough to tell two apart, too little to call. */
const maskNumber = (number: string): string => {
  const shown = number.startsWith('+') ? 3 : 0;
  return number.slice(0, shown) + '*'.repeat(Math.max(0, number.length - shown - 2)) + number.slice(-2);
};

/** Numbers in a text such as a gateway's answer, but no address such as 192.168.0.1:8080. */
const NUMBERS = /\+\d[\d\s().-]{6,}\d|(?<![\d.])\d[\d -]{7,}\d(?![\d.])/g;

/** A text for logs and people, with the phone numbers in it masked. */
export const maskNumbersIn = (text: string): string =>
  text.replace(NUMBERS, (number) => maskNumber(number.replace(/[^\d+]/g, '')));

/** Keys of an event's data under which numbers stand. */
const KEYS = new Set(['to', 'mobile', 'phone', 'phone_number']);

/** The data of an event with its phone numbers masked, however deep they lie. */
export const maskData = (data: unknown): unknown => {
  if (Array.isArray(data)) return data.map(maskData);
  if (typeof data !== 'object' || data === null) return data;
  return Object.fromEntries(
    Object.entries(data).map(([key, value]) => [
      key,
      KEYS.has(key) && typeof value === 'string' ? maskNumber(value) : maskData(value),
    ]),
  );
};
