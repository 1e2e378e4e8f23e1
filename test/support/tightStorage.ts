import type Database from 'better-sqlite3';
import { openDatabase } from '../../src/host/platform/storage/sqlite/openDatabase.ts';
import { openSqliteStores } from '../../src/host/openSqliteStores.ts';
import type { Stores } from '../../src/host/stores.ts';

/** The real store on a disk that a test can fill and free: SQLite is told how many pages it may have. */
export const createTightStorage = () => {
  let database: Database.Database | undefined;
  const limit = (pages: number): void => void database?.pragma(`max_page_count = ${pages}`);
  return {
    openStores: (dataDir: string): Stores =>
      openSqliteStores(dataDir, { open: (folder, migrations) => (database = openDatabase(folder, migrations)) }),
    /** No page more than now. */
    fill: (): void => limit(Number(database?.pragma('page_count', { simple: true }))),
    free: (): void => limit(1_000_000),
    /** Whatever is written fails, as on a disk that the system has made read-only after an error. */
    fail: (): void => void database?.pragma('query_only = 1'),
    mend: (): void => void database?.pragma('query_only = 0'),
  };
};
