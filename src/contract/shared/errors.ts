/** Refusals that any route may meet before its handler runs, or because of the store under it. */
export const commonErrors = {
  invalid_request: 400,
  invalid_json: 400,
  unauthorized: 401,
  origin_not_allowed: 403,
  not_found: 404,
  body_too_large: 413,
  unsupported_media_type: 415,
  host_not_allowed: 421,
  idempotency_key_reused: 422,
  internal: 500,
  stopping: 503,
  storage_full: 507,
} as const;
