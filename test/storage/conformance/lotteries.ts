import { describe, expect, it, onTestFinished } from 'vitest';
import type { NewDeadLetter, NewGame, Place, Stake } from '../../../src/host/features/lotteries/store.ts';
import type { OutboxEvent } from '../../../src/host/platform/storage/auditedChange.ts';
import { temporaryFolder } from '../../support/temporary.ts';
import { AT, changeBy, closingOf, decisionOf, hash, idempotent, newDraw, type StoreUnderTest } from './begin.ts';

const newGame = (more: Partial<NewGame> = {}): NewGame => ({
  id: 'slots',
  name: 'Slots',
  players: 3,
  winners: 1,
  winSum: 500,
  distinctPlayers: false,
  beacon: false,
  salt: '00'.repeat(16),
  createdAt: AT,
  ...more,
});

const stakeOf = (playerId: string, more: Partial<Stake> = {}): Stake => ({
  messageId: null,
  gameId: 'slots',
  playerId,
  amount: 10,
  at: AT + 1,
  idempotent: null,
  ...more,
});

const letterOf = (source: string, body = '{'): NewDeadLetter => ({
  source,
  reason: 'The message is not JSON in UTF-8.',
  body: Buffer.from(body),
  bytes: body.length,
  at: AT,
});

export const lotteriesSuite = (store: StoreUnderTest): void => {
  /** A store with one game, and what was emitted. */
  const begin = async (more: Partial<NewGame> = {}) => {
    const folder = temporaryFolder();
    const emitted: OutboxEvent[] = [];
    let stores = store.open(folder, emitted);
    onTestFinished(() => stores.platform.close());
    const make = (game: NewGame) =>
      stores.lotteries.makeGame(game, stores.draws.beginChain(game.id, hash(game.id), '5a'.repeat(16)), changeBy());
    const made = await make(newGame(more));
    return {
      emitted,
      made,
      make,
      get lotteries() {
        return stores.lotteries;
      },
      get draws() {
        return stores.draws;
      },
      fill: (...players: string[]) => stores.lotteries.take(players.map((player) => stakeOf(player))),
      reopen: async () => {
        await stores.platform.close();
        stores = store.open(folder, emitted);
      },
      decide: (lotteryId: string, draw: number, winners: readonly number[]) =>
        stores.draws.announceDecided(
          newDraw(draw, { ownerId: 'slots' }),
          closingOf(),
          decisionOf(winners),
          hash('next'),
          stores.lotteries.finish(lotteryId),
          changeBy(),
        ),
    };
  };

  describe(`lotteries in ${store.name}`, () => {
    it('keeps a game with its seal, and none under an id that has a chain', async () => {
      const begun = await begin();
      expect(begun.made).toMatchObject({ id: 'slots', number: 1, gathered: 0, waiting: null, isPaused: false });
      expect(begun.made?.seal).toMatch(/^[0-9a-f]{64}$/);
      expect(await begun.make(newGame())).toBeNull();
      await begun.make(newGame({ id: 'wheel' }));
      await begun.reopen();
      expect(await begun.lotteries.game('slots')).toEqual(begun.made);
      expect((await begun.lotteries.games(0, 10)).map(({ id }) => id)).toEqual(['slots', 'wheel']);
      expect((await begun.lotteries.games(1, 10)).map(({ id }) => id)).toEqual(['wheel']);
    });

    it('fills one lottery after the other within one commit, each place once', async () => {
      const begun = await begin();
      const outcomes = await begun.fill('a', 'b', 'c', 'd', 'a');
      expect(outcomes.map((outcome) => outcome.kind === 'taken' && outcome.place)).toEqual([
        { gameId: 'slots', lotteryId: 'slots-1', drawNumber: 1, isLast: false },
        { gameId: 'slots', lotteryId: 'slots-1', drawNumber: 2, isLast: false },
        { gameId: 'slots', lotteryId: 'slots-1', drawNumber: 3, isLast: true },
        { gameId: 'slots', lotteryId: 'slots-2', drawNumber: 1, isLast: false },
        { gameId: 'slots', lotteryId: 'slots-2', drawNumber: 2, isLast: false },
      ]);
      await begun.reopen();
      const [second, first] = await begun.lotteries.lotteries('slots', 100, 10);
      expect(first).toMatchObject({ status: 'started', players: ['a', 'b', 'c'], startedAt: AT + 1, winners: [] });
      expect(second).toMatchObject({ status: 'in_waiting', players: ['d', 'a'], gathered: 2 });
      expect(await begun.lotteries.game('slots')).toMatchObject({ gathered: 2, waiting: 'slots-2', started: 1 });
      expect((await begun.lotteries.lotteries('slots', 2, 10)).map(({ id }) => id)).toEqual(['slots-1']);
    });

    it('shows one game at most, with the winners of its last draw', async () => {
      const begun = await begin();
      await begun.make(newGame({ id: 'wheel' }));
      expect(await begun.lotteries.shown(5)).toBeNull();
      expect(await begun.lotteries.show('none', { isShown: true, wholeIds: false }, changeBy())).toBeNull();
      await begun.lotteries.show('wheel', { isShown: true, wholeIds: true }, changeBy());
      const shown = await begun.lotteries.show('slots', { isShown: true, wholeIds: false }, changeBy());
      expect(shown).toMatchObject({ id: 'slots', isShown: true, wholeIds: false });
      expect(await begun.lotteries.game('wheel')).toMatchObject({ isShown: false, wholeIds: false });
      expect((await begun.lotteries.shown(5))?.last).toBeNull();
      await begun.fill('a', 'b', 'c', 'd');
      await begun.decide('slots-1', 1, [3, 1]);
      await begun.reopen();
      expect(await begun.lotteries.shown(1)).toMatchObject({
        game: { id: 'slots', gathered: 1 },
        last: { id: 'slots-1', gathered: 3, winners: [{ playerId: 'c', drawNumber: 3 }], won: 2, winSum: 500 },
      });
      await begun.lotteries.show('slots', { isShown: false, wholeIds: false }, changeBy());
      expect(await begun.lotteries.shown(5)).toBeNull();
    });

    it('gives a message its place again, and refuses its id with another content', async () => {
      const begun = await begin({ players: 2 });
      const stake = stakeOf('a', { messageId: 'm1' });
      const [first, again] = await begun.lotteries.take([stake, stake]);
      expect(again).toEqual({ ...first, isRepeat: true });
      await begun.reopen();
      expect(await begun.lotteries.take([{ ...stake, at: AT + 50 }])).toEqual([again]);
      const wrong = await begun.lotteries.take([
        { ...stake, amount: 11 },
        { ...stake, playerId: 'b' },
      ]);
      for (const outcome of wrong)
        expect(outcome).toMatchObject({ kind: 'refused', refusal: { code: 'message_id_reused' } });
      expect(await begun.lotteries.game('slots')).toMatchObject({ gathered: 1 });
    });

    it('keeps the reply of an Idempotency-Key with the place, and answers it within the same commit as well', async () => {
      const begun = await begin({ players: 9 });
      const asked = (): Stake => stakeOf('a', { idempotent: idempotent<Place>('ring') });
      const [first, again] = await begun.lotteries.take([asked(), asked()]);
      expect(first).toMatchObject({ kind: 'taken', place: { drawNumber: 1 } });
      await begun.reopen();
      expect(await begun.lotteries.take([asked()])).toEqual([again]);
      expect(again).toMatchObject({ kind: 'repeated' });
      expect(await begun.lotteries.game('slots')).toMatchObject({ gathered: 1 });
    });

    it('refuses one stake without the others that share its commit', async () => {
      const begun = await begin({ distinctPlayers: true });
      const outcomes = await begun.lotteries.take([
        stakeOf('a'),
        stakeOf('b', { gameId: 'none' }),
        stakeOf('a'),
        stakeOf('b'),
      ]);
      expect(
        outcomes.map((outcome) =>
          outcome.kind === 'taken' ? outcome.place.drawNumber : outcome.kind === 'refused' && outcome.refusal.code,
        ),
      ).toEqual([1, 'game_not_found', 'already_in_lottery', 2]);
      await begun.lotteries.setPaused('slots', true, changeBy());
      expect(await begun.fill('c')).toMatchObject([{ refusal: { code: 'game_paused' } }]);
      expect(await begun.lotteries.setPaused('none', true, changeBy())).toBeNull();
    });

    it('finishes a lottery in the commit of its draw: winners, award, revealed, told once', async () => {
      const begun = await begin();
      await begun.fill('a', 'b', 'c', 'd');
      expect(await begun.lotteries.gamesToDraw()).toEqual(['slots']);
      expect(await begun.lotteries.nextToDraw('slots')).toMatchObject({ id: 'slots-1', players: ['a', 'b', 'c'] });
      await begun.decide('slots-1', 1, [2]);
      await begun.reopen();
      expect(await begun.lotteries.nextToDraw('slots')).toBeNull();
      expect(await begun.lotteries.gamesToDraw()).toEqual([]);
      expect((await begun.lotteries.lotteries('slots', 2, 1))[0]).toMatchObject({
        status: 'finished',
        winners: ['b'],
        award: { winSum: 500, status: 'played_out' },
        drawId: 'draw-1',
      });
      expect(await begun.draws.draw('draw-1')).toMatchObject({ revealedAt: AT + 100 });
      expect(begun.emitted).toEqual([
        {
          type: 'lotteryAwardCreated',
          subject: 'slots',
          at: AT + 100,
          data: {
            lottery_id: 'slots-1',
            win_sum: 500,
            status: 'played_out',
            game_id: 'slots',
            draw_id: 'draw-1',
            winners: [{ player_id: 'b', draw_number: 2 }],
          },
        },
      ]);
      await expect(begun.decide('slots-1', 2, [1])).rejects.toThrow('finished');
      expect(begun.emitted).toHaveLength(1);
      expect((await begun.draws.chain('slots'))?.nextDraw).toBe(2);
    });

    it('waits for an announced draw, and is drawn anew when that is given up', async () => {
      const begun = await begin({ players: 1 });
      await begun.fill('a');
      const draw = newDraw(1, { ownerId: 'slots' });
      await begun.draws.announce(draw, hash('next'), begun.lotteries.noteAnnounced('slots-1'), changeBy());
      expect(await begun.lotteries.nextToDraw('slots')).toBeNull();
      await begun.reopen();
      expect(await begun.lotteries.announced()).toEqual([{ lotteryId: 'slots-1', gameId: 'slots', drawId: 'draw-1' }]);
      expect(await begun.lotteries.cancel('slots-1', 'No', changeBy())).toMatchObject({
        refusal: { code: 'lottery_already_drawn' },
      });
      await begun.draws.abandon('draw-1', changeBy());
      await begun.lotteries.forgetDraw('slots-1');
      expect(await begun.lotteries.nextToDraw('slots')).toMatchObject({ id: 'slots-1' });
      await begun.decide('slots-1', 2, [1]);
      expect(await begun.lotteries.announced()).toEqual([]);
    });

    it('starts early and cancels by the rules, and tells of the cancelled one', async () => {
      const begun = await begin();
      expect(await begun.lotteries.startEarly('slots-1', changeBy())).toMatchObject({
        refusal: { code: 'lottery_not_found' },
      });
      await begun.fill('a');
      expect(await begun.lotteries.startEarly('slots-1', changeBy(null, AT + 9))).toMatchObject({
        value: { status: 'started', startedAt: AT + 9 },
      });
      await begun.fill('b');
      expect(await begun.lotteries.cancel('slots-2', 'Rain', changeBy(null, AT + 9))).toMatchObject({
        value: { status: 'cancelled', reason: 'Rain', endedAt: AT + 9 },
      });
      expect(await begun.lotteries.game('slots')).toMatchObject({ started: 1, cancelled: 1, gathered: 0 });
      expect(begun.emitted).toMatchObject([
        { type: 'lotteryCancelled', subject: 'slots', data: { lottery_id: 'slots-2', reason: 'Rain', players: ['b'] } },
      ]);
      for (const id of ['slots', 'slots-', 'slots-0', 'none-1', '-1'])
        expect(await begun.lotteries.cancel(id, 'No', changeBy())).toMatchObject({
          refusal: { code: 'lottery_not_found' },
        });
    });

    it('keeps each dead letter once, until it is dropped', async () => {
      const begun = await begin();
      await begun.lotteries.keepDeadLetters([letterOf('t/0/1'), letterOf('t/0/2', '\u0000<b>')]);
      await begun.lotteries.keepDeadLetters([letterOf('t/0/1', 'other')]);
      await begun.reopen();
      expect(await begun.lotteries.countDeadLetters()).toBe(2);
      const [first, second] = await begun.lotteries.deadLetters(0, 10);
      expect(first).toMatchObject({ source: 't/0/1', bytes: 1 });
      expect(await begun.lotteries.deadLetters(first?.id ?? 0, 10)).toEqual([second]);
      expect(await begun.lotteries.dropDeadLetter(first?.id ?? 0, changeBy())).toBe(true);
      expect(await begun.lotteries.dropDeadLetter(first?.id ?? 0, changeBy())).toBe(false);
      expect(await begun.lotteries.deadLetter(second?.id ?? 0)).toEqual(second);
    });
  });
};
