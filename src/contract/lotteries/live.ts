import type { AnyView } from '../shared/live.ts';

/** A game as it goes. `known`: false until the host has looked it up, and for a game that is not there. */
export interface GameView extends AnyView, GameFigures {
  readonly game_id: string;
  readonly known: boolean;
}

export interface GameFigures {
  /** Places taken in the waiting lottery. */
  readonly gathered: number;
  /** The waiting lottery; null until the next stake opens one. */
  readonly waiting: string | null;
  /** Lotteries that wait for their draw, that were drawn, and that were cancelled. */
  readonly started: number;
  readonly finished: number;
  readonly cancelled: number;
  readonly paused: boolean;
}

/** A winner on the projector. `place`: the draw number. `player`: the id, shortened unless the organiser shows ids whole. */
export interface ShownWinner {
  readonly place: number;
  readonly player: string;
}

/** The last lottery that was drawn. `winners`: the first of them, in the order of drawing; `won`: how many there are. */
export interface ShownResult {
  readonly lottery_id: string;
  readonly players: number;
  readonly winners: readonly ShownWinner[];
  readonly won: number;
  readonly win_sum: number;
  /** The host's clock, ms since 1970. */
  readonly ended_at: number;
}

export interface ShownGame {
  readonly game_id: string;
  readonly name: string;
  /** How many gather before a lottery starts. */
  readonly players: number;
  readonly winners: number;
  readonly win_sum: number;
  readonly last: ShownResult | null;
}

export interface ShownFigures {
  /** Places taken in the waiting lottery. */
  readonly gathered: number;
  readonly paused: boolean;
}

/** What everybody may see of the game that is shown on the projector; `game` is null where none is. */
export interface ShownLotteryView extends AnyView, ShownFigures {
  readonly game: ShownGame | null;
}

/** The only group of the channel `shown-lottery`. */
export const SHOWN_KEY = 'projector';

export interface LotteriesViews {
  lotteries: GameView;
  'shown-lottery': ShownLotteryView;
}
