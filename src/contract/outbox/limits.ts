export const OUTBOX_LIMITS = {
  /** Events of one page. */
  page: 200,
  /** As JavaScript counts exactly. */
  position: Number.MAX_SAFE_INTEGER,
} as const;
