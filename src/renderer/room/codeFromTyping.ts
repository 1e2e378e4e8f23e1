import { ROOM_LIMITS } from '../../contract/rooms/limits.ts';

/** A room's code as people type it: in capitals, without what stands between; null where it cannot be one. */
export const codeFromTyping = (typed: string): string | null => {
  const code = typed.toUpperCase().replace(/[\s-]/g, '');
  const isCode = code.length === ROOM_LIMITS.code && [...code].every((one) => ROOM_LIMITS.codeAlphabet.includes(one));
  return isCode ? code : null;
};
