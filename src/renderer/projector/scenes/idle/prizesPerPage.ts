/** Names of more characters than this are readable only where at most two stand side by side. */
const LONG_NAME = 60;

/** How many prizes stand side by side in a strip this wide, whose longest name has so many characters. */
export const prizesPerPage = (width: number, longestName: number): number =>
  Math.min(longestName > LONG_NAME ? 2 : 4, Math.max(1, Math.floor(width / 340)));
