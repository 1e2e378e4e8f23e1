/**
 * The closed list of refusals the host can answer with, and the HTTP status of each. A refusal is a value
 * (`Refusal` of core), never an exception; a bug throws and becomes `internal`.
 */
export const ERROR_STATUS = {
  invalid_request: 400,
  invalid_json: 400,
  unauthorized: 401,
  wrong_password: 401,
  link_not_valid: 401,
  forbidden: 403,
  origin_not_allowed: 403,
  not_found: 404,
  event_not_found: 404,
  participant_not_found: 404,
  prize_not_found: 404,
  draw_not_found: 404,
  image_not_found: 404,
  claim_not_found: 404,
  not_acceptable: 406,
  registration_closed: 409,
  event_full: 409,
  not_enough_entries: 409,
  no_prizes_left: 409,
  draw_in_progress: 409,
  nothing_to_dismiss: 409,
  not_armed: 409,
  no_words_awaited: 409,
  beacon_unreachable: 503,
  prize_was_drawn: 409,
  already_claimed: 409,
  already_set_up: 409,
  draws_used_up: 409,
  body_too_large: 413,
  unsupported_media_type: 415,
  image_not_readable: 415,
  host_not_allowed: 421,
  idempotency_key_reused: 422,
  too_many_registrations: 429,
  too_many_attempts: 429,
  too_many_connections: 503,
  internal: 500,
  storage_full: 507,
  stopping: 503,
} as const;

export type ErrorCode = keyof typeof ERROR_STATUS;

/** What the outside sees of a refusal: the body of every 4xx and 5xx answer. */
export interface ErrorBody {
  readonly success: false;
  readonly error: { readonly code: ErrorCode; readonly message: string; readonly details?: unknown };
}
