import type { AuditedChange, CommitStep } from '../../platform/storage/auditedChange.ts';
import type { DrawRecord } from '../draws/store.ts';
import type { EventState, PrizeDraw, WinRecord } from '../event/store.ts';

/** A draw of the event as the stage and the organiser's lists show it: what for, and who won. */
export interface StageDraw extends Omit<DrawRecord, 'winners'>, PrizeDraw {
  /** From the close to the reveal, ms, at least. */
  readonly spinMs: number;
  readonly dismissedAt: number | null;
  readonly winners: readonly WinRecord[];
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
  /** Of the decided ones, those before this place (see `placeOf`; null: the newest), `limit` at most; and how many there are. */
  drawsPage(
    eventId: string,
    before: number | null,
    limit: number,
  ): Promise<{ readonly total: number; readonly draws: StageDraw[] }>;
  /** Once; a second time does nothing. */
  markRevealed(eventId: string, drawId: string, change: AuditedChange<void>): Promise<void>;
  markDismissed(eventId: string, drawId: string, change: AuditedChange<void>): Promise<void>;
  /** Removes draws with their wins, participants, or both, under one commit. */
  reset(
    eventId: string,
    what: { readonly participants: boolean; readonly draws: boolean },
    change: AuditedChange<ResetOutcome>,
  ): Promise<{ readonly outcome: ResetOutcome; readonly state: EventState }>;
}
