import type { lotteriesPaths } from '../../../contract/lotteries/paths.ts';
import { checkRules } from '../../../core/lotteries/lottery.ts';
import { accept, refuse } from '../../../core/result.ts';
import type { Platform } from '../../platform/feature.ts';
import { accountOf } from '../../platform/http/caller.ts';
import { keyReused, sendKeptReply } from '../../platform/http/change.ts';
import { idempotentRequest } from '../../platform/http/idempotency.ts';
import { envelope, type Handlers } from '../../platform/http/routeCall.ts';
import { newId } from '../../platform/random.ts';
import type { Draws } from '../draws/service.ts';
import type { StakesFromKafka } from './kafka.ts';
import { readLotteryId } from './lotteryId.ts';
import { DEAD_LETTER_BYTES, messageIdOf, stakeOf } from './messages.ts';
import type { LotteriesStore, Place, Stake, StakeOutcome } from './store.ts';
import { deadLetterView, gameView, lotteryView, placeView } from './views.ts';

const PAGE = 50;
const SALT_BYTES = 16;
const NEW_GAMES = 'games';

const noSuchGame = () => refuse('game_not_found', 'There is no such game.');
const noSuchLetter = () => refuse('dead_letter_not_found', 'This message does not exist (any more).');

/** The queue of whatever changes a lottery: its game's. */
const queueOf = (lotteryId: string): string => readLotteryId(lotteryId)?.gameId ?? lotteryId;

export const createLotteriesHandlers = (
  platform: Pick<Platform, 'clock' | 'random' | 'change' | 'note'>,
  store: LotteriesStore,
  parts: {
    readonly beginChain: Draws['beginChain'];
    readonly stake: (stake: Stake) => Promise<StakeOutcome>;
    readonly kafka: StakesFromKafka;
    /** A game, or a lottery of it, was changed; `isStarted`: there is something to draw. */
    readonly changed: (gameId: string, isStarted: boolean) => void;
    /** Another game, or none, is on the projector now. */
    readonly shown: () => Promise<void>;
  },
): Handlers<keyof typeof lotteriesPaths> => {
  const { clock, random, change } = platform;
  const { stake, changed } = parts;
  const findLetter = async (id: string) => (/^\d{1,15}$/.test(id) ? store.deadLetter(Number(id)) : null);

  return {
    makeGame: (call) =>
      change(call, { queue: call.body.game_id ?? NEW_GAMES, body: call.body }, async (audit) => {
        const { game_id: id = newId(random), name, players, win_sum: winSum, winners = 1 } = call.body;
        const checked = checkRules({ players, winners });
        if (!checked.ok) return checked;
        const game = {
          id,
          name,
          players,
          winners,
          winSum,
          distinctPlayers: call.body.distinct_players ?? false,
          beacon: call.body.beacon ?? false,
          salt: Buffer.from(random.bytes(SALT_BYTES)).toString('hex'),
          createdAt: clock.now(),
        };
        const made = await store.makeGame(game, parts.beginChain(id, game.salt), audit(gameView));
        return made
          ? accept({ data: gameView(made) })
          : refuse('game_exists', 'There is a game or an event with this id already.');
      }),

    stake: async ({ body, caller, request, reply }) => {
      const { message_id: id, player_id: playerId, game_id: gameId, amount } = body;
      const header = request.headers['idempotency-key'];
      const key = typeof header === 'string' ? header : null;
      const messageId =
        id !== undefined ? messageIdOf.given(id) : key !== null ? messageIdOf.header(accountOf(caller), key) : null;
      const at = clock.now();
      const asked = idempotentRequest(request, caller, body, at, random);
      const idempotent = asked && asked.keep((place: Place) => ({ status: 201, body: envelope(placeView(place)) }));
      const outcome = await stake({ messageId, gameId, playerId, amount, at, idempotent });
      if (outcome.kind === 'repeated') return asked ? sendKeptReply(reply, asked, outcome.kept) : keyReused();
      if (outcome.kind === 'refused') {
        // The message id is the key then, from longer ago than replies are kept.
        const isKeyReused = outcome.refusal.code === 'message_id_reused' && id === undefined;
        return isKeyReused ? keyReused() : { ok: false, refusal: outcome.refusal };
      }
      if (outcome.isRepeat && key !== null) reply.header('idempotent-replayed', 'true');
      // Who repeats an Idempotency-Key gets the first answer again, its status included.
      return accept({ data: placeView(outcome.place), status: outcome.isRepeat && key === null ? 200 : 201 });
    },

    lotteries: async ({ query }) => {
      const { game_id: gameId, before = Number.MAX_SAFE_INTEGER, limit = PAGE } = query;
      if (!(await store.game(gameId))) return noSuchGame();
      const lotteries = await store.lotteries(gameId, before, limit);
      const last = lotteries.at(-1);
      return accept({
        data: { lotteries: lotteries.map(lotteryView), next_before: last && last.seq > 1 ? last.seq : null },
      });
    },

    games: async ({ query }) => {
      const limit = query.limit ?? PAGE;
      const games = await store.games(query.after ?? 0, limit);
      return accept({
        data: {
          games: games.map(gameView),
          next_after: games.length === limit ? (games.at(-1)?.number ?? null) : null,
          kafka: parts.kafka.state(),
          dead_letters: await store.countDeadLetters(),
        },
      });
    },

    changeGame: (call) =>
      change(call, { queue: call.params.game_id, body: call.body }, async (audit) => {
        const game = await store.setPaused(call.params.game_id, call.body.paused, audit(gameView));
        if (!game) return noSuchGame();
        changed(game.id, false);
        return accept({ data: gameView(game) });
      }),

    showGame: (call) =>
      change(call, { queue: 'projector', body: call.body }, async (audit) => {
        const { shown: isShown, whole_ids: wholeIds = false } = call.body;
        const game = await store.show(call.params.game_id, { isShown, wholeIds: isShown && wholeIds }, audit(gameView));
        if (!game) return noSuchGame();
        await parts.shown();
        return accept({ data: gameView(game) });
      }),

    startLottery: (call) =>
      change(call, { queue: queueOf(call.params.lottery_id), body: null }, async (audit) => {
        const started = await store.startEarly(call.params.lottery_id, audit(lotteryView));
        if (!started.ok) return started;
        changed(started.value.gameId, true);
        return accept({ data: lotteryView(started.value) });
      }),

    cancelLottery: (call) =>
      change(call, { queue: queueOf(call.params.lottery_id), body: call.body }, async (audit) => {
        const cancelled = await store.cancel(call.params.lottery_id, call.body.reason, audit(lotteryView));
        if (!cancelled.ok) return cancelled;
        changed(cancelled.value.gameId, false);
        return accept({ data: lotteryView(cancelled.value) });
      }),

    deadLetters: async ({ query }) => {
      const limit = query.limit ?? PAGE;
      const letters = await store.deadLetters(query.after ?? 0, limit);
      return accept({
        data: {
          dead_letters: letters.map(deadLetterView),
          total: await store.countDeadLetters(),
          next_after: letters.length === limit ? (letters.at(-1)?.id ?? null) : null,
        },
      });
    },

    retryDeadLetter: (call) =>
      change(call, { queue: 'dead-letters', body: null }, async (audit) => {
        const letter = await findLetter(call.params.dead_letter_id);
        if (!letter) return noSuchLetter();
        if (letter.bytes > DEAD_LETTER_BYTES) {
          return refuse('dead_letter_not_readable', 'This message is too large for a stake; its start only was kept.');
        }
        const read = stakeOf(letter, clock.now());
        if ('unreadable' in read) return refuse('dead_letter_not_readable', read.unreadable);
        const outcome = await stake(read.stake);
        if (outcome.kind === 'repeated') throw new Error('a message has no Idempotency-Key');
        if (outcome.kind === 'refused') return { ok: false, refusal: outcome.refusal };
        const data = placeView(outcome.place);
        // After a crash before this, the message is tried again, and has its place already.
        await store.dropDeadLetter(
          letter.id,
          audit(() => data),
        );
        await platform.note(call.caller.actor, 'dead_letter_taken', { source: letter.source, ...data });
        return accept({ data });
      }),

    discardDeadLetter: (call) =>
      change(call, { queue: 'dead-letters', body: null }, async (audit) => {
        const letter = await findLetter(call.params.dead_letter_id);
        if (!letter) return noSuchLetter();
        await store.dropDeadLetter(
          letter.id,
          audit(() => ({})),
        );
        await platform.note(call.caller.actor, 'dead_letter_discarded', {
          source: letter.source,
          reason: letter.reason,
        });
        return accept({ data: {} });
      }),
  };
};
