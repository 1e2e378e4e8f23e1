import { createAccessStore } from './features/access/store.sqlite.ts';
import { campaignsMigrations, createCampaignsStore } from './features/campaigns/store.sqlite.ts';
import { createDrawsStore, drawsMigrations } from './features/draws/store.sqlite.ts';
import { createEventStore, eventMigrations } from './features/event/store.sqlite.ts';
import { createLogStore, logMigrations } from './features/log/store.sqlite.ts';
import { createOutboxStore, createOutboxWriter, outboxMigrations } from './features/outbox/store.sqlite.ts';
import { createLotteriesStore, lotteriesMigrations } from './features/lotteries/store.sqlite.ts';
import { createRoomsStore, roomsMigrations } from './features/rooms/store.sqlite.ts';
import { createStageStore, stageMigrations } from './features/stage/store.sqlite.ts';
import type { SecretKeeper } from './platform/secretKeeper.ts';
import { openKernel, type KernelOptions } from './platform/storage/sqlite/kernel.ts';
import type { Migration } from './platform/storage/sqlite/migrate.ts';
import { baseMigrations } from './platform/storage/sqlite/migrations/index.ts';
import { createPlatformStore } from './platform/storage/sqlite/platformStore.sqlite.ts';
import type { Stores } from './stores.ts';

/** Every migration of every feature, in the order in which they run: by their numbers, of which each is used once. */
export const MIGRATIONS: readonly Migration[] = [
  ...baseMigrations,
  ...eventMigrations,
  ...stageMigrations,
  ...drawsMigrations,
  ...logMigrations,
  ...outboxMigrations,
  ...campaignsMigrations,
  ...lotteriesMigrations,
  ...roomsMigrations,
].sort((one, other) => one.version - other.version);

/**
 * The default store: one SQLite file in `dataDir`. `keeper`: locks the secrets of draws in it.
 * @throws StorageError when the file cannot be used (see openDatabase).
 */
export const openSqliteStores = (
  dataDir: string,
  { keeper = null, ...options }: Omit<KernelOptions, 'migrations'> & { readonly keeper?: SecretKeeper | null } = {},
): Stores => {
  const outbox = createOutboxWriter();
  const kernel = openKernel(dataDir, { outbox: outbox.write, ...options, migrations: MIGRATIONS });
  const platform = createPlatformStore(kernel);
  const draws = createDrawsStore(kernel, keeper);
  const event = createEventStore(kernel);
  return {
    platform: platform.store,
    access: createAccessStore(kernel, platform.parts),
    log: createLogStore(kernel),
    event: event.store,
    draws: draws.store,
    stage: createStageStore(kernel, { draws: draws.parts, event: event.parts }),
    outbox: createOutboxStore(kernel, outbox),
    campaigns: createCampaignsStore(kernel),
    lotteries: createLotteriesStore(kernel, { draws: draws.parts }),
    rooms: createRoomsStore(kernel, { draws: draws.parts }),
  };
};
