/** Tables for spreadsheets. */

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
