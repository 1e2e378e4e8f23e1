import type { Feature, Platform } from '../../platform/feature.ts';
import type { Beacon } from './beacon/beacon.ts';
import type { Delayer } from './delay/delayer.ts';
import { createDrawsHandlers, type DrawsNeeds } from './handlers.ts';
import { createDraws, type Draws } from './service.ts';
import type { DrawsStore } from './store.ts';

/** The fair draw, for whoever wants one: `draws` at once, its routes as soon as it is known whose draws are shown. */
export const openDraws = (
  platform: Pick<Platform, 'clock' | 'random' | 'queues' | 'problems' | 'audit'>,
  store: DrawsStore,
  needs: DrawsNeeds & { readonly loadBeacon: () => Promise<Beacon>; readonly delayer: Delayer },
): Feature & { readonly draws: Draws } => ({
  name: 'draws',
  draws: createDraws(platform, store, needs),
  handlers: createDrawsHandlers(platform, store, needs),
});
