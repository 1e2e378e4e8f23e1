import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { MIGRATIONS } from '../../../src/host/storage/sqlite/migrations/index.ts';
import { DATABASE_FILE, openDatabase } from '../../../src/host/platform/storage/sqlite/openDatabase.ts';
import { temporaryFolder } from '../../support/temporary.ts';

describe('migrations', () => {
  // Append-only: whoever edits one that shipped leaves the data of others behind. A new one adds a line here.
  it('stay as they shipped', () => {
    const shipped = MIGRATIONS.map((sql) => createHash('sha256').update(sql).digest('hex').slice(0, 16));
    expect(shipped).toMatchInlineSnapshot(`
      [
        "7180848aff48e920",
      ]
    `);
  });

  it('bring a store up to date one after the other, each once', () => {
    const folder = temporaryFolder();
    const steps = [
      'CREATE TABLE a (x TEXT) STRICT',
      "INSERT INTO a VALUES ('first')",
      "INSERT INTO a VALUES ('second')",
    ];
    openDatabase(folder, steps.slice(0, 2)).close();
    const database = openDatabase(folder, steps);
    expect(database.pragma('user_version', { simple: true })).toBe(3);
    expect(database.prepare('SELECT x FROM a').pluck().all()).toEqual(['first', 'second']);
    database.close();
  });

  it('are undone whole when one of them fails', () => {
    const folder = temporaryFolder();
    openDatabase(folder, ['CREATE TABLE a (x TEXT) STRICT']).close();
    const broken = ['CREATE TABLE a (x TEXT) STRICT', "INSERT INTO a VALUES ('half'); INSERT INTO nowhere VALUES (1)"];
    expect(() => openDatabase(folder, broken)).toThrow(/cannot be opened/);
    const database = openDatabase(folder, broken.slice(0, 1));
    expect(database.pragma('user_version', { simple: true })).toBe(1);
    expect(database.prepare('SELECT count(*) FROM a').pluck().get()).toBe(0);
    database.close();
  });

  it('leave a newer store alone', () => {
    const folder = temporaryFolder();
    openDatabase(folder, ['SELECT 1', 'SELECT 1']).close();
    const file = join(folder, DATABASE_FILE);
    const before = readFileSync(file);
    expect(() => openDatabase(folder, ['SELECT 1'])).toThrow(/newer version .*schema 2, this one knows 1/);
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  it('make a store that every commit reaches before it counts', () => {
    const database = openDatabase(temporaryFolder());
    const pragma = (name: string): unknown => database.pragma(name, { simple: true });
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
    database.close();
  });
});
