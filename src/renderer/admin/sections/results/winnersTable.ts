/** The winners as a table for spreadsheets. */
import { MAX_CLAIM_CODE } from '../../../../contract/event/limits.ts';
import type { AdminDraw } from '../../../../contract/stage/routes.ts';
import { padNumber } from '../../../common/numbers.ts';
import type { ResultsTexts } from './texts.en.ts';

/**
 * A spreadsheet runs a cell that begins like this as a formula, and a prize's name must not run. Tab and carriage return
 * come first in some of the known tricks; full-width signs are folded to these by some programs.
 */
const FORMULA = /^\s*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/;

export const safeCell = (text: string): string => (FORMULA.test(text) ? `'${text}` : text);

const quoted = (text: string): string => (/[",\r\n;\t]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** UTF-8 with the mark that tells Excel so, CRLF between rows (RFC 4180). */
export const csvOf = (rows: readonly (readonly string[])[]): string =>
  `\ufeff${rows.map((row) => row.map((cell) => quoted(safeCell(cell))).join(',')).join('\r\n')}\r\n`;

/** The same to paste into a spreadsheet: tabs between cells, and none within. */
export const pasteOf = (rows: readonly (readonly string[])[]): string =>
  rows.map((row) => row.map((cell) => safeCell(cell).replace(/[\t\r\n]+/g, ' ')).join('\t')).join('\n');

const localTime = (moment: string | null): string => {
  if (moment === null) return '';
  const date = new Date(moment);
  const two = (n: number): string => String(n).padStart(2, '0');
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
};

/** One row a winner, in the order of drawing; draws that are not revealed yet are left out. */
export const winnersTable = (
  draws: readonly AdminDraw[],
  numberWidth: number,
  words: ResultsTexts['table'],
): string[][] => {
  const head = [
    words.draw,
    words.prize,
    words.rank,
    words.kind,
    words.number,
    words.code,
    words.drawnAt,
    words.handedOverAt,
  ];
  const rows = draws
    .filter((draw) => draw.revealed)
    .toSorted((a, b) => a.draw - b.draw)
    .flatMap((draw) => {
      const start = [String(draw.draw), draw.prize_name, String(draw.prize_rank)];
      const number = (n: number): string => padNumber(n, numberWidth);
      const drawnAt = localTime(draw.drawn_at);
      return [
        ...draw.winners.map((w) => [
          ...start,
          words.winner,
          number(w.draw_number),
          w.claim_code,
          drawnAt,
          localTime(w.claimed_at),
        ]),
        ...draw.reserves.map((w) => [...start, words.reserve, number(w.draw_number), '', drawnAt, '']),
      ];
    });
  return [head, ...rows];
};

/** A claim code without what people put between its letters. */
export const bareCode = (code: string): string => code.replace(/[\s-]/g, '').toUpperCase();

/** Whether the host would take it as a claim code. Anything else was mistyped. */
export const isClaimCode = (code: string): boolean => /^[A-Za-z0-9 -]+$/.test(code) && code.length <= MAX_CLAIM_CODE;
