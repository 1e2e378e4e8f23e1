/** What the fields of an event may hold at most. Screens take these; nothing retypes them. */
export const EVENT_LIMITS = {
  /** Characters. */
  name: 80,
  wifiSsid: 32,
  wifiPassword: 63,
  numberWidth: 6,
  /** Participants. */
  capacity: 1_000_000,
  /** Ms. */
  spinMs: 60_000,
  entropyWindowMs: 30_000,
  delayMs: 30_000,
  reserves: 100,
} as const;

export const PRIZE_LIMITS = {
  /** Of one event: the views of the big screens hold them all. */
  prizes: 200,
  name: 120,
  description: 500,
  rank: 999,
  quantity: 100_000,
  winnersPerDraw: 10_000,
} as const;

/** The largest picture that may be uploaded, in bytes. */
export const MAX_IMAGE_BYTES = 10 * 1024 * 1024;

/** Characters of a claim code as somebody types it, spaces and dashes included. */
export const MAX_CLAIM_CODE = 32;
