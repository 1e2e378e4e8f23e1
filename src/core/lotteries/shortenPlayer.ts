/** Letters that a shortened id keeps at each end, at most. */
const ENDS = 2;
/** What stands for the rest, however long it is. */
const REST = '•••';

/**
 * A player's id as everybody may see it: its first two and last two letters, enough for the player to know it again. Of a
 * short id fewer are kept, so that at least half of any id stays hidden.
 */
export const shortenPlayer = (playerId: string): string => {
  const letters = [...playerId];
  const kept = Math.min(ENDS, Math.floor(letters.length / 4));
  return letters.slice(0, kept).join('') + REST + letters.slice(letters.length - kept).join('');
};
