/** Draws of the protocol before: their results stay readable, and nothing claims that they could be checked. */
import { expect, it } from 'vitest';
import { hostForTest } from '../../../support/host.ts';
import { unpackFixture } from '../../../storage/sqlite/fixture.ts';

it('keeps the results of an earlier version, plainly without proofs, beside the draws of today', async () => {
  const open = await hostForTest({ config: { dataDir: unpackFixture('first-schema') } });
  /** All pages of the list: the numbers of the chain before are older ones. */
  const all = async () => {
    const first = (await open.call('publicDraws', {})).data;
    const draws = [...first.draws];
    for (let older = first.next_before; older !== null;) {
      const page = (await open.call('publicDraws', { query: { before: older } })).data;
      draws.push(...page.draws);
      older = page.next_before;
    }
    return draws;
  };
  const before = await all();
  expect(before.length).toBeGreaterThan(0);
  for (const draw of before) {
    expect(draw).toMatchObject({ provable: false, fingerprint: '' });
    expect(draw.prize_name).not.toBe('');
    expect(draw.winners.length).toBeGreaterThan(0);
    const params = { draw_id: draw.draw_id };
    expect((await open.call('proof', { params })).code).toBe('draw_not_found');
    expect((await open.call('announcement', { params })).code).toBe('draw_not_found');
  }

  await open.admin('updateEvent', { body: { spin_ms: 0 } });
  const body = { prize_name: 'Tea', prize_rank: 3, count: 1, reserves: 0 };
  const { draw_id } = (await open.admin('draw', { body })).data;
  await expect.poll(async () => (await open.call('proof', { params: { draw_id } })).status).toBe(200);
  const now = await all();
  expect(now.map(({ provable }) => provable)).toEqual([true, ...before.map(() => false)]);
  expect(now[0]?.fingerprint).toMatch(/^\w{4}-\w{4}$/);
});
