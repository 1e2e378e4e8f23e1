export const outboxErrors = {
  sink_not_found: 404,
  position_not_kept: 409,
} as const;
