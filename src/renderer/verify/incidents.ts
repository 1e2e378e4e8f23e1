/** What befell draw numbers besides being drawn, put among the draws of a list where it belongs. */
import type { DrawIncidentItem } from '../../contract/draws/routes.ts';
import type { ListedDraw } from './draws.ts';

/** Consecutive numbers that the same befell at the same time are one line: a reset erases many at once. */
export interface IncidentLine {
  readonly what: DrawIncidentItem['what'];
  readonly epoch: number;
  readonly first: number;
  readonly last: number;
  readonly times: number;
  readonly at: string | null;
}

export type Line = { readonly draw: ListedDraw } | { readonly incident: IncidentLine };

/** Where a line stands: of one number, the draw comes first, and what befell it after. */
const placeOf = (line: Line): readonly [epoch: number, draw: number, order: number] =>
  'draw' in line
    ? [line.draw.about?.epoch ?? 0, line.draw.about?.draw ?? 0, 1]
    : [line.incident.epoch, line.incident.last, line.incident.what === 'started' ? 2 : 0];

const newestFirst = (one: Line, other: Line): number => {
  const [a, b] = [placeOf(one), placeOf(other)];
  return b[0] - a[0] || b[1] - a[1] || b[2] - a[2];
};

const merged = (incidents: readonly DrawIncidentItem[]): IncidentLine[] => {
  const lines: IncidentLine[] = [];
  const ascending = [...incidents].sort((a, b) => a.epoch - b.epoch || a.draw - b.draw);
  for (const { epoch, draw, what, times, at } of ascending) {
    const before = lines.findLastIndex((line) => line.what === what && line.epoch === epoch);
    const line = lines[before];
    // Each start and each question stands for itself.
    const joins = what === 'erased' && line?.last === draw - 1 && line.at === at && line.times === times;
    if (line && joins) lines[before] = { ...line, last: draw };
    else lines.push({ what, epoch, first: draw, last: draw, times, at });
  }
  return lines;
};

/** Draws and incidents as one list, newest first. */
export const linesOf = (draws: readonly ListedDraw[], incidents: readonly DrawIncidentItem[]): Line[] =>
  [...draws.map((draw) => ({ draw })), ...merged(incidents).map((incident) => ({ incident }))].sort(newestFirst);
