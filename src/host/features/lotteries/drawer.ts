import { hash } from 'node:crypto';
import type { Entry } from '../../../core/fairness/entries.ts';
import type { Platform } from '../../platform/feature.ts';
import type { Problem } from '../../platform/problems.ts';
import { hostChange } from '../../platform/storage/auditedChange.ts';
import type { ArmedDraw, DrawCommits, DrawListener } from '../draws/armedDraw.ts';
import type { Draws, OwnedDrawOrder } from '../draws/service.ts';
import type { DrawsStore } from '../draws/store.ts';
import type { LotteriesStore, LotteryToDraw } from './store.ts';

/** Games that are drawn for at the same time, and lotteries of one before others have their turn. */
const GAMES_AT_ONCE = 8;
const LOTTERIES_A_TURN = 64;
/** Draws that wait for the beacon, each with its entries in memory. */
const ARMED_AT_ONCE = 32;
const RETRY_MS = 2_000;
/** A beacon that cannot be reached is not asked again for each lottery. */
const BEACON_REST_MS = 60_000;

/** As `importedHolder` of core has it (FAIRNESS section 3). Node's own hash, because this runs for every stake. */
const holderOf = (salt: string, playerId: string): string => hash('sha256', `ld2:ref:${salt}:${playerId}`);

const orderOf = ({ id, game, players }: LotteryToDraw): OwnedDrawOrder => ({
  ownerId: game.id,
  prize: { id, name: game.name, rank: 1 },
  winners: Math.min(game.winners, players.length),
  reserves: 0,
  rule: `Everybody who has a place in lottery ${id}; a stake is a place, and all places have the same chance.`,
  entries: players.map((player, index): Entry => [index + 1, 1, holderOf(game.salt, player), null]),
});

/**
 * Draws the lotteries that have started, in the order in which they started, by themselves. It keeps the games that have
 * some, never the lotteries: those are in the store, and are found there again after a crash.
 */
export const createDrawer = (
  platform: Pick<Platform, 'clock' | 'queues' | 'problems' | 'logger'>,
  store: LotteriesStore,
  needs: { readonly draws: Draws; readonly findDraw: DrawsStore['draw'] },
  onChanged: (gameId: string) => void,
  onDrawn: () => void,
) => {
  const { clock, queues, problems, logger } = platform;
  const { draws } = needs;
  const inLine = new Set<string>();
  const atWork = new Map<string, Promise<void>>();
  const armed = new Map<string, ArmedDraw>();
  let stopped = false;
  let beaconRestsUntil = 0;
  let told: Problem | null = null;
  let cancelRetry: (() => void) | null = null;

  const failed = (error: unknown, gameId: string): void => {
    if (stopped) return;
    const why = error instanceof Error ? error.message : String(error);
    logger.error({ err: error, game: gameId }, 'a lottery could not be drawn');
    told = problems.report({
      code: 'lottery_waits',
      details: { game: gameId, reason: why },
      message: `A lottery of the game ${gameId} could not be drawn yet and waits: ${why}`,
    });
    inLine.add(gameId);
    cancelRetry ??= clock.after(RETRY_MS, () => {
      cancelRetry = null;
      pump();
    });
  };

  const commitsOf = (lotteryId: string): DrawCommits<void, void> => ({
    closed: () => store.noteClosed(),
    decided: () => store.finish(lotteryId),
  });

  const listenerOf = (lotteryId: string, gameId: string): DrawListener<void, void> => ({
    closed: () => undefined,
    decided: () => {
      armed.delete(lotteryId);
      onDrawn();
      onChanged(gameId);
      wake(gameId);
    },
    givenUp: () => {
      armed.delete(lotteryId);
      store.forgetDraw(lotteryId).then(
        () => wake(gameId),
        (error: unknown) => failed(error, gameId),
      );
    },
  });

  const awaitBeacon = async (lottery: LotteryToDraw, sources: Awaited<ReturnType<Draws['planSources']>>) => {
    const { id, game } = lottery;
    const announced = await draws.announce(
      orderOf(lottery),
      { sources, windowMs: 0, delaySteps: 0 },
      { ...commitsOf(id), announced: store.noteAnnounced(id) },
      hostChange(clock.now()),
      listenerOf(id, game.id),
    );
    armed.set(id, announced.armed);
  };

  /** Null: the game wants no beacon, or none can be had now. Asks the network, so not within the queue. */
  const planBeacon = async (gameId: string) => {
    const game = await store.game(gameId);
    if (!game?.beacon || clock.now() < beaconRestsUntil) return null;
    const plan = await draws.planSources({ room: false, spoken: false, beacon: true, windowMs: 0 });
    if (plan.missing === null) return plan;
    beaconRestsUntil = clock.now() + BEACON_REST_MS;
    logger.warn({ game: gameId }, plan.missing);
    return null;
  };

  /** False: nothing of this game is to be drawn now. */
  const drawNext = async (gameId: string): Promise<boolean> => {
    const beacon = await planBeacon(gameId);
    // One of them wakes the game when it is decided.
    if (beacon !== null && armed.size >= ARMED_AT_ONCE) return false;
    return queues.run(gameId, async () => {
      const lottery = stopped ? null : await store.nextToDraw(gameId);
      if (!lottery) return false;
      if (beacon) await awaitBeacon(lottery, beacon);
      else {
        await draws.drawAtOnce(orderOf(lottery), store.finish(lottery.id), hostChange(clock.now()));
        onDrawn();
      }
      onChanged(gameId);
      return true;
    });
  };

  const drawSome = async (gameId: string): Promise<void> => {
    try {
      for (let drawn = 0; drawn < LOTTERIES_A_TURN; drawn += 1) if (!(await drawNext(gameId))) return;
      inLine.add(gameId);
    } catch (error) {
      failed(error, gameId);
      return;
    }
    if (told) problems.clear(told);
    told = null;
  };

  const pump = (): void => {
    if (cancelRetry) return;
    for (const gameId of inLine) {
      if (stopped || atWork.size >= GAMES_AT_ONCE) return;
      if (atWork.has(gameId)) continue;
      inLine.delete(gameId);
      atWork.set(
        gameId,
        drawSome(gameId).then(() => {
          atWork.delete(gameId);
          pump();
        }),
      );
    }
  };

  /** A lottery of this game has started. */
  const wake = (gameId: string): void => {
    if (stopped) return;
    inLine.add(gameId);
    pump();
  };

  const resumeArmed = async (): Promise<void> => {
    for (const { lotteryId, gameId, drawId } of await store.announced()) {
      if (stopped) return;
      await queues.run(gameId, async () => {
        const record = await needs.findDraw(drawId);
        if (!record || record.abandonedAt !== null) return store.forgetDraw(lotteryId);
        await draws.openChain(gameId);
        const resumed = await draws.resume(record, commitsOf(lotteryId), listenerOf(lotteryId, gameId));
        armed.set(lotteryId, resumed);
        return undefined;
      });
    }
  };

  /** What a crash, or the end of the last run, has left to be drawn. */
  const resume = async (): Promise<void> => {
    await store.showSeals();
    await resumeArmed();
    for (const gameId of await store.gamesToDraw()) {
      if (stopped) return;
      // Entries that were put down for a draw that was never announced are forgotten.
      await queues.run(gameId, () => draws.openChain(gameId));
      wake(gameId);
    }
  };

  return {
    wake,
    start: (): void => {
      resume().catch((error: unknown) => {
        if (stopped) return;
        logger.error({ err: error }, 'lotteries could not be taken up');
        told = problems.report({
          code: 'lotteries_not_found',
          message: 'Started lotteries could not be looked up. They are drawn after the next start.',
        });
      });
    },
    close: async (): Promise<void> => {
      stopped = true;
      cancelRetry?.();
      for (const draw of armed.values()) draw.stop();
      await Promise.all(atWork.values());
    },
  };
};
