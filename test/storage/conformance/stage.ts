import { describe, expect, it } from 'vitest';
import { upTo } from '../../support/upTo.ts';
import {
  AT,
  begin,
  changeBy,
  claimCodes,
  closingOf,
  decisionOf,
  drawOf,
  idempotent,
  newDraw,
  newPrize,
  stagedPrize,
  type StoreUnderTest,
} from './begin.ts';

const asDrawn = { claimedAt: null, forfeitedAt: null, forfeitReason: '', stepsInFor: null, hidden: false };

export const stageSuite = (store: StoreUnderTest): void => {
  describe(`the stage in ${store.name}`, () => {
    it('has the last draw until it is dismissed', async () => {
      const begun = await begin(store, 10);
      const { stage } = begun.stores;
      expect(await stage.current('event')).toBeNull();
      const one = await begun.record(drawOf(1, [1]));
      const two = await begun.record(drawOf(2, [2]));
      expect(await stage.current('event')).toEqual(two.draw);
      await stage.markDismissed('event', two.draw.id, changeBy());
      expect(await stage.current('event')).toBeNull();
      expect((await stage.draws('event')).map(({ id }) => id)).toEqual([two.draw.id, one.draw.id]);
    });

    it('stays empty when its draw is given up: the one before does not come back', async () => {
      const begun = await begin(store, 10);
      await begun.record(drawOf(1, [1]));
      const { result } = await begun.announce(newDraw(2));
      expect(await begun.stores.stage.current('event')).toEqual(result);
      await begun.stores.draws.abandon(result.id, changeBy());
      const { stage } = await begun.reopen();
      expect(await stage.current('event')).toBeNull();
      expect((await stage.draws('event')).map(({ draw }) => draw)).toEqual([1]);
    });

    it('answers a decision with the draw and the event as it leaves them', async () => {
      const begun = await begin(store, 10);
      const { draws, event, stage } = begun.stores;
      await event.createPrize('event', newPrize('car'), changeBy());
      const prize = stagedPrize({ prizeId: 'car', prizeDescription: 'red', prizeRank: 2, spinMs: 1_234 });
      const { result: announced } = await begun.announce(newDraw(1, { windowMs: 3_000 }), prize);
      expect(announced).toMatchObject({ ...newDraw(1, { windowMs: 3_000 }), ...prize, dismissedAt: null, winners: [] });
      const closed = await draws.close(announced.id, closingOf(), stage.closed([[3, 2]]), changeBy());
      const decided = await draws.decide(
        announced.id,
        decisionOf([3, 7], { reserves: [1] }),
        stage.decided(claimCodes()),
        changeBy(),
      );
      expect(decided.draw).toEqual({
        ...closed,
        decidedAt: AT + 100,
        delay: 'y',
        reserves: [1],
        winners: [
          { drawNumber: 3, claimCode: 'CODE-0000', ...asDrawn },
          // The code that was taken was not given a second time.
          { drawNumber: 7, claimCode: 'CODE-0001', ...asDrawn },
        ],
      });
      expect(decided.state.eligible).toBe(8);
      expect(decided.state.prizes.map(({ id, drawn }) => [id, drawn])).toEqual([['car', 2]]);
      const again = await begun.reopen();
      expect(await again.stage.draws('event')).toEqual([decided.draw]);
      expect((await again.stage.drawsPage('event', null, 9)).draws).toEqual([{ ...decided.draw, reservesLeft: 1 }]);
      expect(await again.event.find('event')).toEqual(decided.state);
    });

    it('answers the same for a draw that is announced and decided at once', async () => {
      const begun = await begin(store, 10);
      const decided = await begun.record(drawOf(1, [7, 3], { decision: { reserves: [5] } }));
      expect(decided.draw.winners.map(({ drawNumber }) => drawNumber)).toEqual([7, 3]);
      expect(new Set(decided.draw.winners.map(({ claimCode }) => claimCode)).size).toBe(2);
      const again = await begun.reopen();
      expect(await again.stage.current('event')).toEqual(decided.draw);
      expect(await again.event.find('event')).toEqual(decided.state);
      expect((await again.event.eligibleEntries('event', 0, 100)).map(([number]) => number)).toEqual([
        1, 2, 4, 5, 6, 8, 9, 10,
      ]);
    });

    it('takes a win from somebody absent, and hides the reserve who steps in until the reels have stood', async () => {
      const begun = await begin(store, 10);
      const { event, stage, platform } = begun.stores;
      const { draw } = await begun.record(drawOf(1, [7, 3], { decision: { reserves: [5, 6] } }));
      await stage.markRevealed('event', draw.id, changeBy());
      const absent = (drawNumber: number) => ({
        drawId: draw.id,
        drawNumber,
        reason: 'gone',
        spinMs: 500,
        onStage: draw.id,
        claimCode: claimCodes(),
      });
      const one = await stage.forfeit('event', absent(3), changeBy(idempotent('absent'), AT + 7));
      expect((await platform.keptReply(idempotent('absent').key))?.reply).toBeDefined();
      expect([one.steppedIn, one.state.eligible, one.forfeited.forfeitedAt]).toEqual([5, 7, AT + 7]);
      const code = one.draw.winners[2]?.claimCode ?? '';
      expect((await event.claim('event', code, changeBy())).kind).toBe('unknown');
      const again = await begun.reopen();
      expect(await again.stage.current('event')).toEqual(one.draw);
      expect((await again.stage.current('event'))?.stepIn).toEqual({
        drawNumber: 5,
        stepsInFor: 3,
        startedAt: AT + 7,
        spinMs: 500,
        revealedAt: null,
      });
      await again.stage.markSteppedIn('event', draw.id, 5, changeBy());
      await again.stage.markSteppedIn('event', draw.id, 5, changeBy());
      expect((await again.event.claim('event', code, changeBy())).kind).toBe('claimed');
      expect((await again.event.claim('event', draw.winners[1]?.claimCode ?? '', changeBy())).kind).toBe('forfeited');
      expect((await again.log.records('event', 0, 99)).slice(-3).map(({ action }) => action)).toEqual([
        'winner_absent',
        'reserve_stepped_in',
        'win_claimed',
      ]);
      await expect(again.stage.forfeit('event', absent(3), changeBy())).rejects.toThrow(/no win/);
    });

    it('reveals and dismisses a draw once', async () => {
      const begun = await begin(store, 3);
      const { stage, log } = begun.stores;
      const { draw } = await begun.record(drawOf(1, [2]));
      await stage.markRevealed('event', draw.id, changeBy(null, AT + 1));
      await stage.markRevealed('event', draw.id, changeBy(null, AT + 2));
      await stage.markDismissed('event', draw.id, changeBy(null, AT + 7));
      await stage.markDismissed('event', draw.id, changeBy(null, AT + 8));
      expect((await stage.draws('event'))[0]).toMatchObject({ revealedAt: AT + 1, dismissedAt: AT + 7 });
      expect((await log.records('event', 4, 9)).map(({ action, at, details }) => [action, at, details])).toEqual([
        ['draw_revealed', AT + 1, { draw_id: draw.id }],
        ['draw_dismissed', AT + 7, { draw_id: draw.id }],
      ]);
    });

    it('reveals nothing of another event, and nothing that is not decided', async () => {
      const begun = await begin(store, 3);
      const { draw } = await begun.record(drawOf(1, [2]));
      await begun.announce(newDraw(2));
      await begun.addEvent('second');
      const { stage, draws } = begun.stores;
      await stage.markRevealed('second', draw.id, changeBy());
      await stage.markDismissed('second', draw.id, changeBy());
      await stage.markRevealed('event', 'draw-2', changeBy());
      expect((await stage.draws('event'))[0]).toMatchObject({ revealedAt: null, dismissedAt: null });
      expect((await draws.draw('draw-2'))?.revealedAt).toBeNull();
    });

    it.each([
      { participants: false, draws: false, left: [10, 1, 1, 2] },
      { participants: false, draws: true, left: [10, 0, 1, 2] },
      { participants: true, draws: false, left: [0, 1, 2, 2] },
      { participants: true, draws: true, left: [0, 0, 2, 2] },
    ])('resets participants: $participants, draws: $draws', async ({ participants, draws, left }) => {
      const begun = await begin(store, 10);
      await begun.stores.event.createPrize('event', newPrize('car'), changeBy());
      await begun.stores.draws.putEntries('event', 'draw-1-4', 0, '[[4]]');
      await begun.record(drawOf(1, [4], { prize: { prizeId: 'car' } }));
      const reset = await begun.stores.stage.reset(
        'event',
        { participants, draws },
        null,
        changeBy(idempotent('reset')),
      );
      expect(reset.outcome).toEqual({
        removedParticipants: participants ? 10 : 0,
        removedDraws: draws ? 1 : 0,
      });
      const kept = await begun.stores.platform.keptReply(idempotent('reset').key);
      expect(JSON.parse(Buffer.from(kept?.reply ?? []).toString())).toEqual(reset.outcome);
      const again = await begun.reopen();
      expect(await again.event.find('event')).toEqual(reset.state);
      expect(reset.state.prizes[0]?.drawn).toBe(draws ? 0 : 1);
      expect(reset.state.eligible).toBe((participants ? 0 : 10) - (participants || draws ? 0 : 1));
      const found = [
        reset.state.event.participantCount,
        (await again.stage.draws('event')).length,
        reset.state.event.joinRound,
        (await again.draws.chain('event'))?.nextDraw,
      ];
      expect(found).toEqual(left);
      expect(await again.stage.current('event')).toEqual(draws ? null : expect.objectContaining({ draw: 1 }));
      expect(await again.draws.entriesPart('draw-1-4', 0)).toBe(draws ? null : '[[4]]');
      const last = (await again.log.records('event', 0, 99)).at(-1);
      expect([last?.action, last?.details]).toEqual(['reset', { participants, draws, backup: null, ...reset.outcome }]);
      // In a new round number 4 is somebody else, who has not won.
      if (participants) await begun.join('event', upTo(5).map(String));
      const mayWin = (await again.event.eligibleEntries('event', 0, 100)).some(([number]) => number === 4);
      expect(mayWin).toBe(participants || draws);
    });

    it('takes a winner of an erased draw again', async () => {
      const begun = await begin(store, 2);
      await begun.record(drawOf(1, [1, 2]));
      await begun.stores.stage.reset('event', { participants: false, draws: true }, null, changeBy());
      const again = await begun.record(drawOf(2, [2, 1]));
      expect(again.draw.winners.map(({ drawNumber }) => drawNumber)).toEqual([2, 1]);
      expect(again.state.eligible).toBe(0);
    });
  });
};
