import type { OutboxEvent } from '../../platform/storage/auditedChange.ts';
import type { EventParts } from '../event/store.sqlite.ts';

/** Other systems learn who has won, with the commit that shows it to the room. `at`: ms since 1970. */
export const winnersRevealed = (
  eventId: string,
  drawId: string,
  event: Pick<EventParts, 'prizeDraw' | 'wins'>,
  at: number,
): OutboxEvent => {
  const prize = event.prizeDraw(drawId);
  return {
    type: 'winnersRevealed',
    subject: eventId,
    at,
    data: {
      event_id: eventId,
      draw_id: drawId,
      prize_name: prize?.prizeName ?? '',
      prize_rank: prize?.prizeRank ?? 0,
      winners: event.wins(drawId).map(({ drawNumber }) => ({ draw_number: drawNumber })),
    },
  };
};
