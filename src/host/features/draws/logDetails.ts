import { sealOfChain } from './announced.ts';
import { wholeChain } from './chainHash.ts';
import type { Closing, Decision, NewDraw } from './store.ts';

/** What the log keeps of a draw's three steps, in the store's commit of each. */
export const announcedDetails = (draw: NewDraw) => ({
  draw_id: draw.id,
  announcement: JSON.parse(draw.announcement) as unknown,
});

export const closedDetails = (drawId: string, { entropy, told }: Closing) => ({
  draw_id: drawId,
  entropy: JSON.parse(entropy) as unknown,
  ...told,
});

export const decidedDetails = (drawId: string, { winners, reserves }: Decision) => ({
  draw_id: drawId,
  winners: [...winners],
  reserves: [...reserves],
});

/** What the log keeps of a new chain: its seal, never its secret. */
export const renewedDetails = (epoch: number, chainSecret: Uint8Array) => ({
  epoch,
  seal: sealOfChain(wholeChain(chainSecret)),
});
