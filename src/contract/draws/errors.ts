export const drawsErrors = {
  draw_not_found: 404,
} as const;
