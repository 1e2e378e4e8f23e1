/** A new password as it is typed twice. */
import { PASSWORD_LENGTH } from '../../../contract/access/limits.ts';

export type NewPasswordFault = 'tooShort' | 'tooLong' | 'different';

/** What is wrong with a new password; null: nothing. */
export const newPasswordFault = (password: string, again: string): NewPasswordFault | null => {
  if (password.length < PASSWORD_LENGTH.min) return 'tooShort';
  if (password.length > PASSWORD_LENGTH.max) return 'tooLong';
  return password === again ? null : 'different';
};
