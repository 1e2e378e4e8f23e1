import { timingSafeEqual } from 'node:crypto';
import { LOGIN_CODE_DIGITS } from '../../../contract/access/limits.ts';
import type { Platform } from '../../platform/feature.ts';

const CODE_MS = 5 * 60_000;
/** Wrong codes from anywhere: together they find the right one with a chance of 1 in 200,000. */
const MAX_WRONG = 5;

export interface LoginCode {
  readonly code: string;
  /** Ms since 1970. */
  readonly expiresAt: number;
}

/** The one code for a login that is good now. Kept in memory: a restart ends it. */
export const createLoginCode = ({ clock, random }: Pick<Platform, 'clock' | 'random'>) => {
  let current: (LoginCode & { wrong: number }) | null = null;

  return {
    /** Another code; the one before is not good any more. */
    make: (): LoginCode => {
      // Of 64 bits, so that no code is likelier than another by more than 1 in 10^13.
      const number = Buffer.from(random.bytes(8)).readBigUInt64BE() % 10n ** BigInt(LOGIN_CODE_DIGITS);
      const code = String(number).padStart(LOGIN_CODE_DIGITS, '0');
      current = { code, expiresAt: clock.now() + CODE_MS, wrong: 0 };
      return { code, expiresAt: current.expiresAt };
    },

    /** Whether this is the code. If so, it is used up, before anything else happens. */
    take: (tried: string): boolean => {
      if (!current || current.expiresAt <= clock.now()) return false;
      const [is, asked] = [Buffer.from(current.code), Buffer.from(tried)];
      if (is.length === asked.length && timingSafeEqual(is, asked)) {
        current = null;
        return true;
      }
      current.wrong += 1;
      if (current.wrong >= MAX_WRONG) current = null;
      return false;
    },

    end: (): void => {
      current = null;
    },
  };
};
