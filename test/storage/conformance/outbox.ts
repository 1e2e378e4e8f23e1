import { describe, expect, it } from 'vitest';
import type { SinkRecord } from '../../../src/host/features/outbox/store.ts';
import { AT, begin, changeBy, drawOf, type StoreUnderTest } from './begin.ts';

export const outboxSuite = (store: StoreUnderTest): void => {
  describe(`the outbox in ${store.name}`, () => {
    it('keeps what was told with a change, and its id, and nothing of a change that fails', async () => {
      const begun = await begin(store);
      const { stage, event, outbox } = begun.stores;
      const heads: number[] = [];
      outbox.onWritten((head) => heads.push(head));
      const { draw } = await begun.record(drawOf(1, [3, 1]));
      await stage.markRevealed('event', draw.id, changeBy());
      // Revealed already: nothing happens, nothing is told.
      await stage.markRevealed('event', draw.id, changeBy());
      await event.claim('event', draw.winners[0]?.claimCode ?? '', changeBy());
      await expect(begun.record(drawOf(1, [3]))).rejects.toThrow(/was used already/);
      const before = await outbox.events(0, 10);
      const again = (await begun.reopen()).outbox;
      const events = await again.events(0, 10);
      expect(events).toEqual(before);
      expect(heads).toEqual([1, 2]);
      expect(events.map(({ position, type, subject }) => [position, type, subject])).toEqual([
        [1, 'winnersRevealed', 'event'],
        [2, 'prizeClaimed', 'event'],
      ]);
      expect(events.map(({ data }): unknown => JSON.parse(data))).toMatchObject([
        { draw_id: draw.id, prize_name: 'Car', winners: [{ draw_number: 3 }, { draw_number: 1 }] },
        { draw_id: draw.id, draw_number: 3, claimed_at: new Date(AT).toISOString() },
      ]);
      expect(new Set(events.map(({ id }) => id)).size).toBe(2);
      for (const { id } of events) expect(id).toMatch(/^[0-9a-f]{32}$/);
      expect(await again.events(1, 10)).toEqual(events.slice(1));
      expect(await again.recent(null, 1)).toEqual(events.slice(1));
      expect(await again.recent(2, 10)).toEqual(events.slice(0, 1));
      expect([await again.firstSince(0), await again.firstSince(AT), await again.firstSince(AT + 1)]).toEqual([
        1, 1, 3,
      ]);
    });

    it('knows of each sink how far it has come, and goes back when told', async () => {
      const begun = await begin(store);
      const { stage, outbox } = begun.stores;
      const early = { id: 'early', position: 0, ahead: [], pausedBecause: null };
      expect(await outbox.openSink('early')).toEqual(early);
      for (const nth of [1, 2, 3]) {
        const { draw } = await begun.record(drawOf(nth, [nth]));
        await stage.markRevealed('event', draw.id, changeBy());
      }
      expect(await outbox.openSink('late')).toEqual({ ...early, id: 'late', position: 3 });
      await outbox.mark('early', { position: 0, ahead: [2, 3] });
      expect(await outbox.openSink('early')).toEqual({ ...early, ahead: [2, 3] });
      await outbox.mark('early', { position: 2, ahead: [] });
      await outbox.pauseAlone('early', 'gone');
      const again = (await begun.reopen()).outbox;
      const paused: SinkRecord = { ...early, position: 2, ahead: [3], pausedBecause: 'gone' };
      expect(await again.openSink('early')).toEqual(paused);
      expect(await again.pause('event', 'early', null, changeBy())).toEqual({ ...paused, pausedBecause: null });
      expect(await again.replay('event', 'early', 2, changeBy())).toEqual({ ...early, position: 1 });
      const { log } = await begun.reopen();
      const actions = (await log.records('event', 0, 100)).map(({ action, details }) => [action, details]);
      expect(actions.slice(-2)).toEqual([
        ['sink_resumed', { sink: 'early' }],
        ['sink_replayed', { sink: 'early', from_position: 2 }],
      ]);
    });

    it('removes the oldest, a few at a time, and never gives a position again', async () => {
      const begun = await begin(store);
      const reveal = async (nth: number): Promise<void> => {
        const { draw } = await begun.record(drawOf(nth, [nth]));
        await begun.stores.stage.markRevealed('event', draw.id, changeBy());
      };
      for (const nth of [1, 2, 3]) await reveal(nth);
      const { outbox } = begun.stores;
      expect(await outbox.drop(3, 2)).toBe(2);
      expect(await outbox.range()).toEqual({ oldest: 3, head: 3 });
      expect(await outbox.drop(3, 2)).toBe(1);
      expect(await outbox.drop(3, 2)).toBe(0);
      expect(await outbox.range()).toEqual({ oldest: 4, head: 3 });
      expect(await outbox.firstSince(0)).toBe(4);
      await reveal(4);
      expect((await outbox.events(0, 10)).map(({ position }) => position)).toEqual([4]);
    });
  });
};
