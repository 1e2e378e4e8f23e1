import { planForfeit } from '../../../../core/stage/absent.ts';
import { isUnderWay, type Stage } from '../../../../core/stage/stage.ts';
import { accept, refuse, type Result } from '../../../../core/result.ts';
import type { AuditedChange } from '../../../platform/storage/auditedChange.ts';
import type { Events } from '../../event/service.ts';
import type { AbsentWinner, ForfeitedOnStage, StageDraw, StageStore } from '../store.ts';

export type AbsentRefusal = 'draw_not_found' | 'draw_in_progress' | 'already_claimed' | 'not_a_winner';

/** A winner who was absent, and who has taken their place; null while the reels turn for one, and where none was left. */
export interface Forfeit {
  readonly drawNumber: number;
  readonly steppedIn: number | null;
  readonly reason: string;
  readonly forfeitedAt: number;
}

/** Who was absent in a draw, in the order in which they were called. Nothing of a reserve whose reels still turn. */
export const forfeitsOf = ({ winners }: Pick<StageDraw, 'winners'>): Forfeit[] => {
  const steppedIn = new Map(
    winners.flatMap((win) => (win.stepsInFor === null || win.hidden ? [] : [[win.stepsInFor, win.drawNumber]])),
  );
  return winners
    .flatMap(({ drawNumber, forfeitReason, forfeitedAt }) =>
      forfeitedAt === null
        ? []
        : [
            {
              drawNumber,
              steppedIn: steppedIn.get(drawNumber) ?? null,
              reason: forfeitReason,
              forfeitedAt,
            },
          ],
    )
    .sort((one, other) => one.forfeitedAt - other.forfeitedAt);
};

/** The winners as they were drawn, without those who stepped in. */
export const drawnWinners = ({ winners }: Pick<StageDraw, 'winners'>) =>
  winners.filter(({ stepsInFor }) => stepsInFor === null);

/** What the stage offers to the absent: what is on it now, and a way to show what has become of a draw. */
interface StageNow {
  stage(): Stage;
  current(): StageDraw | null;
  /** Within the event's queue. */
  forfeited(outcome: ForfeitedOnStage): Promise<void>;
}

/** Marks a winner as absent, within the event's queue: the win is forfeited, and the next reserve comes on the stage. */
export const createAbsence =
  (
    store: Pick<StageStore, 'draw' | 'forfeit'>,
    events: Pick<Events, 'active' | 'forfeited'>,
    claimCode: () => string,
    now: StageNow,
  ) =>
  async (
    { drawId, drawNumber, reason }: Pick<AbsentWinner, 'drawId' | 'drawNumber' | 'reason'>,
    change: AuditedChange<ForfeitedOnStage>,
  ): Promise<Result<ForfeitedOnStage, AbsentRefusal>> => {
    const { event } = events.active();
    const draw = await store.draw(event.id, drawId);
    if (!draw) return refuse('draw_not_found', 'There is no such draw.');
    const current = now.current();
    // A reserve of this draw for whom the reels turn counts as shown: whoever calls the next one knows.
    const isSteppingIn = current?.id === drawId && current.revealedAt !== null;
    if (isUnderWay(now.stage()) && !isSteppingIn) {
      return refuse('draw_in_progress', 'The reels are turning. Wait until the result is shown.');
    }
    const possible = planForfeit(draw.winners, drawNumber);
    if (!possible.ok) return possible;
    const outcome = await store.forfeit(
      event.id,
      { drawId, drawNumber, reason, spinMs: event.spinMs, onStage: current?.id ?? null, claimCode },
      change,
    );
    events.forfeited(outcome.state);
    await now.forfeited(outcome);
    return accept(outcome);
  };
