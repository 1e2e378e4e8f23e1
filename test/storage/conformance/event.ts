import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Newcomer } from '../../../src/host/features/event/store.ts';
import { temporaryFolder } from '../../support/temporary.ts';
import { upTo } from '../../support/upTo.ts';
import {
  AT,
  begin,
  changeBy,
  drawOf,
  hash,
  hex,
  idempotent,
  newcomer,
  newDraw,
  newPrize,
  numberOf,
  type StoreUnderTest,
} from './begin.ts';

export const eventSuite = (store: StoreUnderTest): void => {
  describe(`events in ${store.name}`, () => {
    it('are made once, and found again', async () => {
      const begun = await begin(store);
      const again = await begun.reopen();
      const other = { id: 'other', name: 'Other', at: AT + 1 };
      const state = await again.event.openActive(
        other,
        again.draws.beginChain('other', hash('other'), '5a'.repeat(16)),
      );
      const event = {
        id: 'event',
        name: 'Party',
        numberWidth: 3,
        spinMs: 6_000,
        capacity: 100_000,
        registrationOpen: true,
        joinRound: 1,
        wifiSsid: '',
        wifiPassword: '',
        entropyWindowMs: 3_000,
        delayMs: 4_000,
        roomEntropy: true,
        spokenEntropy: false,
        beaconEntropy: false,
        participantCount: 0,
        active: true,
        createdAt: AT,
        reserves: 2,
        hereOnly: false,
        projectorLanguage: null,
        projectorMuted: false,
        nextPrizeId: null,
        version: 1,
      };
      expect(state).toEqual({ event, prizes: [], eligible: 0 });
      expect(begun.state).toEqual(state);
      expect(await again.event.find('event')).toEqual(state);
      expect(await again.event.find('other')).toBeNull();
      expect(await again.event.events()).toEqual([event]);
      expect(hex((await again.draws.chain('event'))?.chainSecret)).toBe(hex(hash('secret of event')));
      // The step that was not needed was not run either.
      expect(await again.draws.chain('other')).toBeNull();
    });

    it('change in what a patch names, and nothing else', async () => {
      const begun = await begin(store);
      const before = begun.state.event;
      const { event } = begun.stores;
      const expected = { ...before, name: '송년회', numberWidth: 4, version: 2 };
      expect(await event.updateEvent('event', { name: '송년회', numberWidth: 4 }, changeBy())).toEqual(expected);
      expect(await event.updateEvent('event', {}, changeBy())).toEqual(expected);
      expect((await (await begun.reopen()).event.find('event'))?.event).toEqual(expected);
    });

    it('stand side by side, each with its own participants, prizes and winners', async () => {
      const begun = await begin(store, 5);
      await begun.stores.event.createPrize('event', newPrize('car'), changeBy());
      const first = await begun.record(drawOf(1, [2], { prize: { prizeId: 'car' } }));
      const second = await begun.addEvent('second');
      expect(second).toMatchObject({ event: { id: 'second', active: true, participantCount: 0 }, prizes: [] });
      const { stores } = begun;
      expect((await stores.event.events()).map(({ id, active }) => [id, active])).toEqual([
        ['second', true],
        ['event', false],
      ]);
      // The same phone in both is two participants, and both number 1.
      expect((await begun.join('second', ['phone 3', 'x', 'y'])).map(numberOf)).toEqual([1, 2, 3]);
      await stores.event.createPrize('second', newPrize('bike'), changeBy());
      const other = await begun.record(
        drawOf(1, [2], { draw: { id: 'draw of second', ownerId: 'second' }, prize: { prizeId: 'bike' } }),
      );
      expect(other.draw.winners[0]?.claimCode).toBe(first.draw.winners[0]?.claimCode);
      expect(other.state).toMatchObject({ eligible: 2, prizes: [{ id: 'bike', drawn: 1 }] });
      for (const [eventId, draw] of [
        ['event', first.draw],
        ['second', other.draw],
      ] as const) {
        await stores.stage.markRevealed(eventId, draw.id, changeBy());
      }
      const code = first.draw.winners[0]?.claimCode ?? '';
      expect(await stores.event.claim('second', code, changeBy())).toMatchObject({ kind: 'claimed' });
      expect(await stores.event.claim('event', code, changeBy())).toMatchObject({ kind: 'claimed' });
      expect((await stores.event.participants('event', 0, 9)).length).toBe(5);
      expect((await stores.event.participant('second', hash('phone 3')))?.drawNumber).toBe(1);
      expect((await stores.event.participant('event', hash('phone 3')))?.drawNumber).toBe(3);
      expect(await stores.event.participant('event', hash('x'))).toBeNull();
      expect((await stores.event.eligibleEntries('second', 0, 9)).map(([number]) => number)).toEqual([1, 3]);

      const reset = await stores.stage.reset('second', { participants: true, draws: true }, null, changeBy());
      expect(reset.outcome).toEqual({ removedParticipants: 3, removedDraws: 1 });
      expect(await stores.event.find('event')).toMatchObject({
        event: { participantCount: 5, joinRound: 1, active: false },
        prizes: [{ id: 'car', drawn: 1 }],
        eligible: 4,
      });
    });
  });

  describe(`registration in ${store.name}`, () => {
    it('gives numbers in order, across batches and restarts', async () => {
      const begun = await begin(store);
      expect((await begun.join('event', ['a', 'b', 'c'])).map(numberOf)).toEqual([1, 2, 3]);
      await begun.reopen();
      expect((await begun.join('event', ['d', 'e'])).map(numberOf)).toEqual([4, 5]);
      expect(await begun.stores.event.find('event')).toMatchObject({ event: { participantCount: 5 }, eligible: 5 });
    });

    it('gives numbers in order to batches that arrive at once', async () => {
      const begun = await begin(store);
      const batches = await Promise.all(
        ['a', 'b', 'c', 'd'].map((name) => begun.join('event', [`${name}1`, `${name}2`])),
      );
      expect(batches.flat().map(numberOf)).toEqual(upTo(8));
    });

    it('gives numbers without gaps or duplicates, however newcomers are mixed', async () => {
      const kinds = fc.constantFrom('new', 'known', 'unknown', 'not allowed', 'repeated');
      await fc.assert(
        fc.asyncProperty(fc.array(fc.array(kinds, { maxLength: 12 }), { maxLength: 6 }), async (batches) => {
          const stores = store.open(temporaryFolder());
          const { event } = stores;
          const first = { id: 'event', name: 'Party', at: AT };
          await event.openActive(first, stores.draws.beginChain('event', hash('secret'), '5a'.repeat(16)));
          const holders = new Map<number, Uint8Array>();
          let nth = 0;
          for (const kinds of batches) {
            const newcomers = kinds.map((kind): Newcomer => {
              nth += 1;
              const known = [...holders.values()].at(-1) ?? null;
              if (kind === 'known') return newcomer(`n${nth}`, { knownHolder: known });
              if (kind === 'unknown') return newcomer(`n${nth}`, { knownHolder: hash(`never seen ${nth}`) });
              if (kind === 'not allowed') return newcomer(`n${nth}`, { mayBeNew: false });
              if (kind === 'repeated') return newcomer(`n${nth}`, { idempotent: idempotent('one request') });
              return newcomer(`n${nth}`);
            });
            const outcomes = await event.register('event', newcomers);
            expect(outcomes).toHaveLength(newcomers.length);
            for (const [index, outcome] of outcomes.entries()) {
              if (outcome.kind !== 'registered' || outcome.isExisting) continue;
              expect(holders.has(outcome.drawNumber)).toBe(false);
              holders.set(outcome.drawNumber, newcomers[index]?.newHolder ?? hash(''));
            }
          }
          expect([...holders.keys()].sort((one, other) => one - other)).toEqual(upTo(holders.size));
          const listed = await event.participants('event', 0, 1_000);
          expect(listed.map(({ drawNumber }) => drawNumber)).toEqual(upTo(holders.size));
          for (const [number, holder] of holders) {
            expect((await event.participant('event', holder))?.drawNumber).toBe(number);
          }
          await stores.platform.close();
        }),
        { numRuns: 25 },
      );
    });

    it('knows a known holder even where nobody new may come', async () => {
      const { stores } = await begin(store, 2);
      await stores.event.updateEvent('event', { registrationOpen: false }, changeBy());
      const known = newcomer('x', { knownHolder: hash('phone 2'), mayBeNew: false });
      const outcomes = await stores.event.register('event', [known, newcomer('y')]);
      expect(outcomes[0]).toEqual({ kind: 'registered', drawNumber: 2, isExisting: true });
      expect(outcomes[1]).toEqual({ kind: 'refused', code: 'registration_closed' });
    });

    it('stops at the capacity within a batch', async () => {
      const begun = await begin(store);
      await begun.stores.event.updateEvent('event', { capacity: 2 }, changeBy());
      expect((await begun.join('event', ['a', 'b', 'c'])).map(numberOf)).toEqual([1, 2, 'refused event_full']);
    });

    it('is a bug for an event that is not there', async () => {
      const begun = await begin(store);
      await expect(begun.join('nowhere', ['a'])).rejects.toThrow(/no such event/);
    });

    it('reads the eligible in parts, as entries of the protocol', async () => {
      const begun = await begin(store, 4);
      const { event } = begun.stores;
      await event.register('event', [newcomer('five', { commitment: hash('commitment') })]);
      await begun.record(drawOf(1, [2]));
      expect(await event.eligibleEntries('event', 0, 2)).toEqual([
        [1, 1, hex(hash('phone 1')), null],
        [3, 1, hex(hash('phone 3')), null],
      ]);
      expect(await event.eligibleEntries('event', 3, 10)).toEqual([
        [4, 1, hex(hash('phone 4')), null],
        [5, 1, hex(hash('five')), hex(hash('commitment'))],
      ]);
      expect(await event.eligibleEntries('event', 5, 10)).toEqual([]);
    });

    it('knows where they came from and whose phone was here, and removes all but winners and reserves', async () => {
      const begun = await begin(store);
      const named = ['a', 'b', 'c', 'd', 'e'].map((name, index) => newcomer(name, { source: index < 3 ? 7 : 9 }));
      await begun.stores.event.register('event', named);
      await begun.stores.event.phonesSeen('event', [1, 4]);
      const before = await begun.stores.event.crowd('event');
      expect(before.joinRound).toBe(1);
      expect([...before.sources].sort((one, other) => one.source - other.source)).toEqual([
        { source: 7, numbers: 3 },
        { source: 9, numbers: 2 },
      ]);
      expect(before.unseen).toEqual([
        [2, 7],
        [3, 7],
        [5, 9],
      ]);
      await begun.record(drawOf(1, [2], { decision: { reserves: [3] } }));
      const { outcome, state } = await begun.stores.event.removeParticipants('event', [1, 2, 3, 5, 99], changeBy());
      expect(outcome).toEqual({ removed: 2 });
      expect(state).toMatchObject({ event: { participantCount: 3 }, eligible: 2 });
      expect(await begun.stores.event.participant('event', hash('a'))).toBeNull();
      expect((await begun.stores.event.participant('event', hash('d')))?.drawNumber).toBe(4);
      expect((await begun.join('event', ['f'])).map(numberOf)).toEqual([6]);
      const again = await begun.reopen();
      expect((await again.event.participants('event', 0, 9)).map(({ drawNumber }) => drawNumber)).toEqual([2, 3, 4, 6]);
      expect((await again.event.crowd('event')).unseen.map(([number]) => number)).toEqual([2, 3, 6]);
    });

    it('knows who may contribute, and how many draws there were before they joined', async () => {
      const begun = await begin(store, 2);
      await begun.record(drawOf(1, [1]));
      await begun.announce(newDraw(2));
      await begun.stores.draws.abandon('draw-2', changeBy());
      await begun.stores.stage.reset('event', { participants: false, draws: true }, null, changeBy());
      await begun.stores.event.register('event', [newcomer('late', { commitment: hash('c') })]);
      const { event } = await begun.reopen();
      expect(await event.contributor('event', hash('phone 2'))).toEqual({
        drawNumber: 2,
        commitment: null,
        entropyStep: 0,
        joinedAfter: 0,
      });
      expect(await event.contributor('event', hash('late'))).toMatchObject({
        commitment: hex(hash('c')),
        joinedAfter: 2,
      });
      expect(await event.contributor('event', hash('stranger'))).toBeNull();
    });
  });

  describe(`prizes in ${store.name}`, () => {
    it('keep their order, with how many are drawn', async () => {
      const begun = await begin(store, 10);
      const { event } = begun.stores;
      for (const id of ['a', 'b', 'c']) await event.createPrize('event', newPrize(id), changeBy());
      await event.orderPrizes('event', ['c', 'a', 'b'], changeBy());
      await event.updatePrize('event', 'a', { name: 'A', quantity: 7 }, changeBy());
      await event.deletePrize('event', 'b', changeBy());
      const { state } = await begun.record(drawOf(1, [1, 2], { prize: { prizeId: 'a' } }));
      const again = await (await begun.reopen()).event.find('event');
      expect(again?.prizes.map(({ id, name: title, quantity, drawn }) => [id, title, quantity, drawn])).toEqual([
        ['c', 'c', 5, 0],
        ['a', 'A', 7, 2],
      ]);
      expect(state).toEqual(again);
    });

    it('answer with the list as each change leaves it', async () => {
      const begun = await begin(store);
      const { event } = begun.stores;
      const list = async () => (await event.find('event'))?.prizes;
      const made = await event.createPrize('event', newPrize('a'), changeBy());
      expect(made.prize).toEqual({ ...newPrize('a'), imageId: null, drawn: 0, version: 1 });
      expect(made.prizes).toEqual([made.prize]);
      await event.createPrize('event', newPrize('b'), changeBy());
      const updated = await event.updatePrize('event', 'a', { rank: 4 }, changeBy());
      expect(updated.prize).toEqual({ ...made.prize, rank: 4, version: 2 });
      expect(updated.prizes).toEqual(await list());
      const image = { id: 'i', type: 'image/webp', bytes: new Uint8Array([1]) };
      const pictured = await event.setPicture('event', 'b', image, changeBy());
      expect(pictured.prize.imageId).toBe('i');
      expect(pictured.prizes).toEqual(await list());
      const ordered = await event.orderPrizes('event', ['b', 'a'], changeBy());
      expect(ordered.map(({ id }) => id)).toEqual(['b', 'a']);
      expect(ordered).toEqual(await list());
      const left = await event.deletePrize('event', 'b', changeBy());
      expect(left).toEqual([updated.prize]);
      expect(left).toEqual(await list());
      for (const change of [
        () => event.updatePrize('event', 'b', { rank: 1 }, changeBy()),
        () => event.setPicture('event', 'b', null, changeBy()),
        () => event.deletePrize('event', 'b', changeBy()),
      ]) {
        await expect(change()).rejects.toThrow(/no such prize/);
      }
    });

    it('keep a picture once, byte by byte, under the commit of their change', async () => {
      const begun = await begin(store);
      const { event, log } = begun.stores;
      const image = { id: 'i', type: 'image/webp', bytes: new Uint8Array([0, 255, 1, 254]) };
      for (const id of ['a', 'b']) {
        await event.createPrize('event', newPrize(id), changeBy());
        await event.setPicture('event', id, image, changeBy());
      }
      await expect(event.setPicture('event', 'nowhere', { ...image, id: 'j' }, changeBy())).rejects.toThrow(
        /no such prize/,
      );
      await event.setPicture('event', 'a', null, changeBy());
      expect((await log.records('event', 0, 99)).slice(-3).map(({ action, details }) => [action, details])).toEqual([
        ['prize_added', newPrize('b')],
        ['prize_changed', { id: 'b', from: { imageId: null }, to: { imageId: 'i' } }],
        ['prize_changed', { id: 'a', from: { imageId: 'i' }, to: { imageId: null } }],
      ]);
      const again = await begun.reopen();
      const kept = await again.event.image('i');
      expect([kept?.type, [...(kept?.bytes ?? [])]]).toEqual(['image/webp', [0, 255, 1, 254]]);
      expect(await again.event.image('j')).toBeNull();
      expect((await again.event.find('event'))?.prizes.map(({ imageId }) => imageId)).toEqual([null, 'i']);
    });

    it('leave their draws what these were for when they are deleted', async () => {
      const begun = await begin(store, 3);
      const { event, stage } = begun.stores;
      await event.createPrize('event', newPrize('a'), changeBy());
      await begun.record(drawOf(1, [1], { prize: { prizeId: 'a', prizeName: 'Car' } }));
      await event.deletePrize('event', 'a', changeBy());
      expect((await stage.draws('event'))[0]).toMatchObject({
        prizeId: null,
        prizeName: 'Car',
        winners: [{ drawNumber: 1 }],
      });
    });
  });

  describe(`wins in ${store.name}`, () => {
    it('are shown and claimed from the reveal on, each once', async () => {
      const begun = await begin(store, 3);
      const { event, stage } = begun.stores;
      const { draw } = await begun.record(drawOf(1, [2]));
      const code = draw.winners[0]?.claimCode ?? '';
      expect((await event.participant('event', hash('phone 2')))?.wins).toEqual([]);
      expect((await event.participants('event', 1, 1))[0]?.prizes).toEqual([]);
      expect(await event.claim('event', code, changeBy())).toEqual({ kind: 'unknown' });
      await stage.markRevealed('event', draw.id, changeBy(null, AT + 1));
      expect((await event.participant('event', hash('phone 2')))?.wins).toEqual([
        {
          drawId: draw.id,
          draw: 1,
          drawNumber: 2,
          claimCode: code,
          claimedAt: null,
          forfeitedAt: null,
          forfeitReason: '',
          stepsInFor: null,
          hidden: false,
          prizeName: 'Car',
          prizeRank: 1,
          prizeDescription: '',
          imageId: null,
          decidedAt: AT + 100,
        },
      ]);
      expect((await event.participants('event', 1, 1))[0]?.prizes).toEqual(['Car']);
      expect(await event.claim('event', 'nonsense', changeBy())).toEqual({ kind: 'unknown' });
      expect(await event.claim('event', code, changeBy(idempotent('claim'), AT + 5))).toEqual({
        kind: 'claimed',
        drawNumber: 2,
        prizeName: 'Car',
        prizeRank: 1,
        claimedAt: AT + 5,
      });
      expect(await event.claim('event', code, changeBy(idempotent('other'), AT + 6))).toEqual({
        kind: 'already',
        claimedAt: AT + 5,
      });
      expect((await stage.draws('event'))[0]?.winners[0]?.claimedAt).toBe(AT + 5);
      // Only the claim is kept and logged.
      expect(await begun.stores.platform.keptReply(hash('key of claim'))).not.toBeNull();
      expect(await begun.stores.platform.keptReply(hash('key of other'))).toBeNull();
      const actions = (await begun.stores.log.records('event', 0, 99)).map(({ action }) => action);
      expect(actions.filter((action) => action === 'win_claimed')).toHaveLength(1);
    });

    it('of an earlier round stay with their draw, and are not those of whoever has the number now', async () => {
      const begun = await begin(store, 3);
      const { draw } = await begun.record(drawOf(1, [2]));
      await begun.stores.stage.markRevealed('event', draw.id, changeBy());
      await begun.stores.stage.reset('event', { participants: true, draws: false }, null, changeBy());
      await begun.join('event', ['new 1', 'new 2']);
      const { event, stage } = await begun.reopen();
      expect(await event.participant('event', hash('new 2'))).toEqual({ drawNumber: 2, wins: [] });
      expect((await event.participants('event', 0, 9)).map(({ prizes }) => prizes)).toEqual([[], []]);
      expect((await event.eligibleEntries('event', 0, 9)).map(([number]) => number)).toEqual([1, 2]);
      expect((await event.find('event'))?.eligible).toBe(2);
      expect((await stage.draws('event'))[0]?.winners).toHaveLength(1);
    });
  });
};
