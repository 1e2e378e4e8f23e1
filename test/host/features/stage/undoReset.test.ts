import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hostForTest, numbersOf } from '../../../support/host.ts';

const car = { prize_name: 'Car', prize_rank: 1, count: 2 };

const played = async () => {
  const open = await hostForTest();
  await open.admin('updateEvent', { body: { spin_ms: 0 } });
  const phones = await open.join(8);
  const { data: drawn } = await open.admin('draw', { body: car });
  const [absent = 0] = drawn.winners.map(({ draw_number }) => draw_number);
  await open.admin('absent', { params: { draw_id: drawn.draw_id }, body: { draw_number: absent } });
  const list = (await open.admin('draws', {})).data;
  return { open, phones, drawn, list };
};

describe('a reset that is undone', () => {
  it('brings back draws, wins, claim codes, who was absent and the proof; the seal chain goes on', async () => {
    const { open, drawn, list } = await played();
    const before = (await open.call('event', {})).data;
    const reset = await open.admin('reset', { body: { reset_participants: false, reset_draws: true } });
    expect(reset.data.removed_draws).toBe(1);
    expect((await open.admin('draws', {})).data.total_count).toBe(0);
    const undone = await open.admin('undoReset', {});
    expect([undone.status, undone.data]).toEqual([200, { restored_participants: 0, restored_draws: 1 }]);
    expect((await open.admin('draws', {})).data).toEqual(list);
    expect((await open.call('event', {})).data).toEqual(before);
    expect((await open.call('proof', { params: { draw_id: drawn.draw_id } })).data).toMatchObject({
      winners: drawn.winners.map(({ draw_number }) => draw_number),
    });
    const code = list.draws[0]?.winners.find(({ forfeited_at: at }) => at === null)?.claim_code ?? '';
    expect((await open.admin('claim', { body: { code } })).status).toBe(200);
    expect((await open.admin('draw', { body: car })).data.draw).toBe(2);
    const again = await open.reopen();
    expect((await again.admin('draws', {})).data.total_count).toBe(2);
  });

  it('gives phones back the numbers they had, in the round that they had them in', async () => {
    const { open, phones } = await played();
    const before = (await open.call('event', {})).data;
    await open.admin('reset', { body: { reset_participants: true, reset_draws: true } });
    const later = await open.join(3);
    expect(numbersOf(later)).toEqual([1, 2, 3]);
    expect((await open.admin('undoReset', {})).data).toEqual({ restored_participants: 8, restored_draws: 1 });
    const after = (await open.call('event', {})).data;
    expect([after.count, after.join_round]).toEqual([before.count, before.join_round]);
    for (const { draw_number, session_token: token } of phones)
      expect((await open.call('myNumber', { token })).data.draw_number).toBe(draw_number);
    expect((await open.call('myNumber', { token: later[0]?.session_token ?? '' })).code).toBe('participant_not_found');
    expect((await open.join(1))[0]?.draw_number).toBe(9);
  });

  it('is refused where nothing was reset, twice, after another draw, and without its copy', async () => {
    const { open } = await played();
    const undo = async () => (await open.admin('undoReset', {})).code;
    const reset = () => open.admin('reset', { body: { reset_participants: false, reset_draws: true } });
    expect(await undo()).toBe('nothing_to_undo');
    await reset();
    expect(await undo()).toBeNull();
    expect(await undo()).toBe('nothing_to_undo');
    await reset();
    await open.admin('draw', { body: car });
    expect(await undo()).toBe('nothing_to_undo');
    await reset();
    for (const file of readdirSync(join(open.dataDir, 'backups'))) rmSync(join(open.dataDir, 'backups', file));
    expect(await undo()).toBe('nothing_to_undo');
  });

  it('counts as gone what was shown as drawn, not what was given up', async () => {
    const { open } = await played();
    const { data: prize } = await open.admin('createPrize', { body: { name: 'Bike' } });
    await open.admin('announce', { body: { prize_id: prize.id } });
    await open.admin('abandon', {});
    const { draws } = (await open.call('event', {})).data;
    const reset = await open.admin('reset', { body: { reset_participants: false, reset_draws: true } });
    expect([draws, reset.data.removed_draws]).toEqual([1, 1]);
  });
});
