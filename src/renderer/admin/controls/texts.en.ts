import { ordinal, plural } from '../language/english.ts';

export const en = {
  showPassword: 'Show password',
  hidePassword: 'Hide password',
  language: 'Language',
  rank: (rank: number) => ordinal(rank),
  pages: 'Pages',
  fingerprint: 'Fingerprint',
  phones: (n: number) => `${plural(n, 'phone', 'phones')} added randomness`,
  check: 'Check',
  checkTitle: 'Check a draw',
  newPassword: {
    hint: (least: number) => `At least ${least} characters.`,
    tooShort: (least: number) => `Use at least ${least} characters.`,
    tooLong: (most: number) => `Use at most ${most} characters.`,
    different: 'The two passwords are not the same.',
  },
  faults: {
    required: 'Required.',
    integer: (min: number, max: number) =>
      `Enter a whole number from ${min.toLocaleString('en')} to ${max.toLocaleString('en')}.`,
    length: (max: number) => `Use at most ${max.toLocaleString('en')} characters.`,
    control: 'This contains a character that cannot be shown. Type it again.',
  },
};

export type ControlTexts = typeof en;
