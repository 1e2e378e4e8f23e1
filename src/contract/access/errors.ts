export const accessErrors = {
  wrong_password: 401,
  link_not_valid: 401,
  code_not_valid: 401,
  already_set_up: 409,
  key_not_found: 404,
  too_many_keys: 409,
  too_many_attempts: 429,
} as const;
