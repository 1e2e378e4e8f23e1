import type Database from 'better-sqlite3';
import { openDatabase } from '../../src/host/storage/sqlite/openDatabase.ts';
import { createSqliteStorage } from '../../src/host/storage/sqlite/sqliteStorage.ts';
import type { Storage } from '../../src/host/storage/storage.ts';

/** The real store on a disk that a test can fill and free: SQLite is told how many pages it may have. */
export const createTightStorage = () => {
  let database: Database.Database | undefined;
  const limit = (pages: number): void => void database?.pragma(`max_page_count = ${pages}`);
  return {
    openStorage: (dataDir: string): Storage =>
      createSqliteStorage(dataDir, (folder) => (database = openDatabase(folder))),
    /** No page more than now. */
    fill: (): void => limit(Number(database?.pragma('page_count', { simple: true }))),
    free: (): void => limit(1_000_000),
  };
};
