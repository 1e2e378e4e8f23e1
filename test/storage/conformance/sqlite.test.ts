import { createSqliteStorage } from '../../../src/host/storage/sqlite/sqliteStorage.ts';
import { storageSuite } from './suite.ts';

storageSuite('SQLite', (folder) => createSqliteStorage(folder));
