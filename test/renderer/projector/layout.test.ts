import { describe, expect, it } from 'vitest';
import { measureScreen } from '../../../src/renderer/projector/measure.ts';
import { evenPages } from '../../../src/renderer/projector/parts/evenPages.ts';
import {
  layOutMachines,
  machineSize,
  MACHINE,
  MAX_DRUM_WIDTH,
} from '../../../src/renderer/projector/reels/machineLayout.ts';
import { prizesPerPage } from '../../../src/renderer/projector/scenes/idle/prizesPerPage.ts';
import { cellColumns, layOutWall, MIN_TYPE, WALL } from '../../../src/renderer/projector/scenes/wall/wallLayout.ts';

const BESIDE = { width: 1_228, height: 770 };
const WHOLE = { width: 1_792, height: 816 };

describe('the measure of a screen', () => {
  it('is 1920x1080 units on every screen of that shape', () => {
    for (const [width, height] of [
      [1_280, 720],
      [1_920, 1_080],
      [3_840, 2_160],
    ] as const) {
      const screen = measureScreen(width, height);
      expect(screen.width).toBeCloseTo(1_920);
      expect(screen.height).toBeCloseTo(1_080);
    }
  });

  it('is higher on 4:3 and wider on 21:9, and never less than 1920x1080', () => {
    expect(measureScreen(1_024, 768).height).toBeCloseTo(1_440);
    expect(measureScreen(3_440, 1_440).width).toBeGreaterThan(1_920);
  });
});

describe('machines', () => {
  it.each([1, 2, 3, 4, 5, 6])('%i of them fit, whatever the width of the numbers', (count) => {
    for (let reels = 1; reels <= 9; reels++) {
      const { columns, rows, drum } = layOutMachines(count, reels, BESIDE);
      const one = machineSize(reels, drum);
      const between = drum * MACHINE.between;
      expect(columns * rows).toBeGreaterThanOrEqual(count);
      expect(columns * one.width + (columns - 1) * between).toBeLessThanOrEqual(BESIDE.width + 1e-6);
      expect(rows * one.height + (rows - 1) * between).toBeLessThanOrEqual(BESIDE.height + 1e-6);
    }
  });

  it('shows one winner of three digits about 400 units high and six winners of six digits at 120 or more', () => {
    const digitHeight = (drum: number): number => drum * 1.82 * 0.72;
    expect(layOutMachines(1, 3, BESIDE).drum).toBeGreaterThan(300);
    expect(layOutMachines(1, 3, WHOLE).drum).toBeLessThanOrEqual(MAX_DRUM_WIDTH);
    expect(digitHeight(layOutMachines(1, 3, BESIDE).drum)).toBeGreaterThan(380);
    expect(digitHeight(layOutMachines(6, 6, BESIDE).drum)).toBeGreaterThan(120);
  });
});

describe('the wall', () => {
  it.each([7, 12, 20, 30, 100, 300, 999, 5_000])(
    'of %i winners fits its area with digits of 48 units or more',
    (count) => {
      for (const digits of [2, 3, 4, 6]) {
        for (const area of [BESIDE, WHOLE]) {
          const { columns, rows, pages, perPage, type } = layOutWall(count, digits, area);
          expect(pages * perPage).toBeGreaterThanOrEqual(count);
          expect((pages - 1) * perPage).toBeLessThan(count);
          expect(columns * rows).toBeGreaterThanOrEqual(perPage);
          expect(type).toBeGreaterThanOrEqual(MIN_TYPE);
          const width = columns * (digits * WALL.digitWidth + WALL.padding) + (columns - 1) * WALL.gap + 2 * WALL.frame;
          const height = rows * WALL.cellHeight + (rows - 1) * WALL.gap + 2 * WALL.frame;
          expect(width * type).toBeLessThanOrEqual(area.width + 1e-6);
          expect(height * type).toBeLessThanOrEqual(area.height + 1e-6);
        }
      }
    },
  );

  it('stands in rows of the same length, or by one number shorter; of more than three, only the last is shorter', () => {
    const { columns, rows } = layOutWall(10, 3, WHOLE);
    expect([columns, rows]).toEqual([5, 2]);
    expect(cellColumns(10, 5)).toEqual([1, 3, 5, 7, 9, 1, 3, 5, 7, 9]);
    expect(cellColumns(7, 4)).toEqual([1, 3, 5, 7, 2, 4, 6]);
    for (let count = 1; count <= 120; count++) {
      const wall = layOutWall(count, 3, WHOLE);
      const lengths = new Map<number, number>();
      let row = 0;
      let before = Infinity;
      for (const column of cellColumns(wall.perPage, wall.columns)) {
        if (column <= before) row += 1;
        before = column;
        lengths.set(row, (lengths.get(row) ?? 0) + 1);
        expect(column + 1).toBeLessThanOrEqual(2 * wall.columns);
      }
      expect(lengths.size).toBe(wall.rows);
      const all = [...lengths.values()];
      if (all.length <= 3) expect(Math.max(...all) - Math.min(...all)).toBeLessThanOrEqual(1);
      else expect(new Set(all.slice(0, -1))).toEqual(new Set([wall.columns]));
    }
  });

  it('takes one page for 30 winners and few for 300', () => {
    expect(layOutWall(30, 3, WHOLE).pages).toBe(1);
    expect(layOutWall(300, 3, WHOLE).pages).toBeLessThanOrEqual(3);
  });
});

describe('pages', () => {
  it.each([0, 1, 3, 4, 7, 60])('hold all of %i items, in order, none on two pages, evenly', (count) => {
    const items = Array.from({ length: count }, (_, index) => index);
    const pages = evenPages(items, 3);
    expect(pages.flat()).toEqual(items);
    const sizes = pages.map((page) => page.length);
    expect(sizes.every((size) => size >= 1 && size <= 3)).toBe(true);
    expect(new Set(sizes).size).toBeLessThanOrEqual(2);
  });

  it('of the prizes are as wide as the screen allows, and one prize always fits', () => {
    expect(prizesPerPage(1_112, 20)).toBe(3);
    expect(prizesPerPage(2_000, 20)).toBe(4);
    expect(prizesPerPage(2_000, 100)).toBe(2);
    expect(prizesPerPage(200, 20)).toBe(1);
  });
});
