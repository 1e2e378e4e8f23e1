/** What everybody is told about draws: those revealed, page by page, and what became of all other numbers. */
import { describe, expect, it } from 'vitest';
import type { RouteData } from '../../../../src/contract/routes.ts';
import { hostForTest, type TestHost } from '../../../support/host.ts';

type PublicDraws = RouteData<'publicDraws'>;

const list = async (open: TestHost, query: { before?: number; limit?: number } = {}): Promise<PublicDraws> =>
  (await open.call('publicDraws', { query })).data;
const drawOne = async (open: TestHost): Promise<void> => {
  await open.admin('draw', { body: { prize_name: 'Car', prize_rank: 1, count: 1 } });
  await open.admin('dismiss', {});
};
const told = ({ incidents }: PublicDraws) => incidents.map(({ what, draw, times }) => [what, draw, times]);

/** A host whose draws are revealed at once, with a prize and two phones. */
const ready = async (): Promise<TestHost & { prizeId: string }> => {
  const open = await hostForTest();
  await open.admin('updateEvent', { body: { spin_ms: 0, entropy_window_ms: 20_000 } });
  const prize = await open.admin('createPrize', { body: { name: 'Car', rank: 1, quantity: 9 } });
  await open.join(9);
  return { ...open, prizeId: prize.data.id };
};

describe('the public list of draws', () => {
  it('tells a start, a room that was asked again, a draw given up, and draws erased, also in the log', async () => {
    const open = await ready();
    expect(await list(open)).toMatchObject({ draws: [], next_before: null });
    expect(told(await list(open))).toEqual([['started', 0, 1]]);
    await drawOne(open);
    await open.admin('announce', { body: { prize_id: open.prizeId } });
    const again = await open.reopen();
    expect(told(await list(again))).toEqual([
      ['asked_again', 2, 1],
      ['started', 2, 1],
      ['started', 0, 1],
    ]);
    await again.admin('abandon', {});
    await drawOne(again);
    const both = await list(again);
    expect(both.draws.map(({ draw }) => draw)).toEqual([3, 1]);
    expect(told(both)).toContainEqual(['abandoned', 2, 1]);

    await again.admin('reset', { body: { reset_participants: false, reset_draws: true } });
    const erased = await list(await again.reopen());
    expect(erased.draws).toEqual([]);
    expect(told(erased)).toEqual([
      ['erased', 3, 1],
      ['started', 3, 1],
      ['abandoned', 2, 1],
      ['asked_again', 2, 1],
      ['erased', 2, 1],
      ['started', 2, 1],
      ['erased', 1, 1],
      ['started', 0, 1],
    ]);
    expect(erased.incidents.every(({ at }) => at !== null)).toBe(true);
  });

  it('has its records in the log', async () => {
    const open = await ready();
    await drawOne(open);
    await open.admin('announce', { body: { prize_id: open.prizeId } });
    const again = await open.reopen();
    await again.admin('abandon', {});
    await again.admin('reset', { body: { reset_participants: false, reset_draws: true } });
    const { records } = (await again.admin('log', {})).data;
    const of = (action: string) => records.filter((record) => record.action === action).map(({ details }) => details);
    expect(of('host_started')).toHaveLength(2);
    expect(of('room_asked_again')).toEqual(of('draw_abandoned'));
    expect(of('draws_erased')).toEqual([
      {
        draws: [
          [1, 1],
          [1, 2],
        ],
      },
    ]);
  });

  it('says of draws that are back after a reset was undone that they are there, and not that they are gone', async () => {
    const open = await ready();
    await drawOne(open);
    const reset = () => open.admin('reset', { body: { reset_participants: false, reset_draws: true } });
    await reset();
    await drawOne(open);
    await open.admin('announce', { body: { prize_id: open.prizeId } });
    await open.admin('abandon', {});
    const before = await list(open);
    expect(told(before)).toEqual([
      ['abandoned', 3, 1],
      ['erased', 1, 1],
      ['started', 0, 1],
    ]);
    await reset();
    expect((await list(open)).draws).toEqual([]);
    await open.admin('undoReset', {});
    expect(await list(open)).toEqual(before);
    const again = await open.reopen();
    expect((await list(again)).draws).toEqual(before.draws);
    const { records } = (await again.admin('log', {})).data;
    expect(records.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['draws_erased', 'reset', 'reset_undone']),
    );
    await again.admin('reset', { body: { reset_participants: false, reset_draws: true } });
    expect(told(await list(again))).toContainEqual(['erased', 2, 1]);
  });

  it('comes in pages of draw numbers, erased ones included, and every number once', async () => {
    const open = await ready();
    for (let draw = 0; draw < 4; draw += 1) await drawOne(open);
    await open.admin('reset', { body: { reset_participants: false, reset_draws: true } });
    for (let draw = 0; draw < 3; draw += 1) await drawOne(open);
    const newest = await list(open, { limit: 2 });
    expect(newest.draws.map(({ draw }) => draw)).toEqual([7, 6]);
    expect([newest.incidents, newest.next_before]).toEqual([[], 6]);
    const middle = await list(open, { limit: 2, before: 6 });
    expect([middle.draws.map(({ draw }) => draw), told(middle), middle.next_before]).toEqual([
      [5],
      [['erased', 4, 1]],
      4,
    ]);
    const oldest = await list(open, { limit: 5, before: 4 });
    expect([oldest.draws, told(oldest), oldest.next_before]).toEqual([
      [],
      [
        ['erased', 3, 1],
        ['erased', 2, 1],
        ['erased', 1, 1],
        ['started', 0, 1],
      ],
      null,
    ]);
    expect((await open.call('publicDraws', { query: { limit: 101 } })).code).toBe('invalid_request');
    expect((await open.call('publicDraws', { query: { before: 0 } })).code).toBe('invalid_request');
  });

  it('shows a draw only when it is revealed, and a new name of the event at once', async () => {
    const open = await ready();
    await open.admin('updateEvent', { body: { spin_ms: 60_000 } });
    expect((await list(open)).draws).toEqual([]);
    await open.admin('draw', { body: { prize_name: 'Car', prize_rank: 1, count: 1 } });
    expect((await list(open)).draws).toEqual([]);
    await open.admin('updateEvent', { body: { name: 'Gala' } });
    expect((await list(open)).event_name).toBe('Gala');
  });
});

describe('the organiser’s list of draws', () => {
  it('comes in pages', async () => {
    const open = await ready();
    for (let draw = 0; draw < 5; draw += 1) await drawOne(open);
    const pages: number[][] = [];
    for (let before: number | undefined = 9; before !== undefined;) {
      const page: RouteData<'draws'> = (await open.admin('draws', { query: { limit: 2, before } })).data;
      expect(page.total_count).toBe(5);
      pages.push(page.draws.map(({ draw }) => draw));
      before = page.next_before ?? undefined;
    }
    expect(pages).toEqual([[5, 4], [3, 2], [1]]);
  });
});
