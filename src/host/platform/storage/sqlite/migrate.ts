import type Database from 'better-sqlite3';
import { StorageError } from '../auditedChange.ts';

/**
 * One step of a feature's schema. Append-only: a step that shipped is never edited, since it has run on somebody's data.
 * `version`: the number in its file's name. It is higher than those of all steps there were, of whatever feature, so that
 * steps run in one order on a new file and on an old one, and one may read what those before it made.
 */
export interface Migration {
  readonly feature: string;
  readonly version: number;
  readonly sql: string;
}

/** A file of this `user_version` keeps its versions in `schema_versions`; 1: it has the first migration and no such table. */
const BY_FEATURE = 2;

type Versions = ReadonlyMap<string, number>;

const readVersions = (database: Database.Database): Versions => {
  const format = Number(database.pragma('user_version', { simple: true }));
  if (format === 0) return new Map();
  if (format === 1) return new Map([['base', 1]]);
  if (format > BY_FEATURE) throw newerError(database.name, `schema ${format}, this one knows ${BY_FEATURE}`);
  const rows = database.prepare('SELECT feature, version FROM schema_versions').all() as {
    feature: string;
    version: number;
  }[];
  return new Map(rows.map(({ feature, version }) => [feature, version]));
};

const newerError = (file: string, what: string): StorageError =>
  new StorageError(
    'newer',
    `The data in ${file} was written by a newer version of this program (${what}). Nothing was changed; start the newer version.`,
  );

/** Reads only. @throws StorageError `newer` for a schema of which this program does not know every feature and version. */
export const refuseNewer = (database: Database.Database, migrations: readonly Migration[]): void => {
  // The last of a feature's versions is its highest.
  const known = new Map(migrations.map(({ feature, version }) => [feature, version]));
  for (const [feature, version] of readVersions(database)) {
    const knows = known.get(feature) ?? 0;
    if (version > knows) throw newerError(database.name, `schema ${feature} ${version}, this one knows ${knows}`);
  }
};

/**
 * Runs what has not run on this file yet, in the order of the list. All steps of one start share one transaction, so that a step that fails leaves the file to
 * the program that wrote it. Foreign keys are off meanwhile and checked before the commit (sqlite.org/lang_altertable.html,
 * section 7): a table can be made anew without losing what refers to it. Answers whether anything ran.
 * @throws StorageError `damaged` when a row refers to what is not there.
 */
export const migrate = (database: Database.Database, migrations: readonly Migration[]): boolean => {
  const applied = readVersions(database);
  const pending = migrations.filter(({ feature, version }) => version > (applied.get(feature) ?? 0));
  if (pending.length === 0) return false;
  // Inside a transaction this pragma does nothing.
  database.pragma('foreign_keys = OFF');
  try {
    database
      .transaction(() => {
        database.exec(
          'CREATE TABLE IF NOT EXISTS schema_versions (feature TEXT PRIMARY KEY, version INTEGER NOT NULL) STRICT, WITHOUT ROWID',
        );
        const note = database.prepare(
          'INSERT INTO schema_versions (feature, version) VALUES (?, ?) ON CONFLICT (feature) DO UPDATE SET version = excluded.version',
        );
        for (const [feature, version] of applied) note.run(feature, version);
        for (const { feature, version, sql } of pending) {
          database.exec(sql);
          note.run(feature, version);
        }
        const [lost] = database.pragma('foreign_key_check') as { table: string; parent: string }[];
        if (lost) {
          throw new StorageError(
            'damaged',
            `The data in ${database.name} could not be brought up to date: a row of ${lost.table} refers to none of ${lost.parent}. It was left as it was.`,
          );
        }
        database.pragma(`user_version = ${BY_FEATURE}`);
      })
      .immediate();
  } finally {
    database.pragma('foreign_keys = ON');
  }
  return true;
};
