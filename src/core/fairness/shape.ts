/** Predicates over JSON values of unknown origin. They never throw. */

export type JsonObject = { readonly [key: string]: unknown };

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether an object itself has a key, and not only what it inherits from. `Object.hasOwn` is missing in Safari before 15.4. */
export function hasOwn(value: JsonObject, key: string): boolean {
  return Object.prototype.hasOwnProperty.call(value, key);
}

/** Whether a value is an object with exactly these keys: one more could carry a meaning that no verifier shows. */
export function hasExactly(value: unknown, keys: readonly string[]): value is JsonObject {
  return isObject(value) && Object.keys(value).length === keys.length && keys.every((key) => hasOwn(value, key));
}

/** Whether a value is an integer of `least..most`, and at most 2^53-1, beyond which JSON readers differ. */
export function isInteger(value: unknown, least: number, most: number = Number.MAX_SAFE_INTEGER): value is number {
  // Minus zero would be written without its sign.
  return (
    typeof value === 'number' && Number.isSafeInteger(value) && value >= least && value <= most && !Object.is(value, -0)
  );
}

const loneSurrogate = /\p{Surrogate}/u;

/** Whether a value is a string that has a UTF-8 form: a lone surrogate has none. */
export function isText(value: unknown): value is string {
  return typeof value === 'string' && !loneSurrogate.test(value);
}

const momentForm = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/** Whether a value is a moment of UTC as `2026-11-20T12:00:00.000Z`, and in no other form. */
export function isMoment(value: unknown): value is string {
  if (typeof value !== 'string' || !momentForm.test(value)) return false;
  const ms = Date.parse(value);
  // A thirtieth of February would otherwise pass for a day of March.
  return !Number.isNaN(ms) && new Date(ms).toISOString() === value;
}
