import { describe, expect, it } from 'vitest';
import type { DrawIncidentItem } from '../../../src/contract/draws/routes.ts';
import type { ListedDraw } from '../../../src/renderer/verify/draws.ts';
import { linesOf } from '../../../src/renderer/verify/incidents.ts';

const incident = (what: DrawIncidentItem['what'], draw: number, more: Partial<DrawIncidentItem> = {}) => ({
  epoch: 1,
  draw,
  what,
  times: 1,
  at: '2026-11-20T20:00:00.000Z',
  ...more,
});
const listed = (draw: number, epoch = 1): ListedDraw => ({
  id: `${epoch}-${draw}`,
  about: {
    epoch,
    draw,
    prizeName: 'Car',
    announcedAt: '',
    entries: 1,
    winners: [1],
    fingerprint: 'AB',
    provable: true,
  },
});
const told = (draws: ListedDraw[], incidents: DrawIncidentItem[]): string[] =>
  linesOf(draws, incidents).map((line) =>
    'draw' in line ? line.draw.id : `${line.incident.what} ${line.incident.first}-${line.incident.last}`,
  );

describe('the lines of the list', () => {
  it('stand in the order in which things happened, newest first', () => {
    expect(
      told(
        [listed(4), listed(2)],
        [incident('started', 2), incident('asked_again', 2), incident('abandoned', 3), incident('started', 0)],
      ),
    ).toEqual(['1-4', 'abandoned 3-3', 'started 2-2', '1-2', 'asked_again 2-2', 'started 0-0']);
  });

  it('have one line for what a reset erased, whatever else befell the numbers', () => {
    expect(
      told(
        [listed(4)],
        [incident('erased', 3), incident('erased', 2), incident('abandoned', 2), incident('erased', 1)],
      ),
    ).toEqual(['1-4', 'erased 1-3', 'abandoned 2-2']);
  });

  it('keep two resets, and two chains, apart', () => {
    const later = { at: '2026-11-20T21:00:00.000Z' };
    expect(told([], [incident('erased', 2, later), incident('erased', 1)])).toEqual(['erased 2-2', 'erased 1-1']);
    expect(told([listed(1, 2)], [incident('erased', 1_024), incident('erased', 1, { epoch: 2 })])).toEqual([
      '2-1',
      'erased 1-1',
      'erased 1024-1024',
    ]);
  });
});
