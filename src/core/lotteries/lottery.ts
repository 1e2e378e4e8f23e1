/** The rules of automatic lotteries: who is taken in, when one starts, what may be done to it. */
import { accept, refuse, type Result } from '../result.ts';

/** `in_waiting`: gathers players. `started`: has them all, takes no more, is drawn. The other two are final. */
export type LotteryStatus = 'in_waiting' | 'started' | 'finished' | 'cancelled';

/** `players`: how many gather before a lottery starts. `winSum`: the prize sum of each lottery, in the smallest unit. */
export interface GameRules {
  readonly players: number;
  readonly winners: number;
  readonly winSum: number;
  /** A player may be in the same lottery once only. */
  readonly distinctPlayers: boolean;
  readonly isPaused: boolean;
}

/** `gathered`: places taken, which are the draw numbers 1 to `gathered`. */
export interface Lottery {
  readonly status: LotteryStatus;
  readonly gathered: number;
}

/** What a finished lottery's winners are owed. */
export interface Award {
  readonly winSum: number;
  readonly status: 'played_out';
}

export const checkRules = ({
  players,
  winners,
}: Pick<GameRules, 'players' | 'winners'>): Result<void, 'more_winners_than_players'> =>
  winners > players
    ? refuse('more_winners_than_players', `${winners} winners cannot be drawn from ${players} players.`)
    : accept(undefined);

/**
 * Takes a stake's player into the game's waiting lottery; null: there is none, and this stake opens the next.
 * `isIn`: whether this player has a place in it. Answers the lottery after it, and the place.
 */
export const takeIn = (
  game: GameRules,
  waiting: Lottery | null,
  isIn: boolean,
): Result<{ readonly lottery: Lottery; readonly drawNumber: number }, 'game_paused' | 'already_in_lottery'> => {
  if (game.isPaused) return refuse('game_paused', 'This game is paused and takes no stakes now.');
  if (isIn && game.distinctPlayers) {
    return refuse('already_in_lottery', 'This player is in the waiting lottery already and may be in it once.');
  }
  const drawNumber = (waiting?.gathered ?? 0) + 1;
  return accept({
    lottery: { status: drawNumber >= game.players ? 'started' : 'in_waiting', gathered: drawNumber },
    drawNumber,
  });
};

/** Starts a lottery with the players that it has. */
export const startEarly = (
  game: GameRules,
  lottery: Lottery,
): Result<Lottery, 'lottery_not_waiting' | 'not_enough_players'> => {
  if (lottery.status !== 'in_waiting') return refuse('lottery_not_waiting', 'This lottery does not gather any more.');
  return lottery.gathered < game.winners
    ? refuse('not_enough_players', `${game.winners} are to win, and only ${lottery.gathered} take part yet.`)
    : accept({ ...lottery, status: 'started' });
};

/** `isAnnounced`: its draw is announced already, and is decided by itself. */
export const cancel = (lottery: Lottery, isAnnounced: boolean): Result<Lottery, 'lottery_already_drawn'> =>
  lottery.status === 'in_waiting' || (lottery.status === 'started' && !isAnnounced)
    ? accept({ ...lottery, status: 'cancelled' })
    : refuse('lottery_already_drawn', 'This lottery is drawn or cancelled already.');

/** The draw is decided. @throws Error for a lottery that was not started: a draw of it is a bug. */
export const finish = (game: Pick<GameRules, 'winSum'>, lottery: Lottery): { lottery: Lottery; award: Award } => {
  if (lottery.status !== 'started') throw new Error(`a lottery that is ${lottery.status} cannot be finished`);
  return {
    lottery: { ...lottery, status: 'finished' },
    award: { winSum: game.winSum, status: 'played_out' },
  };
};
