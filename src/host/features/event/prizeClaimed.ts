import { iso } from '../../platform/http/routeCall.ts';
import type { OutboxEvent } from '../../platform/storage/auditedChange.ts';
import type { Claimed } from './store.ts';

/** Other systems learn that a prize was handed over. */
export const prizeClaimed = (eventId: string, drawId: string, claimed: Claimed): OutboxEvent => ({
  type: 'prizeClaimed',
  subject: eventId,
  at: claimed.claimedAt,
  data: {
    event_id: eventId,
    draw_id: drawId,
    draw_number: claimed.drawNumber,
    prize_name: claimed.prizeName,
    prize_rank: claimed.prizeRank,
    claimed_at: iso(claimed.claimedAt),
  },
});
