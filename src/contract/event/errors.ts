export const eventErrors = {
  event_not_found: 404,
  event_not_active: 409,
  participant_not_found: 404,
  prize_not_found: 404,
  image_not_found: 404,
  claim_not_found: 404,
  registration_closed: 409,
  event_full: 409,
  prize_was_drawn: 409,
  already_claimed: 409,
  image_not_readable: 415,
  too_many_registrations: 429,
} as const;
