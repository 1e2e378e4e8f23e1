import type { AuditedChange, CommitStep } from '../../platform/storage/auditedChange.ts';
import type { DrawRecord } from '../draws/store.ts';
import type { EventState, PrizeDraw, WinRecord } from '../event/store.ts';

/** A draw of the event as the stage and the organiser's lists show it: what for, and who won. */
export interface StageDraw extends Omit<DrawRecord, 'winners'>, PrizeDraw {
  /** From the close to the reveal, ms, at least. */
  readonly spinMs: number;
  readonly dismissedAt: number | null;
  /** As they were drawn, and then those who stepped in for others. */
  readonly winners: readonly WinRecord[];
  /** The last reserve who stepped in; null: nobody had to. */
  readonly stepIn: StepIn | null;
}

/** A reserve who takes the place of an absent winner, on the stage. Moments in ms since 1970, durations in ms. */
export interface StepIn {
  readonly drawNumber: number;
  readonly stepsInFor: number;
  readonly startedAt: number;
  readonly spinMs: number;
  /** Null until the reels have stood and everybody was told. */
  readonly revealedAt: number | null;
}

/** What the stage is asked to do about an absent winner. */
export interface AbsentWinner {
  readonly drawId: string;
  readonly drawNumber: number;
  readonly reason: string;
  /** How long the reels turn for the one who steps in. */
  readonly spinMs: number;
  /** The result on the stage, which makes way where another draw comes back; null: the stage is empty. */
  readonly onStage: string | null;
  readonly claimCode: () => string;
}

/** The draw and the event as an absent winner leaves them. `steppedIn` null: no reserve was left. */
export interface ForfeitedOnStage {
  readonly draw: StageDraw;
  readonly forfeited: WinRecord;
  readonly steppedIn: number | null;
  readonly state: EventState;
}

/** What the stage knows of a draw besides the draw itself when it is announced. */
export type StagedPrize = PrizeDraw & Pick<StageDraw, 'spinMs'>;

/** A decided draw, and the event as its winners leave it. */
export interface DecidedOnStage {
  readonly draw: StageDraw;
  readonly state: EventState;
}

export interface ResetOutcome {
  readonly removedParticipants: number;
  readonly removedDraws: number;
}

/** A reset that can be undone. `backup`: the name of the copy that was kept before. */
export interface LastReset {
  readonly backup: string;
  readonly participants: boolean;
  readonly draws: boolean;
}

export interface Restored {
  readonly restoredParticipants: number;
  readonly restoredDraws: number;
}

/** What the stage adds to the commits of draws, and how a draw goes on once it is decided. */
export interface StageStore {
  /** For the commit that announces a draw of the event. */
  announced(prize: StagedPrize): CommitStep<DrawRecord, StageDraw>;
  /** For the commit that closes it: the steps that phones have revealed, never to be taken again. */
  closed(steps: readonly (readonly [drawNumber: number, step: number])[]): CommitStep<DrawRecord, StageDraw>;
  /** For the commit that decides it: the wins with their claim codes (`claimCode` is called again while a code is taken). */
  decided(claimCode: () => string): CommitStep<DrawRecord, DecidedOnStage>;
  /** Both, for a draw that is announced and decided under one commit. */
  announcedAndDecided(prize: StagedPrize, claimCode: () => string): CommitStep<DrawRecord, DecidedOnStage>;

  /** The draw on the stage: the event's last one, unless it was dismissed or abandoned. */
  current(eventId: string): Promise<StageDraw | null>;
  /** The decided ones, newest first. */
  draws(eventId: string): Promise<StageDraw[]>;
  /**
   * Of the decided ones, those before this place (see `placeOf`; null: the newest), `limit` at most, and fewer where they have
   * very many winners; with how many of their reserves can still step in, the place before which the older ones stand, and
   * how many draws there are.
   */
  drawsPage(
    eventId: string,
    before: number | null,
    limit: number,
  ): Promise<{
    readonly total: number;
    readonly draws: (StageDraw & { readonly reservesLeft: number })[];
    readonly nextBefore: number | null;
  }>;
  /** Once; a second time does nothing. */
  markRevealed(eventId: string, drawId: string, change: AuditedChange<void>): Promise<void>;
  markDismissed(eventId: string, drawId: string, change: AuditedChange<void>): Promise<void>;
  /** A draw of the event that was decided; null: there is none of this id. */
  draw(eventId: string, drawId: string): Promise<StageDraw | null>;
  /** A draw of any event, once it is revealed; its winners only where it has somebody who was absent. */
  revealedDraw(drawId: string): Promise<Pick<StageDraw, 'winners'> | null>;
  /**
   * Takes the win from an absent winner and, where a reserve is left, brings the draw on the stage with the one who steps
   * in: one commit. A step-in of this draw that is still under way counts as revealed with it.
   */
  forfeit(eventId: string, absent: AbsentWinner, change: AuditedChange<ForfeitedOnStage>): Promise<ForfeitedOnStage>;
  /** Once; a second time does nothing. */
  markSteppedIn(eventId: string, drawId: string, drawNumber: number, change: AuditedChange<void>): Promise<void>;
  /** The last reset of the event, unless it was undone or something was announced since; null: there is none. */
  lastReset(eventId: string): Promise<LastReset | null>;
  /** Brings back from the copy what a reset has removed, under one commit; null: the copy is of another version. */
  undoReset(
    eventId: string,
    reset: LastReset,
    file: string,
    change: AuditedChange<Restored>,
  ): Promise<{ readonly outcome: Restored; readonly state: EventState } | null>;
  /** Removes draws with their wins, participants, or both, under one commit. */
  reset(
    eventId: string,
    what: { readonly participants: boolean; readonly draws: boolean },
    /** The name of the copy that was kept before. */
    backup: string | null,
    change: AuditedChange<ResetOutcome>,
  ): Promise<{ readonly outcome: ResetOutcome; readonly state: EventState }>;
}
