import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hostForTest, type TestHost } from '../../support/host.ts';
import { connectScreen } from '../../support/screens.ts';
import { temporaryFolder } from '../../support/temporary.ts';

const modeOf = (path: string): string => (statSync(path).mode & 0o777).toString(8);

/** The data directory as a kill leaves it: the log of the database beside it, nothing closed. */
const asKilled = (open: TestHost): string => {
  const folder = temporaryFolder();
  for (const file of readdirSync(open.dataDir)) {
    const from = join(open.dataDir, file);
    if (statSync(from).isFile()) copyFileSync(from, join(folder, file));
  }
  return folder;
};

const markIsAt = async (open: TestHost, numbers: number): Promise<void> => {
  const file = join(open.dataDir, 'luckydraw.mark.json');
  const marked = (): string => readFileSync(file, 'utf8');
  await expect.poll(marked, { timeout: 30_000 }).toContain(`"numbers":${numbers},`);
};

const problemOf = async (open: TestHost): Promise<string | null> => {
  const desk = await connectScreen(open.url, 'operator', { token: open.adminToken });
  return desk.view().problem?.message ?? null;
};

describe.skipIf(process.platform === 'win32')('what is kept', () => {
  it('is for this user only: data, log, mark, copies, events', async () => {
    const events = join(temporaryFolder(), 'events.jsonl');
    const dataDir = join(temporaryFolder(), 'new', 'data');
    const open = await hostForTest({ config: { dataDir, outboxFile: events } });
    await open.join(2);
    const body = { reset_participants: true, reset_draws: true };
    const { backup } = (await open.admin('reset', { body })).data;
    expect(modeOf(dataDir)).toBe('700');
    expect(modeOf(join(dataDir, 'backups'))).toBe('700');
    expect(modeOf(join(dataDir, 'backups', backup ?? ''))).toBe('600');
    const files = readdirSync(dataDir).filter((file) => file !== 'backups');
    expect(files).toEqual(
      expect.arrayContaining(['luckydraw.sqlite3', 'luckydraw.sqlite3-wal', 'luckydraw.mark.json']),
    );
    for (const file of files) expect([file, modeOf(join(dataDir, file))]).toEqual([file, '600']);
    expect(modeOf(events)).toBe('600');
  });

  it('by an older version is closed to others at the next start, and a folder of others is left alone', async () => {
    const open = await hostForTest();
    await open.close();
    const { chmodSync } = await import('node:fs');
    chmodSync(open.dataDir, 0o755);
    chmodSync(join(open.dataDir, 'luckydraw.sqlite3'), 0o644);
    const again = await open.reopen();
    expect([modeOf(again.dataDir), modeOf(join(again.dataDir, 'luckydraw.sqlite3'))]).toEqual(['700', '600']);
    const shared = join(temporaryFolder(), 'shared');
    mkdirSync(shared, { mode: 0o755 });
    writeFileSync(join(shared, 'of somebody else'), '');
    await hostForTest({ config: { dataDir: shared } });
    expect([modeOf(shared), modeOf(join(shared, 'luckydraw.sqlite3'))]).toEqual(['755', '600']);
  });
});

describe('a part of the data that was deleted', () => {
  it('is told: the log with the last registrations', async () => {
    const open = await hostForTest();
    await open.join(7);
    await markIsAt(open, 7);
    const folder = asKilled(open);
    expect(await problemOf(await hostForTest({ config: { dataDir: folder } }))).toBeNull();
    const cut = asKilled(open);
    rmSync(join(cut, 'luckydraw.sqlite3-wal'));
    const without = await hostForTest({ config: { dataDir: cut } });
    const problem = await problemOf(without);
    expect(problem).toContain('luckydraw.sqlite3-wal, which held the last changes, is missing');
    expect(problem).toMatch(/the lucky numbers 1 to 7|the whole event/);
    expect((await without.admin('log', { query: { limit: 50 } })).text).toContain('data_missing');
    // Said once: the organiser has decided to go on.
    const next = await without.reopen();
    expect(await problemOf(next)).toBeNull();
  });

  it('is told: a data file that is older than it was', async () => {
    const open = await hostForTest();
    await open.join(2);
    await open.close();
    const older = asKilled(open);
    const again = await open.reopen();
    await again.join(3);
    await again.admin('createPrize', { body: { name: 'Car' } });
    await again.close();
    copyFileSync(join(again.dataDir, 'luckydraw.mark.json'), join(older, 'luckydraw.mark.json'));
    const problem = await problemOf(await hostForTest({ config: { dataDir: older } }));
    expect(problem).toContain('The data file is older than it was.');
    expect(problem).toContain('the lucky numbers 3 to 5');
    expect(problem).toMatch(/\d records? of the log/);
  });

  it('is nothing after a reset, a clean end, or with a mark that cannot be read', async () => {
    const open = await hostForTest();
    await open.join(5);
    await open.admin('reset', { body: { reset_participants: true, reset_draws: true } });
    await open.join(1);
    const again = await open.reopen();
    expect(await problemOf(again)).toBeNull();
    await again.close();
    expect(existsSync(join(again.dataDir, 'luckydraw.sqlite3-wal'))).toBe(false);
    writeFileSync(join(again.dataDir, 'luckydraw.mark.json'), '{"open":tr');
    expect(await problemOf(await again.reopen())).toBeNull();
  });
});
