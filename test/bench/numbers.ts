/** The value below which a share (0..1) of the values lies. */
export const quantile = (values: readonly number[], share: number): number => {
  const sorted = values.toSorted((a, b) => a - b);
  const value = sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(sorted.length * share) - 1))];
  if (value === undefined) throw new Error('no values were measured');
  return value;
};

export const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  const [low, high] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
  if (low === undefined || high === undefined) throw new Error('no values were measured');
  return (low + high) / 2;
};

/** What was measured one after the other, side by side. */
export const pairs = (ours: readonly number[], theirs: readonly number[]): [number, number][] =>
  ours.map((value, index) => [value, theirs[index] ?? Number.NaN]);

/** Ms since 1970 with fractions; the same for all processes of one machine. */
export const wallClock = (): number => performance.timeOrigin + performance.now();

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
