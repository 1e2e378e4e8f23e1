/** How many prizes stand side by side in a strip this wide. */
export const prizesPerPage = (width: number): number => Math.min(4, Math.max(1, Math.floor(width / 340)));
