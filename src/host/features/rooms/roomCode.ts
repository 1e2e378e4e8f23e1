import { ROOM_LIMITS } from '../../../contract/rooms/limits.ts';
import type { Random } from '../../platform/random.ts';

/** A room's id, which is its join code: each code has the same chance. */
export const newRoomCode = (random: Random): string => {
  const { code, codeAlphabet } = ROOM_LIMITS;
  // Bytes that would favour some of the characters are thrown away.
  const fair = 256 - (256 % codeAlphabet.length);
  let text = '';
  while (text.length < code) {
    for (const byte of random.bytes(code - text.length)) {
      if (byte < fair) text += codeAlphabet[byte % codeAlphabet.length] ?? '';
    }
  }
  return text;
};
