import type { Award, GameRules, Lottery } from '../../../core/lotteries/lottery.ts';
import type { Refusal, Result } from '../../../core/result.ts';
import type { AuditedChange, CommitStep, IdempotentReply, KeptReply } from '../../platform/storage/auditedChange.ts';
import type { DrawRecord } from '../draws/store.ts';

/** Moments in ms since 1970. `salt`: hex, of the holders in the game's draws. */
export interface NewGame extends Omit<GameRules, 'isPaused'> {
  readonly id: string;
  readonly name: string;
  /** Its draws mix in the public beacon where that can be had. */
  readonly beacon: boolean;
  readonly salt: string;
  readonly createdAt: number;
}

export interface GameFigures {
  /** Places taken in the waiting lottery, and which that is. */
  readonly gathered: number;
  readonly waiting: string | null;
  /** How many wait for their draw, were drawn, were cancelled. */
  readonly started: number;
  readonly finished: number;
  readonly cancelled: number;
}

/** `number`: its place among all games, from 1. `seal`: of the chain in use, hex. */
export interface GameRecord extends NewGame, GameRules, GameFigures {
  readonly number: number;
  readonly seal: string;
  /** On the projector, and whether with its winners' ids whole. */
  readonly isShown: boolean;
  readonly wholeIds: boolean;
}

/** `players`: by draw number from 1. `winners`: in the order of drawing. */
export interface LotteryRecord extends Lottery {
  readonly id: string;
  readonly gameId: string;
  /** Its place among the game's lotteries, from 1. */
  readonly seq: number;
  readonly players: readonly string[];
  readonly winners: readonly string[];
  readonly award: Award | null;
  readonly drawId: string | null;
  readonly openedAt: number;
  readonly startedAt: number | null;
  readonly endedAt: number | null;
  /** Why it was cancelled. */
  readonly reason: string | null;
}

/** The last lottery of a game that was drawn. `winners`: the first of them, in the order of drawing; `won`: how many. */
export interface LastDrawn {
  readonly id: string;
  readonly gathered: number;
  readonly winners: readonly { readonly playerId: string; readonly drawNumber: number }[];
  readonly won: number;
  readonly winSum: number;
  readonly endedAt: number;
}

/**
 * `messageId`: who brings it again gets the same place; null: it can not be told from another. `idempotent`: the reply to a
 * request with an `Idempotency-Key`, kept with the place.
 */
export interface Stake {
  readonly messageId: string | null;
  readonly gameId: string;
  readonly playerId: string;
  readonly amount: number;
  readonly at: number;
  readonly idempotent: IdempotentReply<Place> | null;
}

export interface Place {
  readonly gameId: string;
  readonly lotteryId: string;
  readonly drawNumber: number;
  /** Whether this stake was the one that filled the lottery. */
  readonly isLast: boolean;
}

export type StakeRefusal = 'game_not_found' | 'game_paused' | 'already_in_lottery' | 'message_id_reused';
export type StakeOutcome =
  | { readonly kind: 'taken'; readonly place: Place; readonly isRepeat: boolean }
  /** The request was answered before. */
  | { readonly kind: 'repeated'; readonly kept: KeptReply }
  | { readonly kind: 'refused'; readonly refusal: Refusal<StakeRefusal> };

export interface LotteryToDraw {
  readonly id: string;
  readonly game: GameRecord;
  readonly players: readonly string[];
}

/** What could not be taken. `body`: its first bytes; `bytes`: how many there were. `source`: told once only. */
export interface NewDeadLetter {
  readonly source: string;
  readonly reason: string;
  readonly body: Uint8Array;
  readonly bytes: number;
  readonly at: number;
}
export interface DeadLetterRecord extends NewDeadLetter {
  readonly id: number;
}

type LotteryChange<Code extends string> = Promise<Result<LotteryRecord, Code | 'lottery_not_found'>>;

export interface LotteriesStore {
  /** With the game its seal chain, begun by `begin`, which answers the seal. Null: this id is taken. */
  makeGame(
    game: NewGame,
    begin: CommitStep<void, string>,
    change: AuditedChange<GameRecord>,
  ): Promise<GameRecord | null>;
  game(gameId: string): Promise<GameRecord | null>;
  /** In the order of their numbers, those after `after`. */
  games(after: number, limit: number): Promise<GameRecord[]>;
  setPaused(gameId: string, isPaused: boolean, change: AuditedChange<GameRecord>): Promise<GameRecord | null>;

  /** Puts a game on the projector in the place of any other, or takes it off. Null: there is no such game. */
  show(
    gameId: string,
    as: { readonly isShown: boolean; readonly wholeIds: boolean },
    change: AuditedChange<GameRecord>,
  ): Promise<GameRecord | null>;
  /** The game on the projector with its last drawn lottery, of whose winners so many at most. */
  shown(winners: number): Promise<{ readonly game: GameRecord; readonly last: LastDrawn | null } | null>;

  /** Stakes in the order in which they came, all in one commit; their outcomes in the same order. */
  take(stakes: readonly Stake[]): Promise<StakeOutcome[]>;

  /** Newest first, those before this place; ends early where they hold very many players. */
  lotteries(gameId: string, before: number, limit: number): Promise<LotteryRecord[]>;
  startEarly(
    lotteryId: string,
    change: AuditedChange<LotteryRecord>,
  ): LotteryChange<'lottery_not_waiting' | 'not_enough_players'>;
  /** Tells the outbox as well. */
  cancel(
    lotteryId: string,
    reason: string,
    change: AuditedChange<LotteryRecord>,
  ): LotteryChange<'lottery_already_drawn'>;

  /** Games with lotteries that started and are not drawn. */
  gamesToDraw(): Promise<string[]>;
  /** The first that started and has no draw yet. */
  nextToDraw(gameId: string): Promise<LotteryToDraw | null>;
  /** Those whose draw is announced and not decided, of whatever game. */
  announced(): Promise<{ readonly lotteryId: string; readonly gameId: string; readonly drawId: string }[]>;
  /** For the commit of the draw's announcement. */
  noteAnnounced(lotteryId: string): CommitStep<DrawRecord, void>;
  /** Shows the seals that chains have now, where a new program has begun new ones. */
  showSeals(): Promise<void>;
  /** The announced draw was given up: it is to be drawn anew. */
  forgetDraw(lotteryId: string): Promise<void>;
  /** For the commit of the close, which changes nothing of the lottery. */
  noteClosed(): CommitStep<DrawRecord, void>;
  /** For the commit of the decision: winners, the award, what the outbox tells. */
  finish(lotteryId: string): CommitStep<DrawRecord, void>;

  /** All in one commit; one whose source is there already is left as it is. */
  keepDeadLetters(letters: readonly NewDeadLetter[]): Promise<void>;
  deadLetters(after: number, limit: number): Promise<DeadLetterRecord[]>;
  deadLetter(id: number): Promise<DeadLetterRecord | null>;
  countDeadLetters(): Promise<number>;
  /** False: it is not there. */
  dropDeadLetter(id: number, change: AuditedChange<boolean>): Promise<boolean>;
}
