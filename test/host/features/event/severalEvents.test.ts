import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { firstBroken, NO_PREVIOUS } from '../../../../src/core/log/logChain.ts';
import { DATABASE_FILE } from '../../../../src/host/platform/storage/sqlite/openDatabase.ts';
import { hostForTest, type TestHost } from '../../../support/host.ts';

/** A host whose active event is a new one, beside one that was active before and had a draw. */
const hostWithTwoEvents = async (): Promise<{ open: TestHost; former: string; drawId: string }> => {
  const first = await hostForTest();
  await first.admin('updateEvent', { body: { name: 'Spring', spin_ms: 0 } });
  await first.join(3);
  await first.admin('createPrize', { body: { name: 'Car' } });
  const { data } = await first.admin('draw', { body: { prize_name: 'Car', prize_rank: 1, count: 1 } });
  await first.close();
  const database = new Database(join(first.dataDir, DATABASE_FILE));
  database.prepare('UPDATE events SET active = 0').run();
  database.close();
  return { open: await first.reopen(), former: first.eventId, drawId: data.draw_id };
};

describe('an event that is not active', () => {
  it('can be read', async () => {
    const { open, former, drawId } = await hostWithTwoEvents();
    const params = { event_id: former };
    expect(open.eventId).not.toBe(former);
    expect((await open.admin('participants', { params })).data.total_count).toBe(3);
    expect((await open.admin('prizes', { params })).data.prizes).toMatchObject([{ name: 'Car', drawn: 1 }]);
    expect((await open.admin('draws', { params })).data.draws).toMatchObject([{ draw_id: drawId, revealed: true }]);
    expect((await open.call('proof', { params: { draw_id: drawId } })).status).toBe(200);
    const archive = await open.client.raw({
      path: `/api/luckydraw/admin/${former}/archive`,
      headers: { authorization: `Bearer ${open.adminToken}` },
    });
    expect([archive.status, archive.headers['content-type']]).toEqual([200, 'application/zip']);
    // The active one has nothing of it.
    expect((await open.admin('participants', {})).data.total_count).toBe(0);
    expect((await open.admin('draws', {})).data.draws).toEqual([]);
    expect((await open.call('publicDraws', {})).data.draws).toEqual([]);
  });

  it('cannot be changed', async () => {
    const { open, former } = await hostWithTwoEvents();
    const params = { event_id: former };
    const draw = { prize_name: 'Car', prize_rank: 1, count: 1 };
    for (const answer of [
      await open.admin('updateEvent', { params, body: { name: 'Autumn' } }),
      await open.admin('createPrize', { params, body: { name: 'Boat' } }),
      await open.admin('draw', { params, body: draw }),
      await open.admin('dismiss', { params }),
      await open.admin('reset', { params, body: { reset_participants: true, reset_draws: true } }),
      await open.admin('claim', { params, body: { code: 'AAAA-AAAA' } }),
    ]) {
      expect([answer.status, answer.code]).toEqual([409, 'event_not_active']);
    }
    for (const name of ['participants', 'prizes', 'draws', 'log'] as const)
      expect((await open.admin(name, { params: { event_id: 'nowhere' } })).code).toBe('event_not_found');
    expect((await open.call('register', { body: { event_id: former } })).code).toBe('event_not_found');
    expect((await open.admin('participants', { params })).data.total_count).toBe(3);
  });

  it('has a log of its own, as every event has', async () => {
    const { open, former } = await hostWithTwoEvents();
    await open.admin('updateEvent', { body: { name: 'Autumn' } });
    for (const event_id of [former, open.eventId]) {
      const { data } = await open.admin('log', { params: { event_id }, query: { limit: 1_000 } });
      const chained = data.records.map((record) => ({ ...record, at: Date.parse(record.at) }));
      expect(data.intact).toBe(true);
      expect(chained[0]).toMatchObject({ seq: 1, action: 'event_made', event: event_id, previous: NO_PREVIOUS });
      expect(firstBroken(chained, NO_PREVIOUS, 1)).toBeNull();
    }
  });

  it('stands in no page: each names the event that is active when it is asked for', async () => {
    const { open, former } = await hostWithTwoEvents();
    const page = await open.client.raw({ path: '/lottery/waiting' });
    expect(page.text).toContain(`content="${open.eventId}"`);
    expect(page.text).not.toContain(former);
  });
});
