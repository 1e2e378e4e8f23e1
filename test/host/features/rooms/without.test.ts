import { expect, it } from 'vitest';
import { hostForTest } from '../../../support/host.ts';
import { refusalOfScreen } from '../../../support/screens.ts';
import { acquire, joinEvent } from './testRoom.ts';

it('a host can do without rooms, and then knows none', async () => {
  const open = await hostForTest({ config: { without: ['rooms'] } });
  await open.join(1);
  const headers = { authorization: `Bearer ${open.adminToken}` };
  expect((await open.client.raw({ path: '/api/rooms', headers })).status).toBe(404);
  expect(await refusalOfScreen(open.url, { channel: 'room', key: 'ABCDEF' })).toBe('unknown_channel');
  const body = { prize_name: 'Cake', prize_rank: 1, count: 1, group: `${'0'.repeat(32)}-voters` };
  expect((await open.admin('draw', { body })).code).toBe('group_not_found');
});

it('a host tells how many rooms it has, and how many people are in them', async () => {
  const open = await hostForTest();
  const room = await acquire(open);
  for (const guest of await joinEvent(open, 2)) await room.participate(guest, 'Here');
  const { text } = await open.client.raw({ path: '/metrics' });
  expect(text).toMatch(/^luckydraw_rooms_acquired 1$/m);
  expect(text).toMatch(/^luckydraw_room_people 2$/m);
});
