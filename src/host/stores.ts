import type { AccessStore } from './features/access/store.ts';
import type { CampaignsStore } from './features/campaigns/store.ts';
import type { DrawsStore } from './features/draws/store.ts';
import type { EventStore } from './features/event/store.ts';
import type { LogStore } from './features/log/store.ts';
import type { OutboxStore } from './features/outbox/store.ts';
import type { LotteriesStore } from './features/lotteries/store.ts';
import type { RoomsStore } from './features/rooms/store.ts';
import type { StageStore } from './features/stage/store.ts';
import type { PlatformStore } from './platform/storage/platformStore.ts';

/** The stores of all features, over one database. */
export interface Stores {
  readonly platform: PlatformStore;
  readonly access: AccessStore;
  readonly log: LogStore;
  readonly event: EventStore;
  readonly draws: DrawsStore;
  readonly stage: StageStore;
  readonly outbox: OutboxStore;
  readonly campaigns: CampaignsStore;
  readonly lotteries: LotteriesStore;
  readonly rooms: RoomsStore;
}
