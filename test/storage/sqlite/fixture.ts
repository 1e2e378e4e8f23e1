import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { DATABASE_FILE } from '../../../src/host/platform/storage/sqlite/openDatabase.ts';
import { temporaryFolder } from '../../support/temporary.ts';

const path = (name: string): string => join(import.meta.dirname, 'fixtures', name);

/** A data directory with the store of an earlier version. */
export const unpackFixture = (name: string): string => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, DATABASE_FILE), gunzipSync(readFileSync(path(`${name}.sqlite3.gz`))));
  return folder;
};

/** What that version itself read from it; bytes as `hex:…`. */
export const readFixture = <T>(name: string): T => JSON.parse(readFileSync(path(`${name}.json`), 'utf8')) as T;
