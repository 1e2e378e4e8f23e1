import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  cancel,
  checkRules,
  finish,
  startEarly,
  takeIn,
  type GameRules,
  type Lottery,
} from '../../../src/core/lotteries/lottery.ts';

/** A game over time, as the store keeps it: the lotteries there were, the last of which may be waiting. */
interface Real {
  rules: GameRules;
  lotteries: { lottery: Lottery; players: string[]; awards: number }[];
}
/** What must hold, counted apart from the rules. */
interface Model {
  places: number;
  refused: number;
}
type Step = fc.Command<Model, Real>;

const waitingOf = (real: Real) => {
  const last = real.lotteries.at(-1);
  return last?.lottery.status === 'in_waiting' ? last : null;
};

const checkAll = ({ rules, lotteries }: Real, model: Model): void => {
  expect(lotteries.reduce((sum, { players }) => sum + players.length, 0)).toBe(model.places);
  lotteries.forEach(({ lottery, players, awards }, index) => {
    expect(lottery.gathered).toBe(players.length);
    expect(players.length).toBeLessThanOrEqual(rules.players);
    if (lottery.status === 'in_waiting') {
      expect(index).toBe(lotteries.length - 1);
      expect(players.length).toBeLessThan(rules.players);
    }
    if (lottery.status === 'started' || lottery.status === 'finished')
      expect(players.length).toBeGreaterThanOrEqual(rules.winners);
    if (rules.distinctPlayers) expect(new Set(players).size).toBe(players.length);
    expect(awards).toBe(lottery.status === 'finished' ? 1 : 0);
  });
};

const step = (name: string, run: (model: Model, real: Real) => void): Step => ({
  check: () => true,
  run: (model, real) => {
    run(model, real);
    checkAll(real, model);
  },
  toString: () => name,
});

const stake = (player: string): Step =>
  step(`stake of ${player}`, (model, real) => {
    const waiting = waitingOf(real);
    const isIn = waiting?.players.includes(player) ?? false;
    const taken = takeIn(real.rules, waiting?.lottery ?? null, isIn);
    expect(taken.ok).toBe(!real.rules.isPaused && !(isIn && real.rules.distinctPlayers));
    if (!taken.ok) {
      model.refused += 1;
      return;
    }
    model.places += 1;
    const { lottery, drawNumber } = taken.value;
    expect(drawNumber).toBe((waiting?.players.length ?? 0) + 1);
    if (waiting) {
      waiting.players.push(player);
      waiting.lottery = lottery;
    } else real.lotteries.push({ lottery, players: [player], awards: 0 });
    expect(lottery.status).toBe(drawNumber === real.rules.players ? 'started' : 'in_waiting');
  });

const at = <T>(list: readonly T[], place: number): T | undefined => list[place % Math.max(1, list.length)];

const early = (place: number): Step =>
  step(`early start of ${place}`, (_, real) => {
    const one = at(real.lotteries, place);
    if (!one) return;
    const started = startEarly(real.rules, one.lottery);
    expect(started.ok).toBe(one.lottery.status === 'in_waiting' && one.players.length >= real.rules.winners);
    if (started.ok) one.lottery = started.value;
  });

const cancelling = (place: number, isAnnounced: boolean): Step =>
  step(`cancelling ${place}${isAnnounced ? ', announced' : ''}`, (_, real) => {
    const one = at(real.lotteries, place);
    if (!one) return;
    const { status } = one.lottery;
    const cancelled = cancel(one.lottery, isAnnounced);
    expect(cancelled.ok).toBe(status === 'in_waiting' || (status === 'started' && !isAnnounced));
    if (cancelled.ok) one.lottery = cancelled.value;
  });

const draw = (place: number): Step =>
  step(`draw of ${place}`, (_, real) => {
    const one = at(real.lotteries, place);
    if (!one) return;
    if (one.lottery.status !== 'started') {
      expect(() => finish(real.rules, one.lottery)).toThrow(one.lottery.status);
      return;
    }
    const { lottery, award } = finish(real.rules, one.lottery);
    expect(award).toEqual({ winSum: real.rules.winSum, status: 'played_out' });
    one.lottery = lottery;
    one.awards += 1;
  });

const pause = (isPaused: boolean): Step =>
  step(isPaused ? 'pause' : 'resume', (_, real) => {
    real.rules = { ...real.rules, isPaused };
  });

it('keeps every place, takes nobody in after the start, and awards once, whatever comes in whatever order', () => {
  const rules = fc
    .record({
      players: fc.integer({ min: 1, max: 6 }),
      winners: fc.integer({ min: 1, max: 6 }),
      winSum: fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
      distinctPlayers: fc.boolean(),
      isPaused: fc.constant(false),
    })
    .filter((each) => checkRules(each).ok);
  const steps = fc.commands(
    [
      fc.constantFrom('anna', 'béla', 'dora', 'emil').map(stake),
      fc.nat(20).map(early),
      fc.tuple(fc.nat(20), fc.boolean()).map(([place, isAnnounced]) => cancelling(place, isAnnounced)),
      fc.nat(20).map(draw),
      fc.boolean().map(pause),
    ],
    { maxCommands: 60 },
  );
  fc.assert(
    fc.property(rules, steps, (game, commands) => {
      fc.modelRun(() => ({ model: { places: 0, refused: 0 }, real: { rules: game, lotteries: [] } }), commands);
    }),
    { numRuns: 300 },
  );
});

it('refuses a game that wants more winners than players', () => {
  expect(checkRules({ players: 2, winners: 3 })).toMatchObject({ ok: false });
  expect(checkRules({ players: 2, winners: 2 })).toMatchObject({ ok: true });
});
