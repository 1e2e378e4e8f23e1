import type { Feature, Platform } from '../../platform/feature.ts';
import type { Beacon } from './beacon/beacon.ts';
import { createFairQueue } from '../../platform/fairQueue.ts';
import type { Delayer } from './delay/delayer.ts';
import { createDrawsHandlers, type DrawsNeeds } from './handlers.ts';
import { createReceipts } from './receipts.ts';
import { createDraws, type Draws } from './service.ts';
import type { DrawsStore } from './store.ts';

/** Trees of entries that are grown at the same time, and that one address may have waiting: each takes a moment of the one thread. */
const BUILDS_AT_ONCE = { all: 1, each: 1 };
const BUILDS_WAITING = 4;

/** The fair draw, for whoever wants one: `draws` at once, its routes as soon as it is known whose draws are shown. */
export const openDraws = (
  platform: Pick<Platform, 'clock' | 'random' | 'queues' | 'problems' | 'audit'>,
  store: DrawsStore,
  needs: DrawsNeeds & { readonly loadBeacon: () => Promise<Beacon>; readonly delayer: Delayer },
): Feature & { readonly draws: Draws } => {
  const receipts = createReceipts(store, createFairQueue(BUILDS_AT_ONCE, BUILDS_WAITING));
  return {
    name: 'draws',
    draws: createDraws(platform, store, { ...needs, receipts }),
    handlers: createDrawsHandlers(platform, store, { ...needs, receipts }),
  };
};
