import { describe, expect, it } from 'vitest';
import { hostForTest } from '../../../support/host.ts';
import { connectScreen } from '../../../support/screens.ts';

describe("the projector's language, its sound and the next prize", () => {
  it('are the same on every screen, whoever changes them, and after a restart', async () => {
    const open = await hostForTest();
    await open.join(3);
    const { data: car } = await open.admin('createPrize', { body: { name: 'Car' } });
    const { data: boat } = await open.admin('createPrize', {
      body: { name: 'Boat', winners_per_draw: 2, quantity: 2 },
    });
    const screens = [
      await connectScreen(open.url, 'display'),
      await connectScreen(open.url, 'display', { token: open.adminToken }),
      await connectScreen(open.url, 'display', { token: open.adminToken, mirror: true }),
    ];
    const before = await Promise.all(screens.map((screen) => screen.until(({ prizes }) => prizes.length === 2)));
    const first = before.map(({ language, muted, next_prize_id: next }) => [language, muted, next]);
    expect(first[1]).toEqual(first[0]);
    expect(first[2]).toEqual(first[0]);
    expect(first[0]?.slice(1)).toEqual([false, car.id]);

    const other = before[0]?.language === 'ko' ? 'en' : 'ko';
    const body = { projector_language: other, projector_muted: true, next_prize_id: boat.id } as const;
    const answer = await open.admin('updateEvent', { body });
    expect(answer.data).toMatchObject(body);
    for (const screen of screens) {
      const view = await screen.until(({ muted }) => muted);
      expect([view.language, view.next_prize_id]).toEqual([other, boat.id]);
    }
    expect(screens[1]?.view().control?.next).toEqual({ prize_id: boat.id, count: 2 });
    expect(screens[0]?.view().control).toBeNull();

    const reopened = await open.reopen();
    const desk = await connectScreen(reopened.url, 'operator', { token: reopened.adminToken });
    expect((await desk.until(() => true)).settings).toMatchObject(body);
    const again = await connectScreen(reopened.url, 'display');
    const view = await again.until(() => true);
    expect([view.language, view.muted, view.next_prize_id]).toEqual([other, true, boat.id]);
  });

  it('leave the next prize to the order of the show where the chosen one is gone', async () => {
    const open = await hostForTest();
    const { data: car } = await open.admin('createPrize', { body: { name: 'Car' } });
    const { data: boat } = await open.admin('createPrize', { body: { name: 'Boat' } });
    await open.admin('updateEvent', { body: { next_prize_id: boat.id } });
    await open.admin('deletePrize', { params: { prize_id: boat.id } });
    const screen = await connectScreen(open.url, 'display');
    expect((await screen.until(() => true)).next_prize_id).toBe(car.id);
    const refused = await open.admin('updateEvent', { body: { next_prize_id: boat.id, projector_muted: true } });
    expect([refused.status, refused.code]).toEqual([404, 'prize_not_found']);
    expect(screen.view().muted).toBe(false);
  });

  it('turn down nobody who edits the settings meanwhile, and need a log-in', async () => {
    const open = await hostForTest();
    const { data } = await open.admin('updateEvent', { body: { name: 'Gala' } });
    const muted = await open.admin('updateEvent', { body: { projector_muted: true } });
    expect(muted.data.version).toBe(data.version);
    const saved = await open.admin('updateEvent', { body: { name: 'Ball', seen_version: data.version } });
    expect([saved.status, saved.data.name, saved.data.projector_muted]).toEqual([200, 'Ball', true]);
    const params = { event_id: open.eventId };
    expect((await open.call('updateEvent', { params, body: { projector_muted: false } })).status).toBe(401);
  });
});
