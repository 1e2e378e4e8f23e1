/** Probabilities as exact fixed-point numbers, so that a sum is what it looks like on paper. */

/** Probabilities are whole numbers of this part: 18 decimals. */
export const CERTAIN = 10n ** 18n;
const DECIMALS = 18;

/**
 * The exact value, 0..CERTAIN, of a probability as people and JSON write it. A double stands for its shortest decimal
 * form: 0.1 is one tenth. Null: no number from 0 to 1, or one with more than 18 decimals.
 */
export const readProbability = (value: number | string): bigint | null => {
  const match = /^(\d+)(?:\.(\d+))?(?:e([+-]\d{1,3}))?$/.exec(String(value));
  if (!match) return null;
  const [, whole = '', fraction = '', exponent = '0'] = match;
  const shift = DECIMALS - fraction.length + Number(exponent);
  const digits = BigInt(whole + fraction);
  if (digits === 0n) return 0n;
  if (shift > 2 * DECIMALS || shift < -400) return null;
  const power = 10n ** BigInt(Math.abs(shift));
  if (shift < 0 && digits % power !== 0n) return null;
  const exact = shift < 0 ? digits / power : digits * power;
  return exact <= CERTAIN ? exact : null;
};

/** The one decimal form of an exact probability: `0.1`, `1`, `0`; what a campaign's rules hold. */
export const writeProbability = (exact: bigint): string => {
  const digits = exact.toString().padStart(DECIMALS + 1, '0');
  const fraction = digits.slice(-DECIMALS).replace(/0+$/, '');
  return `${digits.slice(0, -DECIMALS)}${fraction === '' ? '' : `.${fraction}`}`;
};

/** A sum of products as a number for people: how many wins were to be expected. */
export const expectedWins = (parts: readonly { readonly draws: number; readonly probability: bigint }[]): number =>
  Number(parts.reduce((sum, { draws, probability }) => sum + BigInt(draws) * probability, 0n)) / Number(CERTAIN);
