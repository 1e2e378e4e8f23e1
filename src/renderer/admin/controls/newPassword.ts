/** A new password as it is typed twice. */
export const MIN_PASSWORD_LENGTH = 8;
export const MAX_PASSWORD_LENGTH = 256;

export type NewPasswordFault = 'tooShort' | 'tooLong' | 'different';

/** What is wrong with a new password; null: nothing. */
export const newPasswordFault = (password: string, again: string): NewPasswordFault | null => {
  if (password.length < MIN_PASSWORD_LENGTH) return 'tooShort';
  if (password.length > MAX_PASSWORD_LENGTH) return 'tooLong';
  return password === again ? null : 'different';
};
