import { describe, expect, it } from 'vitest';
import { sealOf } from '../../../src/core/fairness/chain.ts';
import {
  AT,
  begin,
  changeBy,
  claimCodes,
  closingOf,
  decisionOf,
  drawOf,
  hash,
  hex,
  idempotent,
  newDraw,
  SALT,
  type StoreUnderTest,
} from './begin.ts';

export const drawsSuite = (store: StoreUnderTest): void => {
  describe(`draws in ${store.name}`, () => {
    it('begin their chain with the event, whose log tells its seal', async () => {
      const { stores } = await begin(store);
      expect(await stores.draws.chain('event')).toMatchObject({ ownerId: 'event', epoch: 1, nextDraw: 1, salt: SALT });
      expect(await stores.draws.chain('nobody')).toBeNull();
      const [made] = await stores.log.records('event', 0, 1);
      expect(made).toMatchObject({
        action: 'event_made',
        actor: 'host',
        details: { name: 'Party', seal: sealOf(hex(hash('secret of event'))) },
      });
    });

    it('are recorded with their winners and the next place of the chain, whole', async () => {
      const begun = await begin(store, 10);
      const { draws, stage } = begun.stores;
      const whole = drawOf(1, [7, 3], { decision: { reserves: [5] }, closing: { room: '[[4,1,"x"]]' } });
      const { chain, result } = await draws.announceDecided(
        whole.draw,
        whole.closing,
        whole.decision,
        hash('next secret'),
        stage.announcedAndDecided(whole.prize, claimCodes()),
        changeBy(),
      );
      expect(chain).toMatchObject({ ownerId: 'event', epoch: 1, nextDraw: 2 });
      const again = await begun.reopen();
      const record = await again.draws.draw(whole.draw.id);
      expect(record).toMatchObject({
        ...whole.draw,
        provable: true,
        closedAt: AT + 50,
        entropy: '[]',
        decidedAt: AT + 100,
        delay: 'y',
        winners: [7, 3],
        reserves: [5],
        revealedAt: null,
        abandonedAt: null,
      });
      expect(hex(record?.chainSecret)).toBe(hex(hash('secret of event')));
      expect(result.draw).toMatchObject({ ...record, winners: [{ drawNumber: 7 }, { drawNumber: 3 }] });
      expect(await again.draws.evidence(whole.draw.id)).toEqual({ ...record, room: '[[4,1,"x"]]' });
      expect(await again.draws.decidedDraws('event')).toEqual([record]);
      expect(await again.draws.chain('event')).toEqual(chain);
      expect([await again.draws.draw('nowhere'), await again.draws.evidence('nowhere')]).toEqual([null, null]);
    });

    it('take a place of the chain once, in order, and a winner once, or leave nothing behind', async () => {
      const begun = await begin(store, 10);
      await begun.record(drawOf(1, [1]));
      const before = await begun.stores.log.records('event', 0, 99);
      await expect(begun.record(drawOf(1, [2]))).rejects.toThrow(/used already/);
      await expect(begun.record(drawOf(3, [2]))).rejects.toThrow(/used already/);
      await expect(begun.record(drawOf(2, [2, 1]))).rejects.toThrow(/UNIQUE|unique/);
      await expect(begun.record(drawOf(2, [3, 3]))).rejects.toThrow(/UNIQUE|unique/);
      const { draws, event, log, stage } = begun.stores;
      expect((await draws.chain('event'))?.nextDraw).toBe(2);
      expect(await draws.decidedDraws('event')).toHaveLength(1);
      expect(await stage.draws('event')).toHaveLength(1);
      expect((await event.find('event'))?.eligible).toBe(9);
      expect(await log.records('event', 0, 99)).toEqual(before);
      await begun.record(drawOf(2, [2]));
    });

    it('and what is done alongside happen together or not at all', async () => {
      const begun = await begin(store, 5);
      const { draws, log, platform, stage } = begun.stores;
      const failing = (): string => {
        throw new Error('no code today');
      };
      const whole = drawOf(1, [1]);
      const tried = draws.announceDecided(
        whole.draw,
        whole.closing,
        whole.decision,
        hash('next secret'),
        stage.announcedAndDecided(whole.prize, failing),
        changeBy(idempotent('draw')),
      );
      await expect(tried).rejects.toThrow('no code today');
      expect(await draws.draw(whole.draw.id)).toBeNull();
      expect((await draws.chain('event'))?.nextDraw).toBe(1);
      expect(await stage.current('event')).toBeNull();
      expect(await platform.keptReply(hash('key of draw'))).toBeNull();

      const { result } = await begun.announce(newDraw(1));
      const records = await log.records('event', 0, 99);
      const closed = await draws.close(result.id, closingOf(), stage.closed([]), changeBy());
      const then = await log.records('event', 0, 99);
      expect(then.slice(records.length).map(({ action }) => action)).toEqual(['draw_closed']);
      const decided = draws.decide(result.id, decisionOf([1]), stage.decided(failing), changeBy());
      await expect(decided).rejects.toThrow('no code today');
      expect((await draws.draw(result.id))?.decidedAt).toBeNull();
      expect(await stage.current('event')).toEqual(closed);
      expect(await log.records('event', 0, 99)).toEqual(then);
    });

    it('go on in the next epoch after the last draw of a chain', async () => {
      const begun = await begin(store, 1_100);
      const { draws } = begun.stores;
      for (let draw = 1; draw < 1_024; draw += 1) await begun.record(drawOf(draw, [draw]));
      const { chain } = await begun.announce(newDraw(1_024));
      expect([chain.epoch, chain.nextDraw, hex(chain.chainSecret)]).toEqual([2, 1, hex(hash('next secret'))]);
      expect(await draws.chain('event')).toEqual({ ...chain, chainSecret: Buffer.from(chain.chainSecret) });
      await expect(begun.announce(newDraw(1_025))).rejects.toThrow(/used already/);
      await begun.record(drawOf(1, [1_050], { draw: { epoch: 2, id: 'second-epoch' } }));
      expect((await draws.decidedDraws('event')).slice(0, 2).map(({ id, epoch }) => [id, epoch])).toEqual([
        ['second-epoch', 2],
        ['draw-1023-1023', 1],
      ]);
      expect(hex((await draws.evidence('draw-1-1'))?.chainSecret)).toBe(hex(hash('secret of event')));
      expect(hex((await draws.draw('second-epoch'))?.chainSecret)).toBe(hex(hash('next secret')));
    });

    it('are announced, closed once, then decided once', async () => {
      const begun = await begin(store, 10);
      const { result: announced } = await begun.announce(newDraw(1, { windowMs: 3_000 }));
      expect(announced).toMatchObject({ closedAt: null, decidedAt: null, entropy: null, winners: [], windowMs: 3_000 });
      const again = await begun.reopen();
      expect(await again.stage.current('event')).toEqual(announced);
      expect(await again.draws.decidedDraws('event')).toEqual([]);
      expect((await again.event.eligibleEntries('event', 0, 100)).length).toBe(10);
      expect(await again.draws.evidence(announced.id)).toMatchObject({ decidedAt: null, room: null, entropy: null });
      const close = () =>
        again.draws.close(
          announced.id,
          closingOf({ room: '[[4,1,"x"]]', entropy: '[{"source":"room"}]' }),
          again.stage.closed([
            [4, 1],
            [5, 3],
          ]),
          changeBy(),
        );
      const decide = (winners: number[]) =>
        again.draws.decide(
          announced.id,
          decisionOf(winners, { reserves: [9] }),
          again.stage.decided(claimCodes()),
          changeBy(),
        );
      await expect(decide([3, 7])).rejects.toThrow(/cannot be decided/);
      await again.draws.putContribution(announced.id, [5, 3, 'z']);
      await again.draws.putContribution(announced.id, [4, 1, 'x']);
      await again.draws.putContribution(announced.id, [4, 2, 'other']);
      expect(await again.draws.contributions(announced.id)).toEqual([
        [4, 1, 'x'],
        [5, 3, 'z'],
      ]);
      const closed = await close();
      expect(closed).toMatchObject({ closedAt: AT + 50, entropy: '[{"source":"room"}]', decidedAt: null, delay: null });
      expect(await again.stage.current('event')).toEqual(closed);
      expect(await again.draws.contributions(announced.id)).toEqual([]);
      await expect(close()).rejects.toThrow(/cannot be closed/);
      await expect(again.draws.abandon(announced.id, changeBy())).rejects.toThrow(/cannot be abandoned/);
      await expect(decide([3, 3])).rejects.toThrow(/UNIQUE|unique/);
      expect((await again.draws.draw(announced.id))?.decidedAt).toBeNull();
      const decided = await decide([3, 7]);
      expect(decided.draw).toMatchObject({
        ...closed,
        decidedAt: AT + 100,
        delay: 'y',
        reserves: [9],
        winners: [{}, {}],
      });
      await expect(decide([1, 2])).rejects.toThrow(/cannot be decided/);
      await expect(again.draws.abandon(announced.id, changeBy())).rejects.toThrow(/cannot be abandoned/);
      expect(await again.draws.evidence(announced.id)).toMatchObject({ room: '[[4,1,"x"]]', winners: [3, 7] });
      expect((await again.draws.decidedDraws('event')).map(({ id }) => id)).toEqual([announced.id]);
      const stepOf = async (nth: number) => (await again.event.contributor('event', hash(`phone ${nth}`)))?.entropyStep;
      expect([await stepOf(3), await stepOf(4), await stepOf(5)]).toEqual([0, 1, 3]);
    });

    it('are given up once, and their place stays used', async () => {
      const begun = await begin(store, 10);
      await begun.record(drawOf(1, [1]));
      const { result: announced } = await begun.announce(newDraw(2));
      await begun.stores.draws.abandon(announced.id, changeBy(null, AT + 7));
      await expect(begun.stores.draws.abandon(announced.id, changeBy())).rejects.toThrow(/cannot be abandoned/);
      const again = await begun.reopen();
      expect(await again.draws.draw(announced.id)).toMatchObject({ abandonedAt: AT + 7, decidedAt: null });
      const closed = again.draws.close(announced.id, closingOf(), again.stage.closed([]), changeBy());
      await expect(closed).rejects.toThrow(/cannot be closed/);
      const decided = again.draws.decide(announced.id, decisionOf([2]), again.stage.decided(claimCodes()), changeBy());
      await expect(decided).rejects.toThrow(/cannot be decided/);
      expect((await again.draws.decidedDraws('event')).map(({ draw }) => draw)).toEqual([1]);
      expect((await again.draws.chain('event'))?.nextDraw).toBe(3);
      await expect(begun.announce(newDraw(2, { id: 'again' }))).rejects.toThrow(/used already/);
      expect((await begun.announce(newDraw(3))).result.draw).toBe(3);
    });

    it('leave word of what befell their numbers, of each kind once, also when they are erased', async () => {
      const begun = await begin(store, 10);
      const { draws, stage } = begun.stores;
      const heard: string[] = [];
      draws.onPublicDraws((ownerId) => heard.push(ownerId));
      await draws.noteStart('event', changeBy(null, AT + 1));
      await begun.record(drawOf(1, [1]));
      const { result: announced } = await begun.announce(newDraw(2));
      await draws.noteAskedAgain(announced.id, changeBy(null, AT + 2));
      await draws.noteAskedAgain(announced.id, changeBy(null, AT + 3));
      await draws.abandon(announced.id, changeBy(null, AT + 4));
      await draws.noteStart('event', changeBy(null, AT + 5));
      await begun.record(drawOf(3, [3]));
      await stage.markRevealed('event', 'draw-3-3', changeBy());
      expect(heard).toHaveLength(9);
      expect((await draws.publicDraws('event', 2, 4)).revealed.map(({ id }) => id)).toEqual(['draw-3-3']);
      expect((await draws.publicDraws('event', 0, 3)).revealed).toEqual([]);
      const before = [
        { epoch: 1, draw: 2, what: 'abandoned', times: 1, at: AT + 4 },
        { epoch: 1, draw: 2, what: 'asked_again', times: 2, at: AT + 3 },
        { epoch: 1, draw: 2, what: 'started', times: 1, at: AT + 5 },
        { epoch: 1, draw: 0, what: 'started', times: 1, at: AT + 1 },
      ];
      expect((await draws.publicDraws('event', 0, 4)).incidents).toEqual(before);
      expect((await draws.publicDraws('event', 1, 3)).incidents).toEqual(before.slice(0, 3));
      expect((await draws.publicDraws('event', 0, 1)).incidents).toEqual(before.slice(3));
      expect(await draws.publicDraws('nobody', 0, 9)).toEqual({ revealed: [], incidents: [] });

      await stage.reset('event', { participants: false, draws: true }, null, changeBy(null, AT + 9));
      const again = await begun.reopen();
      const erased = (draw: number) => ({ epoch: 1, draw, what: 'erased', times: 1, at: AT + 9 });
      expect(await again.draws.publicDraws('event', 0, 4)).toEqual({
        revealed: [],
        incidents: [erased(3), ...before.slice(0, 2), erased(2), before[2], erased(1), before[3]],
      });
      const [record] = (await again.log.records('event', 0, 99)).filter(({ action }) => action === 'draws_erased');
      expect(record?.details).toEqual({
        draws: [
          [1, 1],
          [1, 2],
          [1, 3],
        ],
      });
    });

    it('keep their entries in parts; those of draws that never were are forgotten', async () => {
      const begun = await begin(store, 3);
      const { draws } = begun.stores;
      await draws.putEntries('event', 'draw-1', 0, '[[1]]');
      await draws.putEntries('event', 'draw-1', 1, '[[2]]');
      await begun.announce(newDraw(1));
      await draws.putEntries('event', 'never', 0, '[[3]]');
      const again = await begun.reopen();
      await again.draws.dropUnannounced('event');
      expect([await again.draws.entriesPart('draw-1', 0), await again.draws.entriesPart('draw-1', 1)]).toEqual([
        '[[1]]',
        '[[2]]',
      ]);
      expect([await again.draws.entriesPart('draw-1', 2), await again.draws.entriesPart('never', 0)]).toEqual([
        null,
        null,
      ]);
    });

    it('of several owners have their own chains, and their own entries in preparation', async () => {
      const begun = await begin(store, 3);
      await begun.record(drawOf(1, [1]));
      await begun.addEvent('second');
      await begun.join('second', ['x', 'y']);
      const { draws, stage } = begun.stores;
      await draws.putEntries('event', 'of event', 0, '[[1]]');
      await draws.putEntries('second', 'of second', 0, '[[2]]');
      await draws.dropUnannounced('event');
      expect([await draws.entriesPart('of event', 0), await draws.entriesPart('of second', 0)]).toEqual([
        null,
        '[[2]]',
      ]);
      const { chain, result } = await begun.announce(newDraw(1, { id: 'of second', ownerId: 'second' }));
      expect([chain.ownerId, chain.nextDraw, result.ownerId]).toEqual(['second', 2, 'second']);
      expect(hex(result.chainSecret)).toBe(hex(hash('secret of second')));
      expect((await draws.chain('event'))?.nextDraw).toBe(2);
      expect((await stage.current('event'))?.id).toBe('draw-1-1');
      expect((await stage.current('second'))?.id).toBe('of second');
      expect(await draws.decidedDraws('second')).toEqual([]);
      // A reset of one takes nothing from the other.
      await stage.reset('event', { participants: true, draws: true }, null, changeBy());
      expect(await draws.entriesPart('of second', 0)).toBe('[[2]]');
      expect((await draws.draw('of second'))?.ownerId).toBe('second');
    });

    it('keep the one reply of a draw that was announced and decided at once', async () => {
      const begun = await begin(store, 3);
      await begun.record(drawOf(1, [1]), idempotent('draw'));
      const kept = await begun.stores.platform.keptReply(hash('key of draw'));
      expect(JSON.parse(Buffer.from(kept?.reply ?? []).toString())).toMatchObject({
        draw: { winners: [{ drawNumber: 1 }] },
        state: { eligible: 2 },
      });
      expect((await begun.stores.log.records('event', 1, 9)).map(({ action, details }) => [action, details])).toEqual([
        ['draw_announced', { draw_id: 'draw-1-1', announcement: { a: 1 } }],
        ['draw_closed', { draw_id: 'draw-1-1', entropy: [], entropy_hash: 'e', count: 0 }],
        ['draw_decided', { draw_id: 'draw-1-1', winners: [1], reserves: [] }],
      ]);
    });
  });
};
