export type NewPasswordFault = 'tooShort' | 'tooLong' | 'different';

/** What is wrong with a new password that was typed twice; null: nothing. Lengths as in the contract. */
export const newPasswordFault = (password: string, again: string): NewPasswordFault | null => {
  if (password.length < 8) return 'tooShort';
  if (password.length > 256) return 'tooLong';
  return password === again ? null : 'different';
};
