import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createHash } from 'node:crypto';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { MIGRATIONS } from '../../../src/host/openSqliteStores.ts';
import type { Migration } from '../../../src/host/platform/storage/sqlite/migrate.ts';
import { DATABASE_FILE, openDatabase } from '../../../src/host/platform/storage/sqlite/openDatabase.ts';
import { temporaryFolder } from '../../support/temporary.ts';
import { unpackFixture } from './fixture.ts';

const step = (version: number, sql: string, feature = 'base'): Migration => ({ feature, version, sql });
const TABLE = 'CREATE TABLE a (x TEXT) STRICT';

const versionsOf = (database: Database.Database): unknown =>
  Object.fromEntries(
    database.prepare('SELECT feature, version FROM schema_versions').raw().all() as [string, number][],
  );

describe('migrations', () => {
  // Append-only: whoever edits one that shipped leaves the data of others behind. A new one adds a line here.
  it('stay as they shipped', () => {
    const shipped = MIGRATIONS.map(
      ({ feature, version, sql }) =>
        `${feature} ${version} ${createHash('sha256').update(sql).digest('hex').slice(0, 16)}`,
    );
    expect(shipped).toMatchInlineSnapshot(`
      [
        "base 1 7180848aff48e920",
        "event 2 91505b1d1d68d0f8",
        "stage 3 076f8f2ec22c491e",
        "draws 4 26a87e55bb599084",
        "log 5 b636ea438362f255",
        "event 6 f94315a3b7ed9f4e",
        "outbox 10 f510e054ac7def20",
        "lotteries 11 5656050ddefe9660",
        "campaigns 12 62b5ef1998218b50",
        "rooms 13 4f9180535284f1dc",
        "lotteries 14 335e3535371f0848",
        "draws 15 8e06145896e21b68",
        "stage 16 991edabbe050c111",
        "event 17 d53fd2c58c720db7",
        "event 19 26f45da8b351c1ea",
        "draws 20 a97d47c1f589933c",
        "event 21 c1251ba82759c39c",
      ]
    `);
  });

  it('have numbers of their own, in the order of the list', () => {
    const numbers = MIGRATIONS.map(({ version }) => version);
    expect(new Set(numbers).size).toBe(numbers.length);
    expect([...numbers].sort((one, other) => one - other)).toEqual(numbers);
  });

  it('bring a store up to date one after the other, each once, whatever its feature', () => {
    const folder = temporaryFolder();
    const steps = [
      step(1, TABLE),
      step(2, "INSERT INTO a VALUES ('first')", 'rooms'),
      step(3, "INSERT INTO a VALUES ('second')", 'draws'),
      step(4, "INSERT INTO a VALUES ('third')", 'rooms'),
    ];
    openDatabase(folder, steps.slice(0, 2)).close();
    const database = openDatabase(folder, steps);
    expect(database.pragma('user_version', { simple: true })).toBe(2);
    expect(versionsOf(database)).toEqual({ base: 1, rooms: 4, draws: 3 });
    expect(database.prepare('SELECT x FROM a').pluck().all()).toEqual(['first', 'second', 'third']);
    database.close();
    openDatabase(folder, steps).close();
  });

  it('are undone whole when one of them fails, and the store stays with the program that wrote it', () => {
    const folder = unpackFixture('first-schema');
    const broken = [
      ...MIGRATIONS,
      step(90, "CREATE TABLE half (x TEXT) STRICT; INSERT INTO half VALUES ('half')", 'rooms'),
      step(91, 'INSERT INTO nowhere VALUES (1)', 'rooms'),
    ];
    expect(() => openDatabase(folder, broken)).toThrow(/cannot be opened/);
    const database = new Database(join(folder, DATABASE_FILE));
    expect(database.pragma('user_version', { simple: true })).toBe(1);
    const tables = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").pluck().all();
    expect(tables).not.toContain('half');
    expect(tables).not.toContain('schema_versions');
    expect(tables).toContain('reserves');
    database.close();
    openDatabase(folder, MIGRATIONS).close();
  });

  it.each([
    [
      'of a feature',
      [step(1, TABLE), step(3, 'SELECT 1', 'rooms')],
      /newer version .*schema rooms 3, this one knows 2/,
    ],
    [
      'of an unknown feature',
      [step(1, TABLE), step(2, 'SELECT 1', 'lotteries')],
      /schema lotteries 2, this one knows 0/,
    ],
  ])('leave a newer store %s alone', (_, newer, message) => {
    const folder = temporaryFolder();
    openDatabase(folder, newer).close();
    const file = join(folder, DATABASE_FILE);
    const before = readFileSync(file);
    expect(() => openDatabase(folder, [step(1, TABLE), step(2, 'SELECT 1', 'rooms')])).toThrow(message);
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  it('leave a store of a format that is not known yet alone', () => {
    const folder = temporaryFolder();
    const file = join(folder, DATABASE_FILE);
    const newer = new Database(file);
    newer.pragma('user_version = 3');
    newer.close();
    const before = readFileSync(file);
    expect(() => openDatabase(folder, MIGRATIONS)).toThrow(/newer version .*schema 3, this one knows 2/);
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  it('are refused by the program before them', () => {
    const folder = unpackFixture('first-schema');
    openDatabase(folder, MIGRATIONS).close();
    const database = new Database(join(folder, DATABASE_FILE));
    // That program knows one schema, and refuses any file with a higher number than its own.
    expect(database.pragma('user_version', { simple: true })).toBeGreaterThan(1);
    database.close();
  });

  it('may make a table anew, and what refers to it stays', () => {
    const folder = unpackFixture('first-schema');
    openDatabase(folder, MIGRATIONS).close();
    const count = (database: Database.Database) =>
      ['draws', 'prize_draws', 'stage_draws', 'wins', 'prizes', 'participants', 'log'].map((table) =>
        database.prepare(`SELECT count(*) FROM ${table}`).pluck().get(),
      );
    const again = (table: string, columns: string): string =>
      `CREATE TABLE new_${table} (${columns}, added TEXT) STRICT;
      INSERT INTO new_${table} SELECT *, 'new' FROM ${table};
      DROP TABLE ${table};
      ALTER TABLE new_${table} RENAME TO ${table};`;
    const rebuilt = [
      ...MIGRATIONS,
      step(
        90,
        again(
          'draws',
          `id TEXT PRIMARY KEY, owner_id TEXT, epoch INTEGER, draw INTEGER, provable INTEGER, entry_count INTEGER,
          announcement TEXT, announced_at INTEGER, window_ms INTEGER, closed_at INTEGER, room TEXT, entropy TEXT,
          decided_at INTEGER, delay TEXT, winners TEXT, reserves TEXT, revealed_at INTEGER, abandoned_at INTEGER`,
        ),
        'draws',
      ),
      step(
        91,
        again(
          'prize_draws',
          `draw_id TEXT PRIMARY KEY, event_id TEXT REFERENCES events (id),
          prize_id TEXT REFERENCES prizes (id) ON DELETE SET NULL, prize_name TEXT, prize_rank INTEGER,
          prize_description TEXT, image_id TEXT REFERENCES images (id)`,
        ),
        'event',
      ),
    ];
    const before = new Database(join(folder, DATABASE_FILE));
    const counts = count(before);
    expect(counts.every((rows) => Number(rows) > 0)).toBe(true);
    before.close();
    const database = openDatabase(folder, rebuilt);
    expect(count(database)).toEqual(counts);
    expect(database.pragma('foreign_keys', { simple: true })).toBe(1);
    // The wins refer to the table made anew: they go with their draw, and none comes without one.
    database.exec("DELETE FROM prize_draws WHERE added = 'new'");
    expect(database.prepare('SELECT count(*) FROM wins').pluck().get()).toBe(0);
    expect(() =>
      database.exec(
        "INSERT INTO wins (draw_id, event_id, join_round, position, draw_number, claim_code, claimed_at) SELECT 'nowhere', id, 1, 1, 1, 'X', NULL FROM events",
      ),
    ).toThrow(/FOREIGN KEY/);
    database.close();
  });

  it('never leave a row that refers to nothing', () => {
    const folder = unpackFixture('first-schema');
    const losing = [...MIGRATIONS, step(90, 'DELETE FROM prize_draws', 'event')];
    expect(() => openDatabase(folder, losing)).toThrow(/a row of wins refers to none of prize_draws/);
    const database = openDatabase(folder, MIGRATIONS);
    expect(Number(database.prepare('SELECT count(*) FROM wins').pluck().get())).toBeGreaterThan(0);
    database.close();
  });

  it('make a store of strict tables, safe against a power cut, and for one program', () => {
    const database = openDatabase(temporaryFolder(), MIGRATIONS);
    const pragma = (name: string): unknown => database.pragma(name, { simple: true });
    // From then on the kernel syncs in SQLite's place: see durability.test.ts.
    expect([pragma('journal_mode'), pragma('synchronous'), pragma('foreign_keys'), pragma('locking_mode')]).toEqual([
      'wal',
      2,
      1,
      'exclusive',
    ]);
    const tables = database
      .prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
      .all() as { name: string; sql: string }[];
    expect(tables.length).toBeGreaterThan(8);
    for (const { name, sql } of tables) expect(sql, name).toMatch(/\) STRICT/);
    expect(tables.map(({ name }) => name).filter((name) => name.startsWith('new_'))).toEqual([]);
    database.close();
  });
});
