import type { stagePaths } from '../../../../contract/stage/paths.ts';
import type { RouteData } from '../../../../contract/routes.ts';
import { accept, refuse } from '../../../../core/result.ts';
import { sliceOf } from '../../../platform/listPage.ts';
import { iso, type Handlers } from '../../../platform/http/routeCall.ts';
import type { EventChanging } from '../../event/activeEvent.ts';
import type { Stages } from '../stages.ts';
import type { ForfeitedOnStage, StageStore } from '../store.ts';
import { forfeitsOf } from './absences.ts';

const PAGE = 100;

const forfeitedData = ({ draw, forfeited, steppedIn }: ForfeitedOnStage): RouteData<'absent'> => ({
  draw_id: draw.id,
  forfeited: {
    draw_number: forfeited.drawNumber,
    prize_name: draw.prizeName,
    prize_rank: draw.prizeRank,
    reason: forfeited.forfeitReason,
    forfeited_at: iso(forfeited.forfeitedAt ?? 0),
  },
  stepped_in: steppedIn === null ? null : { draw_number: steppedIn },
});

export const createAbsentHandlers = ({
  store,
  stages,
  changeEvent,
}: {
  store: Pick<StageStore, 'revealedDraw'>;
  stages: Pick<Stages, 'absent'>;
  changeEvent: EventChanging;
}): Handlers<Extract<keyof typeof stagePaths, 'absent' | 'absences'>> => ({
  absent: (call) =>
    changeEvent(call, async (audit) => {
      const { params, body } = call;
      const result = await stages.absent(
        { drawId: params.draw_id, drawNumber: body.draw_number, reason: (body.reason ?? '').trim() },
        audit(forfeitedData),
      );
      return result.ok ? accept({ data: forfeitedData(result.value) }) : result;
    }),

  absences: async ({ params, query }) => {
    const draw = await store.revealedDraw(params.draw_id);
    if (!draw) return refuse('draw_not_found', 'There is no such draw.');
    const { items, nextAfter } = sliceOf(forfeitsOf(draw), query.after ?? 0, query.limit ?? PAGE);
    return accept({
      data: {
        next_after: nextAfter,
        absences: items.map(({ drawNumber, steppedIn, reason, forfeitedAt }) => ({
          draw_number: drawNumber,
          stepped_in: steppedIn,
          reason,
          forfeited_at: iso(forfeitedAt),
        })),
      },
    });
  },
});
