/** Where things go, in units: one unit is one pixel of a screen of 1920x1080. Pure, so that it can be checked. */

export interface Area {
  readonly width: number;
  readonly height: number;
}

export interface Screen extends Area {
  /** Pixels of one unit. */
  readonly unit: number;
  readonly portrait: boolean;
}

/** The measure of a screen of this many pixels. */
export const measureScreen = (width: number, height: number): Screen => {
  const portrait = height > width;
  const unit = portrait ? Math.min(width / 1080, height / 1600) : Math.min(width / 1920, height / 1080);
  return { unit, width: width / unit, height: height / unit, portrait };
};

/** Up to this many winners each have reels of their own; more share a wall. */
export const MOST_MACHINES = 6;

/** Sizes of a machine in widths of one drum. */
export const MACHINE = { drumHeight: 2.05, gap: 0.05, frame: 0.15, between: 0.26 };
/** A drum this wide holds digits that are 400 units high. */
export const WIDEST_DRUM = 306;

export interface MachineLayout {
  readonly columns: number;
  readonly rows: number;
  /** Width of a drum in units; everything else follows from it (`MACHINE`). */
  readonly drum: number;
}

/** Size of one machine of `reels` reels, in units. */
export const machineSize = (reels: number, drum: number): Area => ({
  width: drum * (reels + (reels - 1) * MACHINE.gap + 2 * MACHINE.frame),
  height: drum * (MACHINE.drumHeight + 2 * MACHINE.frame),
});

/** The largest machines, `count` of them with `reels` reels each, that fit an area. */
export const layOutMachines = (count: number, reels: number, area: Area): MachineLayout => {
  let best: MachineLayout = { columns: 1, rows: count, drum: 0 };
  for (let columns = 1; columns <= count; columns++) {
    const rows = Math.ceil(count / columns);
    const one = machineSize(reels, 1);
    const across = columns * one.width + (columns - 1) * MACHINE.between;
    const down = rows * one.height + (rows - 1) * MACHINE.between;
    const drum = Math.min(WIDEST_DRUM, area.width / across, area.height / down);
    if (drum > best.drum) best = { columns, rows, drum };
  }
  return best;
};

/** Sizes of the wall in heights of its type. A digit is 0.7 of that high and at most 0.47 wide. */
export const WALL = { digitWidth: 0.47, padding: 0.44, cellHeight: 1.02, gap: 0.14, frame: 0.22 };
/** Type whose digits are 48 units high. */
export const SMALLEST_WALL_TYPE = 48 / 0.7;
const LARGEST_WALL_TYPE = 240;
const MOST_WALL_COLUMNS = 64;

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
  for (let columns = 1; columns <= Math.min(count, MOST_WALL_COLUMNS); columns++) {
    const rows = Math.ceil(count / columns);
    const across = columns * (digits * WALL.digitWidth + WALL.padding) + (columns - 1) * WALL.gap + 2 * WALL.frame;
    const down = rows * WALL.cellHeight + (rows - 1) * WALL.gap + 2 * WALL.frame;
    const type = Math.min(LARGEST_WALL_TYPE, area.width / across, area.height / down);
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
    if (grid.type >= SMALLEST_WALL_TYPE || perPage <= 1) return { ...grid, pages, perPage };
  }
};

/** Cuts a list into pages of at most `perPage`, as even as can be, in order. */
export const evenPages = <T>(items: readonly T[], perPage: number): T[][] => {
  const pages = Math.ceil(items.length / Math.max(1, perPage));
  return Array.from({ length: pages }, (_, page) =>
    items.slice(Math.round((page * items.length) / pages), Math.round(((page + 1) * items.length) / pages)),
  );
};

/** How many prizes stand side by side in a strip this wide. */
export const prizesPerPage = (width: number): number => Math.min(4, Math.max(1, Math.floor(width / 340)));
