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

export interface LotteriesViews {
  lotteries: GameView;
}
