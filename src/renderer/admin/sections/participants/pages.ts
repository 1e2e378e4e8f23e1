/** Which part of the participants' list is shown. Numbers are given in order without gaps, so a page is a range of them. */
export const PAGE_SIZE = 200;

/** `after` of the page that holds a number. */
export const pageOf = (drawNumber: number): number => Math.floor((Math.max(1, drawNumber) - 1) / PAGE_SIZE) * PAGE_SIZE;

export interface PageSteps {
  readonly first: number | null;
  readonly previous: number | null;
  readonly next: number | null;
  readonly last: number | null;
}

/** `after` of the neighbouring pages; null where there is none. */
export const stepsFrom = (after: number, total: number): PageSteps => {
  const last = pageOf(total);
  return {
    first: after > 0 ? 0 : null,
    previous: after > 0 ? Math.max(0, after - PAGE_SIZE) : null,
    next: after + PAGE_SIZE < total ? after + PAGE_SIZE : null,
    last: after < last ? last : null,
  };
};
