import { join } from 'node:path';
import Database from 'better-sqlite3';
import { openSqliteStores } from '../../../src/host/openSqliteStores.ts';
import { DATABASE_FILE } from '../../../src/host/platform/storage/sqlite/openDatabase.ts';
import { accessSuite } from './access.ts';
import type { StoreUnderTest } from './begin.ts';
import { campaignsSuite } from './campaigns.ts';
import { drawsSuite } from './draws.ts';
import { eventSuite } from './event.ts';
import { logSuite } from './log.ts';
import { outboxSuite } from './outbox.ts';
import { lotteriesSuite } from './lotteries.ts';
import { platformSuite } from './platform.ts';
import { roomsSuite } from './rooms.ts';
import { stageSuite } from './stage.ts';

const sqlite: StoreUnderTest = {
  name: 'SQLite',
  open: (folder, outbox) =>
    openSqliteStores(folder, { ...(outbox && { outbox: (events) => void outbox.push(...events) }) }),
  setActiveAside: (folder) => {
    const database = new Database(join(folder, DATABASE_FILE));
    database.exec('UPDATE events SET active = 0');
    database.close();
  },
};

platformSuite(sqlite);
accessSuite(sqlite);
logSuite(sqlite);
eventSuite(sqlite);
drawsSuite(sqlite);
stageSuite(sqlite);
outboxSuite(sqlite);
campaignsSuite(sqlite);
lotteriesSuite(sqlite);
roomsSuite(sqlite);
