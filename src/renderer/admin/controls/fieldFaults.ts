/** What can be wrong with what somebody types into a field. */

export type FieldFault =
  | { readonly kind: 'required' }
  | { readonly kind: 'length'; readonly max: number }
  | { readonly kind: 'control' }
  | { readonly kind: 'integer'; readonly min: number; readonly max: number };

/** A whole number as people type it; null when it is none or outside of the limits. */
export const wholeNumber = (text: string, min: number, max: number): number | null => {
  const trimmed = text.trim();
  if (!/^\d{1,9}$/.test(trimmed)) return null;
  const value = Number(trimmed);
  return value >= min && value <= max ? value : null;
};

/** Seconds as people type them, comma or point, in milliseconds; null when outside of 0 to `maxMs`. */
export const secondsToMs = (seconds: string, maxMs: number): number | null => {
  const text = seconds.trim().replace(',', '.');
  if (!/^\d{1,6}(\.\d{1,3})?$/.test(text)) return null;
  const ms = Math.round(Number(text) * 1000);
  return ms <= maxMs ? ms : null;
};

/** What is wrong with a line of text; lengths are counted as the host counts them, in code points. */
export const lineFault = (text: string, max: number, required: boolean): FieldFault | null => {
  if (required && text.trim() === '') return { kind: 'required' };
  if (/[\p{Cc}\p{Cs}]/u.test(text)) return { kind: 'control' };
  return [...text].length > max ? { kind: 'length', max } : null;
};
