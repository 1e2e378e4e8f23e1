import type { createUndo } from './undo/undoReset.ts';
import type { Result } from '../../../core/result.ts';
import type { DrawGroup, DrawRefusal, DrawRequest } from '../../../core/stage/draw.ts';
import type { Stage } from '../../../core/stage/stage.ts';
import type { AuditedChange } from '../../platform/storage/auditedChange.ts';
import type { SourcePlan } from '../draws/sources.ts';
import type { AbsentRefusal } from './absent/absences.ts';
import type { CurrentDraw } from './currentDraw.ts';
import type { AbsentWinner, DecidedOnStage, ForfeitedOnStage, ResetOutcome, StageDraw } from './store.ts';

/** What the stage is doing, as of now. Replaced whole with each change. */
export interface StageState {
  readonly stage: Stage;
  /** The draw on the stage; null when idle. */
  readonly current: CurrentDraw | null;
  /** While armed: contributions counted and refused so far, and whether the audience's words are still missing. */
  readonly contributions: number;
  readonly contributionsRefused: number;
  readonly awaitingWords: boolean;
  /** Draws of the event that were decided. */
  readonly draws: number;
  /** Rises with every change of the list of draws. */
  readonly drawsRevision: number;
}

/** `contributed`: only counts changed; `shown`: anything else. */
export type StageChange = 'contributed' | 'shown';

/** What an announced draw is to gather, and the steps of its delay. */
export type StagePlan = { readonly sources: SourcePlan; readonly delaySteps: number };

/**
 * `hereOnly`: among the phones that are here now; null: as the event's settings say. `group`: among the participants
 * whom another feature knows by this id; null: among all.
 */
export type StageDrawRequest = DrawRequest & { readonly hereOnly: boolean | null; readonly group: string | null };
export type StageDrawRefusal = DrawRefusal | 'group_not_found';
/** Null: there is no such group. */
export type FindGroup = (id: string) => Promise<DrawGroup | null>;

type Refusable<T, Code extends string> = Promise<Result<T, Code>>;

/** The stage of the active event: what the projector does, in time. Changes are committed, then told. */
export interface Stages {
  state(): StageState;
  subscribe(listener: (change: StageChange) => void): void;
  /** What the event's settings ask for, as far as it can be had. Asks the network: before the queue. */
  plan(): Promise<StagePlan>;
  /** A phone's step for the armed draw; answers whether it counts. Whatever it is, it never stops the draw. */
  contribute(drawId: string, holder: Uint8Array, step: number, value: string): Promise<boolean>;
  /** Something came that is no contribution at all. */
  refuseContribution(): void;

  // The following run within the event's queue.
  /** Decided at once, with no entropy. */
  draw(request: StageDrawRequest, change: AuditedChange<DecidedOnStage>): Refusable<StageDraw, StageDrawRefusal>;
  /** Announces a draw that gathers entropy, is closed, and decided by itself after its delay. */
  announce(
    request: StageDrawRequest,
    plan: StagePlan,
    change: { readonly announced: AuditedChange<StageDraw>; readonly decided: AuditedChange<DecidedOnStage> },
  ): Refusable<StageDraw, StageDrawRefusal>;
  /** The words that somebody in the audience called out. */
  speak(text: string, change: AuditedChange<void>): Refusable<void, 'not_armed' | 'no_words_awaited'>;
  /** Until the close: from then on nobody can stop or change it. */
  abandon(change: AuditedChange<void>): Refusable<void, 'not_armed' | 'draw_in_progress'>;
  dismiss(change: AuditedChange<void>): Refusable<void, 'draw_in_progress' | 'nothing_to_dismiss'>;
  /** A winner is not there: the next reserve steps in. */
  absent(
    winner: Pick<AbsentWinner, 'drawId' | 'drawNumber' | 'reason'>,
    change: AuditedChange<ForfeitedOnStage>,
  ): Refusable<ForfeitedOnStage, AbsentRefusal>;
  /** `keepCopy` is called before anything is removed, and answers the copy's name. */
  reset(
    what: { readonly participants: boolean; readonly draws: boolean },
    keepCopy: () => Promise<string | null>,
    change: AuditedChange<ResetOutcome>,
  ): Refusable<ResetOutcome, 'draw_in_progress'>;
  undoReset: ReturnType<typeof createUndo>;
  /** The list of draws shows something new: a prize was handed over. */
  listChanged(): void;
  /** Nothing is begun any more. */
  stop(): void;
}
