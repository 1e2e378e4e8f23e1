import { DRAWS_A_PAGE } from '../../../contract/shared/fields.ts';
import type { stagePaths } from '../../../contract/stage/paths.ts';
import type { RouteData } from '../../../contract/routes.ts';
import { accept } from '../../../core/result.ts';
import { iso, isoOrNull, type Handlers } from '../../platform/http/routeCall.ts';
import { announcedOf } from '../draws/announced.ts';
import { checkActive, findEvent, type EventChanging } from '../event/activeEvent.ts';
import type { Events } from '../event/service.ts';
import { createAbsentHandlers } from './absent/handlers.ts';
import type { Stages } from './stages.ts';
import type { DecidedOnStage, ResetOutcome, Restored, StageDraw, StageStore } from './store.ts';
import { publicEvent, type ShowState } from './views.ts';

const drawFields = (draw: StageDraw) => {
  const drawnAt = draw.decidedAt ?? draw.announcedAt;
  return {
    draw_id: draw.id,
    draw: draw.draw,
    prize_id: draw.prizeId,
    prize_name: draw.prizeName,
    prize_rank: draw.prizeRank,
    entries: draw.entryCount,
    drawn_at: iso(drawnAt),
    reveal_at: iso(draw.revealedAt ?? Math.max((draw.closedAt ?? drawnAt) + draw.spinMs, drawnAt)),
    reserves: draw.reserves.map((draw_number) => ({ draw_number })),
  };
};

const drawnData = (draw: StageDraw): RouteData<'draw'> => ({
  ...drawFields(draw),
  winners: draw.winners.map(({ drawNumber }) => ({ draw_number: drawNumber })),
});

const announcedData = (draw: StageDraw): RouteData<'announce'> => {
  const { announcement, hash, fingerprint } = announcedOf(draw);
  return {
    draw_id: draw.id,
    epoch: draw.epoch,
    draw: draw.draw,
    announcement_hash: hash,
    fingerprint,
    sources: [...announcement.entropy],
    entropy_until: iso(draw.announcedAt + draw.windowMs),
  };
};

const nothing = () => ({});

export const createStageHandlers = (needs: {
  store: StageStore;
  stages: Stages;
  events: Events;
  changeEvent: EventChanging;
  show: () => ShowState;
  /** Keeps a copy of the store and answers its file's name. */
  keepCopy: () => Promise<string>;
  /** The file of a copy that was kept under this name; null: it is gone. */
  findCopy: (name: string) => string | null;
}): Handlers<keyof typeof stagePaths> => {
  const { stages, events, changeEvent } = needs;
  return {
    ...createAbsentHandlers(needs),

    event: async () => accept({ data: publicEvent(needs.show()) }),

    draw: (call) =>
      changeEvent(call, async (audit) => {
        const { body } = call;
        const asked = { reserves: body.reserves ?? null, hereOnly: body.here_only ?? null, group: body.group ?? null };
        const result = await stages.draw(
          'prize_id' in body
            ? { prizeId: body.prize_id, count: body.count ?? null, ...asked }
            : { prizeName: body.prize_name, prizeRank: body.prize_rank, count: body.count, ...asked },
          audit(({ draw }: DecidedOnStage) => drawnData(draw)),
        );
        return result.ok ? accept({ data: drawnData(result.value) }) : result;
      }),

    announce: async (call) => {
      const { body, params } = call;
      const active = await checkActive(events, params.event_id);
      if (!active.ok) return active;
      // Asks the network, and may measure: before the event's queue, where everybody would have to wait.
      const plan = await stages.plan();
      return changeEvent(call, async (audit) => {
        const result = await stages.announce(
          {
            prizeId: body.prize_id,
            count: body.count ?? null,
            reserves: body.reserves ?? null,
            hereOnly: body.here_only ?? null,
            group: body.group ?? null,
          },
          plan,
          { announced: audit(announcedData), decided: audit(({ draw }: DecidedOnStage) => announcedData(draw)) },
        );
        return result.ok ? accept({ data: announcedData(result.value) }) : result;
      });
    },

    speak: (call) =>
      changeEvent(call, async (audit) => {
        const result = await stages.speak(call.body.text, audit(nothing));
        return result.ok ? accept({ data: {} }) : result;
      }),

    abandon: (call) =>
      changeEvent(call, async (audit) => {
        const result = await stages.abandon(audit(nothing));
        return result.ok ? accept({ data: {} }) : result;
      }),

    dismiss: (call) =>
      changeEvent(call, async (audit) => {
        const result = await stages.dismiss(audit(nothing));
        return result.ok ? accept({ data: {} }) : result;
      }),

    draws: async ({ params, query }) => {
      const found = await findEvent(events, params.event_id);
      if (!found.ok) return found;
      const pageSize = query.limit ?? DRAWS_A_PAGE;
      const { total, draws, nextBefore } = await needs.store.drawsPage(params.event_id, query.before ?? null, pageSize);
      return accept({
        data: {
          total_count: total,
          next_before: nextBefore,
          draws: draws.map((draw) => ({
            ...drawFields(draw),
            revealed: draw.revealedAt !== null,
            reserves_left: draw.reservesLeft,
            winners: draw.winners.map((win) => ({
              draw_number: win.drawNumber,
              claim_code: win.claimCode,
              claimed_at: isoOrNull(win.claimedAt),
              forfeited_at: isoOrNull(win.forfeitedAt),
              forfeit_reason: win.forfeitReason,
              steps_in_for: win.stepsInFor,
              hidden: win.hidden,
            })),
          })),
        },
      });
    },

    undoReset: (call) =>
      changeEvent(call, async (audit) => {
        const data = (restored: Restored) => ({
          restored_participants: restored.restoredParticipants,
          restored_draws: restored.restoredDraws,
        });
        const result = await stages.undoReset(needs.findCopy, audit(data));
        return result.ok ? accept({ data: data(result.value) }) : result;
      }),

    reset: (call) =>
      changeEvent(call, async (audit) => {
        let backup: string | null = null;
        const what = { participants: call.body.reset_participants, draws: call.body.reset_draws };
        const resetData = (removed: ResetOutcome) => ({
          removed_participants: removed.removedParticipants,
          removed_draws: removed.removedDraws,
          backup,
        });
        const keepCopy = async (): Promise<string | null> => {
          if (what.participants || what.draws) backup = await needs.keepCopy();
          return backup;
        };
        const result = await stages.reset(what, keepCopy, audit(resetData));
        return result.ok ? accept({ data: resetData(result.value) }) : result;
      }),
  };
};
