import { describe, expect, it } from 'vitest';
import { hostForTest } from '../../support/host.ts';
import { connectScreen } from '../../support/screens.ts';

describe('live screens', () => {
  it('are not sent five hundred winners again because somebody joins', async () => {
    const open = await hostForTest();
    await open.admin('updateEvent', { body: { spin_ms: 0 } });
    await open.join(520);
    await open.admin('createPrize', { body: { name: 'Mug', quantity: 500 } });
    const screens = [
      await connectScreen(open.url, 'audience'),
      await connectScreen(open.url, 'display', { token: open.adminToken }),
      await connectScreen(open.url, 'operator', { token: open.adminToken }),
    ];
    await open.admin('draw', { body: { prize_name: 'Mug', prize_rank: 1, count: 500 } });
    await Promise.all(screens.map((screen) => screen.until(({ stage }) => stage === 'winner')));
    const before = screens.map(({ packets }) => packets.length);
    await open.join(5);
    await Promise.all(screens.map((screen) => screen.until(({ count }) => count === 525)));
    for (const [index, { packets, view }] of screens.entries()) {
      for (const packet of packets.slice(before[index])) expect(packet.length, packet).toBeLessThan(400);
      expect(view().draw?.winners).toHaveLength(500);
    }
  });

  it('that come later are shown what the others see', async () => {
    const open = await hostForTest();
    const early = await connectScreen(open.url, 'audience');
    await open.admin('updateEvent', { body: { name: 'Party' } });
    // Changed, and changed back before anybody else came: nobody may stay on what was between.
    const changes = Promise.all([
      open.admin('updateEvent', { body: { name: 'Other' } }),
      open.admin('updateEvent', { body: { name: 'Party' } }),
    ]);
    const late = await connectScreen(open.url, 'audience');
    await changes;
    await open.admin('updateEvent', { body: { number_width: 4 } });
    for (const screen of [early, late]) await screen.until(({ number_width }) => number_width === 4);
    const last = await connectScreen(open.url, 'audience');
    const seen = [early, late, last].map((screen) => ({ ...screen.view(), now: 0 }));
    expect(seen[1]).toEqual(seen[0]);
    expect(seen[2]).toEqual(seen[0]);
    expect(seen[0]).toMatchObject({ name: 'Party', number_width: 4 });
  });

  it('hear revisions that rise with every message, counts included', async () => {
    const open = await hostForTest();
    const phone = await connectScreen(open.url, 'audience');
    await open.join(3);
    await phone.until(({ count }) => count === 3);
    await open.admin('updateEvent', { body: { name: 'Party' } });
    await phone.until(({ name }) => name === 'Party');
    const revisions = phone.snapshots.map(({ revision }) => revision);
    expect(revisions.length).toBeGreaterThanOrEqual(3);
    expect(revisions).toEqual([...new Set(revisions)].sort((one, other) => one - other));
  });
});

describe('a host without a feature', () => {
  it('has none of its routes, tells so, and keeps its records', async () => {
    const open = await hostForTest({ config: { without: ['log'] } });
    expect((await open.admin('log', {})).code).toBe('not_found');
    const document = JSON.parse((await open.client.raw({ path: '/openapi.json' })).text) as { paths: object };
    expect(Object.keys(document.paths).filter((path) => path.endsWith('/log'))).toEqual([]);
    const console = await connectScreen(open.url, 'operator', { token: open.adminToken });
    expect(console.view().features).not.toContain('log');
    await open.admin('updateEvent', { body: { name: 'Party' } });

    const whole = await open.reopen({ config: { without: [] } });
    const { data } = await whole.admin('log', {});
    expect(data.intact).toBe(true);
    expect(data.records.map(({ action }) => action)).toContain('event_changed');
  });
});
