import type { Paths } from '../shared/spec.ts';

/** Who joins, and what they have won. */
export const participantPaths = {
  register: ['POST', '/api/luckydraw/register'],
  myNumber: ['GET', '/api/luckydraw/my-number'],
  updateEvent: ['PATCH', '/api/luckydraw/admin/:event_id'],
  participants: ['GET', '/api/luckydraw/admin/:event_id/participants'],
  removeNeverSeen: ['POST', '/api/luckydraw/admin/:event_id/participants/removals'],
  claim: ['POST', '/api/luckydraw/admin/:event_id/claims'],
} as const satisfies Paths;

export const prizePaths = {
  prizes: ['GET', '/api/luckydraw/admin/:event_id/prizes'],
  createPrize: ['POST', '/api/luckydraw/admin/:event_id/prizes'],
  orderPrizes: ['PUT', '/api/luckydraw/admin/:event_id/prizes/order'],
  updatePrize: ['PATCH', '/api/luckydraw/admin/:event_id/prizes/:prize_id'],
  deletePrize: ['DELETE', '/api/luckydraw/admin/:event_id/prizes/:prize_id'],
  setPrizeImage: ['PUT', '/api/luckydraw/admin/:event_id/prizes/:prize_id/image'],
  removePrizeImage: ['DELETE', '/api/luckydraw/admin/:event_id/prizes/:prize_id/image'],
} as const satisfies Paths;

export const eventPaths = { ...participantPaths, ...prizePaths } as const;
