/** Characters of one page, about: a draw may have ten thousand winners, and a record of the log holds them all. */
const MOST = 4_000_000;

export interface ListPage<T> {
  readonly items: readonly T[];
  /** Whether others may come after them. */
  readonly hasMore: boolean;
}

/**
 * Of the items that were found when `limit` were looked for, as many as fit into one answer: one at least. `sizeOf`: what each
 * takes of `most`.
 */
export const fittingPage = <T>(
  found: readonly T[],
  limit: number,
  sizeOf: (item: T) => number,
  most: number = MOST,
): ListPage<T> => {
  let size = 0;
  const over = found.findIndex((item, index) => {
    size += sizeOf(item);
    return index > 0 && size > most;
  });
  return over === -1
    ? { items: found, hasMore: found.length >= limit }
    : { items: found.slice(0, over), hasMore: true };
};

/** A page of a list that is at hand whole, and how many items come before the next one; null after the last. */
export const sliceOf = <T>(
  all: readonly T[],
  after: number,
  limit: number,
): { readonly items: readonly T[]; readonly nextAfter: number | null } => {
  const items = all.slice(after, after + limit);
  const next = after + items.length;
  return { items, nextAfter: items.length > 0 && next < all.length ? next : null };
};
