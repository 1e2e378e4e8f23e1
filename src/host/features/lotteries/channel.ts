import type { GameFigures, GameView } from '../../../contract/lotteries/live.ts';
import { VIEW_PROTOCOL } from '../../../contract/shared/views.ts';
import type { Platform } from '../../platform/feature.ts';
import type { Channel } from '../../platform/live/channel.ts';
import type { GameRecord, LotteriesStore } from './store.ts';

const NAME = 'lotteries';
const VARIANT = 'organiser';
/** A busy game is looked up this often at most, ms. */
const PACE_MS = 250;

const NO_FIGURES: GameFigures = { gathered: 0, waiting: null, started: 0, finished: 0, cancelled: 0, paused: false };

const figuresOf = (game: GameRecord | null): GameFigures =>
  game === null
    ? NO_FIGURES
    : {
        gathered: game.gathered,
        waiting: game.waiting,
        started: game.started,
        finished: game.finished,
        cancelled: game.cancelled,
        paused: game.isPaused,
      };

/** Games as organisers watch them. What nobody watches is neither looked up nor sent. */
export const createLotteriesChannel = (
  { clock, live, logger }: Pick<Platform, 'clock' | 'live' | 'logger'>,
  store: Pick<LotteriesStore, 'game'>,
) => {
  const watched = new Map<string, GameRecord | null>();
  const pending = new Set<string>();

  const lookUp = async (gameId: string): Promise<void> => {
    const game = await store.game(gameId);
    if (live.members(NAME, gameId, VARIANT) === 0) watched.delete(gameId);
    else watched.set(gameId, game);
    live.changed(NAME, gameId);
  };

  const soon = (gameId: string, ms: number): void => {
    if (pending.has(gameId)) return;
    pending.add(gameId);
    clock.after(ms, () => {
      pending.delete(gameId);
      lookUp(gameId).catch((error: unknown) => logger.warn({ err: error }, 'a game could not be looked up'));
    });
  };

  live.onPresence((channel, key) => {
    if (channel === NAME && live.members(NAME, key, VARIANT) === 0) watched.delete(key);
  });

  const channel: Channel = {
    name: NAME,
    admit: ({ caller }) => (caller.scope === 'admin' ? { variant: VARIANT, caller } : 'unauthorized'),
    view: (gameId): GameView => {
      if (!watched.has(gameId)) {
        watched.set(gameId, null);
        soon(gameId, 0);
      }
      const game = watched.get(gameId) ?? null;
      return {
        protocol: VIEW_PROTOCOL,
        now: clock.now(),
        game_id: gameId,
        known: game !== null,
        ...figuresOf(game),
      };
    },
    counts: (gameId) => figuresOf(watched.get(gameId) ?? null),
    pace: () => PACE_MS,
  };

  return {
    channel,
    /** Something of this game has changed. */
    changed: (gameId: string): void => {
      if (watched.has(gameId)) soon(gameId, PACE_MS);
    },
  };
};
