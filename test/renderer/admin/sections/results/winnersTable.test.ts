import { describe, expect, it } from 'vitest';
import type { AdminDraw } from '../../../../../src/contract/stage/routes.ts';
import { csvOf, pasteOf, safeCell } from '../../../../../src/renderer/admin/console/csv.ts';
import {
  bareCode,
  isClaimCode,
  winnersTable,
} from '../../../../../src/renderer/admin/sections/results/winnersTable.ts';
import { en } from '../../../../../src/renderer/admin/sections/results/texts.en.ts';

type AdminWin = AdminDraw['winners'][number];
const win = (draw_number: number, claim_code: string, change: Partial<AdminWin> = {}): AdminWin => ({
  draw_number,
  claim_code,
  claimed_at: null,
  forfeited_at: null,
  forfeit_reason: '',
  steps_in_for: null,
  hidden: false,
  ...change,
});

const draw = (change: Partial<AdminDraw>): AdminDraw => ({
  draw_id: 'd',
  draw: 1,
  prize_id: 'p',
  prize_name: 'Speaker',
  prize_rank: 2,
  entries: 50,
  drawn_at: new Date(2026, 10, 20, 9, 5, 7).toISOString(),
  reveal_at: new Date(2026, 10, 20, 9, 5, 13).toISOString(),
  revealed: true,
  winners: [win(42, 'ABCD-EFGH')],
  reserves: [],
  reserves_left: 0,
  ...change,
});

describe('a cell', () => {
  it('that a spreadsheet would run as a formula is made text', () => {
    for (const text of ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '  =1', '＝1']) expect(safeCell(text)).toBe(`'${text}`);
  });

  it('that is only text stays as it is', () => {
    for (const text of ['Speaker', '042', 'a=b', '한우 선물세트', '🎁 = gift']) expect(safeCell(text)).toBe(text);
  });
});

describe('the CSV file', () => {
  it('begins with the mark of UTF-8, ends rows with CRLF and quotes what needs quotes', () => {
    expect(
      csvOf([
        ['a', 'b, "c"'],
        ['line\nbreak', ''],
      ]),
    ).toBe('\ufeffa,"b, ""c"""\r\n"line\nbreak",\r\n');
  });

  it('to paste has neither tabs nor breaks within a cell', () => {
    expect(
      pasteOf([
        ['a\tb', 'c\nd'],
        ['=x', 'y'],
      ]),
    ).toBe("a b\tc d\n'=x\ty");
  });
});

describe("the winners' table", () => {
  it('has a row for each winner in the order of drawing, numbers padded, times in local time', () => {
    const rows = winnersTable(
      [
        draw({ draw: 2, draw_id: 'e', winners: [win(7, 'X')] }),
        draw({
          winners: [win(42, 'A', { claimed_at: new Date(2026, 10, 20, 10, 0, 0).toISOString() }), win(3, 'B')],
          reserves: [{ draw_number: 9 }],
        }),
      ],
      3,
      en.table,
    );
    expect(rows.slice(1)).toEqual([
      ['1', 'Speaker', '2', 'Winner', '042', 'A', '2026-11-20 09:05:07', '2026-11-20 10:00:00'],
      ['1', 'Speaker', '2', 'Winner', '003', 'B', '2026-11-20 09:05:07', ''],
      ['1', 'Speaker', '2', 'Reserve', '009', '', '2026-11-20 09:05:07', ''],
      ['2', 'Speaker', '2', 'Winner', '007', 'X', '2026-11-20 09:05:07', ''],
    ]);
    expect(rows[0]).toHaveLength(8);
  });

  it('says who was absent and who stepped in, and nothing of somebody for whom the reels still turn', () => {
    const absent = { forfeited_at: new Date(2026, 10, 20, 9, 9, 9).toISOString(), forfeit_reason: 'gone home' };
    const rows = winnersTable(
      [
        draw({
          winners: [
            win(42, 'A', absent),
            win(3, 'B', absent),
            win(9, 'C', { steps_in_for: 42 }),
            win(8, 'D', { steps_in_for: 3, hidden: true }),
          ],
          reserves: [{ draw_number: 9 }, { draw_number: 8 }],
        }),
      ],
      3,
      en.table,
    );
    expect(rows.slice(1).map((row) => [row[3], row[4], row[5]])).toEqual([
      ['Absent', '042', ''],
      ['Absent', '003', ''],
      ['Stepped in', '009', 'C'],
      ['Reserve', '008', ''],
    ]);
  });

  it('keeps quiet about draws that are not revealed yet', () => {
    expect(winnersTable([draw({ revealed: false })], 3, en.table)).toHaveLength(1);
  });
});

describe('a claim code', () => {
  it('is the same code however it is typed', () => {
    expect(bareCode(' ab-cd 12 ')).toBe('ABCD12');
    expect(bareCode('O1il-7koq')).toBe('01117K0Q');
  });

  it('has letters, digits, spaces and hyphens only', () => {
    expect(isClaimCode('ABCD-1234')).toBe(true);
    expect(isClaimCode('한글')).toBe(false);
    expect(isClaimCode('')).toBe(false);
    expect(isClaimCode('A'.repeat(33))).toBe(false);
  });
});
