/** Where the numbers of a wall go, in units. Pure. */
import type { Area } from '../../measure.ts';

/** Sizes of the wall in heights of its type. A digit is 0.7 of that high and at most 0.47 wide. */
export const WALL = { digitWidth: 0.47, padding: 0.44, cellHeight: 1.02, gap: 0.14, frame: 0.22 };
/** Type whose digits are 48 units high. */
export const MIN_TYPE = 48 / 0.7;
const MAX_TYPE = 240;
/** What a wall with rows of two lengths is worth beside one whose rows are all the same. */
const UNEVEN = 0.7;
/** What a wall that is higher than wide is worth beside one that is wider: numbers are read in rows. */
const UPRIGHT = 0.92;
/** What a wall is worth whose digits are too small for the back row. */
const TOO_SMALL = 0.1;

export interface WallLayout {
  readonly columns: number;
  readonly rows: number;
  readonly pages: number;
  readonly perPage: number;
  /** Size of the type in units. */
  readonly type: number;
}

const bestGrid = (count: number, digits: number, area: Area): Omit<WallLayout, 'pages' | 'perPage'> => {
  let best = { columns: 1, rows: count, type: 0 };
  let bestWorth = 0;
  let columnsBefore = 0;
  for (let atLeast = 1; atLeast <= count; atLeast++) {
    const rows = Math.ceil(count / atLeast);
    // As few columns as these rows need: no row is shorter than the others by more than one.
    const columns = Math.ceil(count / rows);
    if (columns === columnsBefore) continue;
    columnsBefore = columns;
    const across = columns * (digits * WALL.digitWidth + WALL.padding) + (columns - 1) * WALL.gap + 2 * WALL.frame;
    const down = rows * WALL.cellHeight + (rows - 1) * WALL.gap + 2 * WALL.frame;
    const type = Math.min(MAX_TYPE, area.width / across, area.height / down);
    const even = columns * rows === count ? 1 : UNEVEN;
    const upright = across < down && area.width > area.height ? UPRIGHT : 1;
    const worth = type * even * upright * (type < MIN_TYPE ? TOO_SMALL : 1);
    if (worth > bestWorth) {
      best = { columns, rows, type };
      bestWorth = worth;
    }
    if (area.width / across < MIN_TYPE / 2) break;
  }
  return best;
};

/** A wall of `count` numbers: as large as fits, on several pages rather than with digits below 48 units. */
export const layOutWall = (count: number, digits: number, area: Area): WallLayout => {
  for (let pages = 1; ; pages++) {
    const perPage = Math.ceil(count / pages);
    const grid = bestGrid(perPage, digits, area);
    if (grid.type >= MIN_TYPE || perPage <= 1) return { ...grid, pages, perPage };
  }
};

/** More rows than this are a table, of which only the last row may be shorter; fewer are a group, as even as can be. */
const GROUP_ROWS = 3;

/**
 * Where each of `count` cells stands in a grid of half cells: its first column from 1, two wide. Longer rows come first,
 * and a shorter one stands in the middle.
 */
export const cellColumns = (count: number, columns: number): number[] => {
  const rows = Math.ceil(count / columns);
  const even = (row: number): number => Math.floor(count / rows) + (row < count % rows ? 1 : 0);
  return Array.from({ length: rows }, (_, row) => {
    const cells = rows <= GROUP_ROWS ? even(row) : Math.min(columns, count - row * columns);
    return Array.from({ length: cells }, (__, cell) => 1 + (columns - cells) + 2 * cell);
  }).flat();
};
