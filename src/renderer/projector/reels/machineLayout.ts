/** Where machines go, in units. Pure. */
import type { Area } from '../measure.ts';

/** Up to this many winners each have reels of their own; more share a wall. */
export const MAX_MACHINES = 6;

/** Sizes of a machine in widths of one drum. */
export const MACHINE = { drumHeight: 2.05, gap: 0.05, frame: 0.15, between: 0.26 };
/** A drum this wide holds digits that are 460 units high. */
export const MAX_DRUM_WIDTH = 350;

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
    const drum = Math.min(MAX_DRUM_WIDTH, area.width / across, area.height / down);
    if (drum > best.drum) best = { columns, rows, drum };
  }
  return best;
};
