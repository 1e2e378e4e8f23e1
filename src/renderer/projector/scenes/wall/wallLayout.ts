/** Where the numbers of a wall go, in units. Pure. */
import type { Area } from '../../measure.ts';

/** Sizes of the wall in heights of its type. A digit is 0.7 of that high and at most 0.47 wide. */
export const WALL = { digitWidth: 0.47, padding: 0.44, cellHeight: 1.02, gap: 0.14, frame: 0.22 };
/** Type whose digits are 48 units high. */
export const MIN_TYPE = 48 / 0.7;
const MAX_TYPE = 240;
const MAX_COLUMNS = 64;

export interface WallLayout {
  readonly columns: number;
  readonly rows: number;
  readonly pages: number;
  readonly perPage: number;
  /** Size of the type in units. */
  readonly type: number;
}

const largestType = (count: number, digits: number, area: Area): Omit<WallLayout, 'pages' | 'perPage'> => {
  let best = { columns: 1, rows: count, type: 0 };
  for (let columns = 1; columns <= Math.min(count, MAX_COLUMNS); columns++) {
    const rows = Math.ceil(count / columns);
    const across = columns * (digits * WALL.digitWidth + WALL.padding) + (columns - 1) * WALL.gap + 2 * WALL.frame;
    const down = rows * WALL.cellHeight + (rows - 1) * WALL.gap + 2 * WALL.frame;
    const type = Math.min(MAX_TYPE, area.width / across, area.height / down);
    // At the same size of type the fuller rows win.
    if (type > best.type) best = { columns, rows, type };
  }
  return best;
};

/** A wall of `count` numbers: as large as fits, on several pages rather than with digits below 48 units. */
export const layOutWall = (count: number, digits: number, area: Area): WallLayout => {
  for (let pages = 1; ; pages++) {
    const perPage = Math.ceil(count / pages);
    const grid = largestType(perPage, digits, area);
    if (grid.type >= MIN_TYPE || perPage <= 1) return { ...grid, pages, perPage };
  }
};
