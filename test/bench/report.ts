/** One line of the report. */
export interface Measurement {
  readonly group: string;
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** What it is compared with, in the same unit, from the same run. */
  readonly reference?: { readonly name: string; readonly value: number };
  /** Ours against the reference; more is better. */
  readonly ratio?: number;
  readonly target?: { readonly of: 'ratio' | 'value'; readonly is: 'least' | 'most'; readonly limit: number };
  /** Every single round: ours, or ours and the reference. */
  readonly rounds?: readonly number[] | readonly [number, number][];
  readonly note?: string;
}

export const isMet = ({ target, ratio, value }: Measurement): boolean | null => {
  if (!target) return null;
  const measured = target.of === 'ratio' ? ratio : value;
  if (measured === undefined) return null;
  return target.is === 'least' ? measured >= target.limit : measured <= target.limit;
};

const rounded = (value: number): string => {
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return value.toLocaleString('en', { maximumFractionDigits: digits, minimumFractionDigits: 0 });
};

const cells = (line: Measurement): string[] => {
  const met = isMet(line);
  const { target } = line;
  return [
    `${line.group}: ${line.name}`,
    `${rounded(line.value)} ${line.unit}`,
    line.reference ? `${rounded(line.reference.value)} ${line.unit} (${line.reference.name})` : '',
    line.ratio === undefined ? '' : line.ratio.toFixed(2),
    target
      ? `${target.of === 'ratio' ? 'ratio ' : ''}${target.is === 'least' ? '≥' : '≤'} ${rounded(target.limit)}`
      : '',
    met === null ? '' : met ? 'yes' : 'NO',
  ];
};

/** The measurements as a table that is also Markdown. */
export const tableOf = (lines: readonly Measurement[]): string => {
  const rows = [['Measured', 'Here', 'Reference', 'Ratio', 'Target', 'Met'], ...lines.map(cells)];
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  const text = (row: readonly string[]): string =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const [head, ...body] = rows.map(text);
  return [head, `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`, ...body].join('\n');
};
