export const stageErrors = {
  group_not_found: 404,
  not_enough_entries: 409,
  no_prizes_left: 409,
  draw_in_progress: 409,
  not_a_winner: 409,
  nothing_to_undo: 409,
  nothing_to_dismiss: 409,
  not_armed: 409,
  no_words_awaited: 409,
} as const;
