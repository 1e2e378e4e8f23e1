/** Cuts a list into pages of at most `perPage`, as even as can be, in order. */
export const evenPages = <T>(items: readonly T[], perPage: number): T[][] => {
  const pages = Math.ceil(items.length / Math.max(1, perPage));
  return Array.from({ length: pages }, (_, page) =>
    items.slice(Math.round((page * items.length) / pages), Math.round(((page + 1) * items.length) / pages)),
  );
};
