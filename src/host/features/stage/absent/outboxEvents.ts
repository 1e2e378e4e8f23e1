import { iso } from '../../../platform/http/routeCall.ts';
import type { OutboxEvent } from '../../../platform/storage/auditedChange.ts';
import type { PrizeDraw, WinRecord } from '../../event/store.ts';
import type { StageDraw, StepIn } from '../store.ts';

/** Other systems learn that a winner was absent, with the commit that takes the win away. `at`: ms since 1970. */
export const winForfeited = (eventId: string, draw: StageDraw, win: WinRecord, at: number): OutboxEvent => ({
  type: 'winForfeited',
  subject: eventId,
  at,
  data: {
    event_id: eventId,
    draw_id: draw.id,
    prize_name: draw.prizeName,
    prize_rank: draw.prizeRank,
    draw_number: win.drawNumber,
    reason: win.forfeitReason,
    forfeited_at: iso(at),
  },
});

/** The same event as for the winners of the draw, with the one who stepped in, and for whom. `at`: ms since 1970. */
export const steppedIn = (
  eventId: string,
  drawId: string,
  prize: PrizeDraw | null,
  { drawNumber, stepsInFor }: Pick<StepIn, 'drawNumber' | 'stepsInFor'>,
  at: number,
): OutboxEvent => ({
  type: 'winnersRevealed',
  subject: eventId,
  at,
  data: {
    event_id: eventId,
    draw_id: drawId,
    prize_name: prize?.prizeName ?? '',
    prize_rank: prize?.prizeRank ?? 0,
    winners: [{ draw_number: drawNumber }],
    steps_in_for: stepsInFor,
  },
});
