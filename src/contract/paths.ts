/** Every HTTP route by name: method and path. Without schemas, so that a phone can load it. */
export const PATHS = {
  health: ['GET', '/health'],

  register: ['POST', '/api/luckydraw/register'],
  myNumber: ['GET', '/api/luckydraw/my-number'],
  event: ['GET', '/api/luckydraw/event'],
  publicDraws: ['GET', '/api/luckydraw/draws'],
  announcement: ['GET', '/api/luckydraw/draws/:draw_id/announcement'],
  proof: ['GET', '/api/luckydraw/draws/:draw_id/proof'],
  receipt: ['GET', '/api/luckydraw/draws/:draw_id/receipt'],

  login: ['POST', '/api/luckydraw/admin/login'],
  setUp: ['POST', '/api/luckydraw/admin/setup'],
  redeemTicket: ['POST', '/api/luckydraw/admin/ticket'],
  logout: ['POST', '/api/luckydraw/admin/logout'],
  session: ['GET', '/api/luckydraw/admin/session'],
  changePassword: ['POST', '/api/luckydraw/admin/password'],
  chooseNetwork: ['PUT', '/api/luckydraw/admin/network'],

  updateEvent: ['PATCH', '/api/luckydraw/admin/:event_id'],
  participants: ['GET', '/api/luckydraw/admin/:event_id/participants'],
  draw: ['POST', '/api/luckydraw/admin/:event_id/draw'],
  announce: ['POST', '/api/luckydraw/admin/:event_id/announce'],
  speak: ['POST', '/api/luckydraw/admin/:event_id/spoken'],
  abandon: ['POST', '/api/luckydraw/admin/:event_id/abandon'],
  archive: ['GET', '/api/luckydraw/admin/:event_id/archive'],
  log: ['GET', '/api/luckydraw/admin/:event_id/log'],
  dismiss: ['POST', '/api/luckydraw/admin/:event_id/dismiss'],
  draws: ['GET', '/api/luckydraw/admin/:event_id/draws'],
  reset: ['POST', '/api/luckydraw/admin/:event_id/reset'],
  claim: ['POST', '/api/luckydraw/admin/:event_id/claims'],

  prizes: ['GET', '/api/luckydraw/admin/:event_id/prizes'],
  createPrize: ['POST', '/api/luckydraw/admin/:event_id/prizes'],
  orderPrizes: ['PUT', '/api/luckydraw/admin/:event_id/prizes/order'],
  updatePrize: ['PATCH', '/api/luckydraw/admin/:event_id/prizes/:prize_id'],
  deletePrize: ['DELETE', '/api/luckydraw/admin/:event_id/prizes/:prize_id'],
  setPrizeImage: ['PUT', '/api/luckydraw/admin/:event_id/prizes/:prize_id/image'],
  removePrizeImage: ['DELETE', '/api/luckydraw/admin/:event_id/prizes/:prize_id/image'],
} as const satisfies Record<string, readonly ['GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', string]>;

export type RouteName = keyof typeof PATHS;

/** The largest picture that may be uploaded, in bytes. */
export const IMAGE_LIMIT_BYTES = 10 * 1024 * 1024;
