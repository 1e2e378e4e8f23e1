import { LOTTERY_LIMITS } from '../../../contract/lotteries/limits.ts';
import {
  SHOWN_KEY,
  type ShownFigures,
  type ShownGame,
  type ShownLotteryView,
} from '../../../contract/lotteries/live.ts';
import { VIEW_PROTOCOL } from '../../../contract/shared/views.ts';
import { shortenPlayer } from '../../../core/lotteries/shortenPlayer.ts';
import type { Platform } from '../../platform/feature.ts';
import type { Channel } from '../../platform/live/channel.ts';
import type { GameRecord, LastDrawn, LotteriesStore } from './store.ts';

const NAME = 'shown-lottery';
const VARIANT = 'everybody';
/** A busy game is looked up this often at most, ms. */
const PACE_MS = 250;

interface Shown {
  readonly game: GameRecord;
  readonly last: LastDrawn | null;
}

const gameOf = ({ game, last }: Shown): ShownGame => ({
  game_id: game.id,
  name: game.name,
  players: game.players,
  winners: game.winners,
  win_sum: game.winSum,
  last: last && {
    lottery_id: last.id,
    players: last.gathered,
    winners: last.winners.map(({ playerId, drawNumber }) => ({
      place: drawNumber,
      player: game.wholeIds ? playerId : shortenPlayer(playerId),
    })),
    won: last.won,
    win_sum: last.winSum,
    ended_at: last.endedAt,
  },
});

const figuresOf = (shown: Shown | null): ShownFigures => ({
  gathered: shown?.game.gathered ?? 0,
  paused: shown?.game.isPaused ?? false,
});

/** The game that is on the projector, as everybody may see it. */
export const createShownChannel = (
  { clock, live, logger }: Pick<Platform, 'clock' | 'live' | 'logger'>,
  store: Pick<LotteriesStore, 'shown'>,
) => {
  let shown: Shown | null = null;
  let pending = false;
  /** A look-up that was overtaken by a later one is forgotten. */
  let asked = 0;

  const lookUp = async (): Promise<void> => {
    asked += 1;
    const mine = asked;
    const found = await store.shown(LOTTERY_LIMITS.shownWinners);
    if (mine !== asked) return;
    shown = found;
    live.changed(NAME, SHOWN_KEY);
  };
  const soon = (ms: number): void => {
    if (pending) return;
    pending = true;
    clock.after(ms, () => {
      pending = false;
      lookUp().catch((error: unknown) => logger.warn({ err: error }, 'the shown game could not be looked up'));
    });
  };

  const channel: Channel = {
    name: NAME,
    admit: ({ key }) => (key === SHOWN_KEY ? { variant: VARIANT, caller: null } : 'unknown_channel'),
    view: (): ShownLotteryView => ({
      protocol: VIEW_PROTOCOL,
      now: clock.now(),
      game: shown && gameOf(shown),
      ...figuresOf(shown),
    }),
    counts: () => figuresOf(shown),
    pace: () => PACE_MS,
  };

  return {
    channel,
    lookUp,
    start: (): void => soon(0),
    /** Something of this game has changed. */
    changed: (gameId: string): void => {
      if (shown?.game.id === gameId) soon(PACE_MS);
    },
  };
};
