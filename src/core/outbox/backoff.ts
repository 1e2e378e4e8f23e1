/**
 * How long to wait before the next try, ms: exponential with full jitter, so that many who failed together do not come
 * back together (aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter). `failures`: how many there were in
 * a row, from 1 on. `chance`: a random number from 0 up to 1.
 */
export const backoffMs = (
  failures: number,
  limits: { readonly firstMs: number; readonly mostMs: number },
  chance: number,
): number => Math.round(chance * Math.min(limits.mostMs, limits.firstMs * 2 ** Math.min(30, failures - 1)));
