import { describe, expect, it } from 'vitest';
import { firstBroken, NO_PREVIOUS } from '../../../src/core/log/logChain.ts';
import type { LogRecord } from '../../../src/host/features/log/store.ts';
import { AT, begin, changeBy, drawOf, idempotent, type StoreUnderTest } from './begin.ts';

export const broken = (records: readonly LogRecord[]): number | null =>
  firstBroken(
    records.map(({ eventId, ...record }) => ({ ...record, event: eventId })),
    NO_PREVIOUS,
    1,
  );

export const logSuite = (store: StoreUnderTest): void => {
  describe(`the log in ${store.name}`, () => {
    it('chains every change, and nothing erases it', async () => {
      const begun = await begin(store, 5);
      const { log, event, stage } = begun.stores;
      await log.note('event', changeBy(), 'logged_in', { by: 'password' });
      await event.updateEvent('event', { name: 'Gala', wifiPassword: 'secret' }, changeBy());
      const { draw } = await begun.record(drawOf(1, [2]));
      await stage.markRevealed('event', draw.id, changeBy());
      await event.claim('event', draw.winners[0]?.claimCode ?? '', changeBy());
      await stage.markDismissed('event', draw.id, changeBy());
      // A change that fails leaves no record of itself.
      await expect(begun.record(drawOf(1, [3]))).rejects.toThrow(/was used already/);
      await stage.reset('event', { participants: true, draws: true }, null, changeBy());
      const again = await begun.reopen();
      const records = await again.log.records('event', 0, 100);
      expect(records.map(({ action }) => action)).toEqual([
        'event_made',
        'logged_in',
        'event_changed',
        'draw_announced',
        'draw_closed',
        'draw_decided',
        'draw_revealed',
        'win_claimed',
        'draw_dismissed',
        'draws_erased',
        'reset',
      ]);
      expect(broken(records)).toBeNull();
      expect(await again.log.records('event', 3, 2)).toEqual(records.slice(3, 5));
      expect(await again.log.records('event', 11, 2)).toEqual([]);
      expect(JSON.stringify(records)).not.toContain('secret');
      expect(records[2]?.details).toEqual({ from: { name: 'Party' }, to: { name: 'Gala', wifiPassword: '(changed)' } });
      expect(records[1]).toMatchObject({ actor: 'admin:test', at: AT, details: { by: 'password' } });
    });

    it('is one chain for each event, whatever order their changes come in', async () => {
      const begun = await begin(store);
      await begun.addEvent('second');
      const { log } = begun.stores;
      for (const [index, eventId] of ['event', 'second', 'second', 'event', 'second'].entries()) {
        await log.note(eventId, changeBy(), 'noted', { index });
      }
      const again = await begun.reopen();
      const one = await again.log.records('event', 0, 100);
      const other = await again.log.records('second', 0, 100);
      expect(one.map(({ seq, details }) => [seq, details])).toEqual([
        [1, expect.anything()],
        [2, { index: 0 }],
        [3, { index: 3 }],
      ]);
      expect(other.map(({ seq }) => seq)).toEqual([1, 2, 3, 4]);
      expect([broken(one), broken(other)]).toEqual([null, null]);
      expect(await again.log.records('nowhere', 0, 100)).toEqual([]);
    });

    it('takes any number that JSON has; one that it has not is a bug, and nothing of the change stays', async () => {
      const begun = await begin(store);
      const numbers = [-1.5, 0.1 + 0.2, 5e-324, 1e21, -0, Number.MAX_VALUE];
      await begun.stores.log.note('event', changeBy(), 'numbers', { numbers });
      for (const number of [Number.NaN, Number.POSITIVE_INFINITY]) {
        await expect(
          begun.stores.log.note('event', changeBy(idempotent('numbers')), 'numbers', { number }),
        ).rejects.toThrow(TypeError);
      }
      const again = await begun.reopen();
      const records = await again.log.records('event', 0, 100);
      expect(records).toHaveLength(2);
      expect(records[1]?.details).toEqual({ numbers: numbers.map((number) => (number === 0 ? 0 : number)) });
      expect(broken(records)).toBeNull();
      expect(await again.platform.keptReply(idempotent('numbers').key)).toBeNull();
    });
  });
};
