export const lotteriesErrors = {
  more_winners_than_players: 400,
  game_not_found: 404,
  lottery_not_found: 404,
  dead_letter_not_found: 404,
  game_exists: 409,
  game_paused: 409,
  already_in_lottery: 409,
  message_id_reused: 409,
  lottery_not_waiting: 409,
  not_enough_players: 409,
  lottery_already_drawn: 409,
  dead_letter_not_readable: 409,
} as const;
