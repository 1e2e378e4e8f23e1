export const drawsErrors = {
  draw_not_found: 404,
  /** Too much that the same address asked for is not made yet. `Retry-After` says when to ask again. */
  busy: 503,
} as const;
