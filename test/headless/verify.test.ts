import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { vectorNamed } from '../core/fairness/vectors.ts';
import { logHash, NO_PREVIOUS } from '../../src/core/log/logChain.ts';
import { runCommand } from './runCommand.ts';

const folder = mkdtempSync(join(tmpdir(), 'verify-'));
afterAll(() => rmSync(folder, { recursive: true }));

const { proof } = vectorNamed('weights, room and spoken');

let files = 0;
const file = (content: unknown): string => {
  const path = join(folder, `${(files += 1)}.json`);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
};

const verify = (...args: string[]) => runCommand('src/headless/verify.ts', args);

describe('npm run verify', { timeout: 30_000 }, () => {
  it('finds a fair draw fair, names its checks and winners, and ends with 0', async () => {
    const { code, stdout, stderr } = await verify(file(proof));
    expect(stderr).toBe('');
    expect(code).toBe(0);
    expect(stdout).toContain('✓ winners');
    expect(stdout).toContain(`Winners: ${proof.winners.join(', ')}`);
    expect(stdout).toContain('FAIR');
  });

  it("takes the host's whole answer, envelope and byte order mark included", async () => {
    const { code } = await verify(file(`\uFEFF${JSON.stringify({ success: true, data: proof, message: '' })}`));
    expect(code).toBe(0);
  });

  it('names the check that fails, and ends with 1', async () => {
    const { code, stdout } = await verify(file({ ...proof, winners: [...proof.winners].reverse() }));
    expect(code).toBe(1);
    expect(stdout).toContain('✗ winners: ');
    expect(stdout).toContain('· reserves: ');
    expect(stdout).toContain('NOT FAIR: the check "winners" failed.');
  });

  it('fails the check "version" for a proof of another version', async () => {
    const { code, stdout } = await verify(file({ ...proof, v: 'ld9' }));
    expect(code).toBe(1);
    expect(stdout).toContain('the check "version" failed');
  });

  it('compares with an announcement that was saved before', async () => {
    const same = await verify(file(proof), '--announcement', file(proof.announcement));
    expect(same.code).toBe(0);
    expect(same.stdout).toContain('✓ announcement');

    const other = file({ ...proof.announcement, rule: 'friends of the house' });
    const different = await verify(file(proof), '--announcement', other);
    expect(different.code).toBe(1);
    expect(different.stdout).toContain('the check "announcement" failed');
  });

  it('cannot be made to write control characters to the terminal', async () => {
    const prize = { ...proof.announcement.prize, name: '\u001b[2J\u202Eevil' };
    const { stdout } = await verify(file({ ...proof, announcement: { ...proof.announcement, prize } }));
    expect(stdout).not.toContain('\u001b');
    expect(stdout).not.toContain('\u202E');
  });

  it.each([
    ['a file that is not there', () => [join(folder, 'none.json')]],
    ['a folder', () => [folder]],
    ['what is not JSON', () => [file('{"v":')]],
    ['JSON that is no object', () => [file([1, 2])]],
    ['an announcement that is not JSON', () => [file(proof), '--announcement', file('nope')]],
    ['no file at all', () => []],
    ['a log that is not there', () => ['--log', join(folder, 'none.json')]],
    ['a log that is not JSON', () => ['--log', file('[{')]],
    ['a log that is no list', () => ['--log', file({ records: [] })]],
    ['a log beside a proof', () => [file(proof), '--log', file([])]],
    ['a log with an announcement', () => ['--log', file([]), '--announcement', file(proof.announcement)]],
    ['an unknown flag', () => ['--strict', file(proof)]],
  ])('ends with 2 and one line for %s', async (_, args) => {
    const { code, stdout, stderr } = await verify(...args());
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/^error: [^\n]+\n$/);
  });
});

/** A log as an archive holds it. */
const exportedLog = () => {
  let previous = NO_PREVIOUS;
  return ['event_made', 'logged_in', 'prize_added', 'draw_announced'].map((action, index) => {
    const at = Date.UTC(2026, 10, 20, 12, index);
    const record = { seq: index + 1, event: 'event', actor: 'admin:3f9a01bc', action, details: { name: '자동차' } };
    const hash = logHash(previous, { ...record, at });
    const exported = { ...record, at: new Date(at).toISOString(), previous, hash };
    previous = hash;
    return exported;
  });
};

describe('npm run verify -- --log', { timeout: 30_000 }, () => {
  it('finds a log intact, names its last hash, and ends with 0', async () => {
    const log = exportedLog();
    const { code, stdout, stderr } = await verify('--log', file(JSON.stringify(log, null, 2)));
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain('✓ log');
    expect(stdout).toContain('Records: 4, the last of 2026-11-20T12:03:00.000Z');
    expect(stdout).toContain(log[3]?.hash);
    expect(stdout).toContain('INTACT');
  });

  const [first, second, third, fourth] = exportedLog();
  it.each<[string, unknown[], RegExp]>([
    ['a changed record', [first, second, { ...third, actor: 'host' }, fourth], /record 3 does not follow/],
    ['a changed moment', [first, { ...second, at: '2026-11-20T12:01:00.001Z' }], /record 2 does not follow/],
    ['a moment written otherwise', [first, { ...second, at: '2026-11-20T12:01:00Z' }], /record 2 of the list is not/],
    ['a record left out', [first, third, fourth], /record 3 does not follow/],
    ['the first records cut off', [third, fourth], /record 3 does not follow/],
    ['a field too many', [first, { ...second, note: 'x' }], /record 2 of the list is not well formed/],
    ['details that no log could hold', [first, { ...second, details: -1.5 }], /record 2 does not follow/],
    ['what is no record', [first, null], /record 2 of the list is not well formed/],
    ['no records', [], /there are no records/],
  ])('ends with 1 for %s', async (_, records, reason) => {
    const { code, stdout } = await verify('--log', file(records));
    expect(code).toBe(1);
    expect(stdout).toMatch(/^✗ log: /);
    expect(stdout).toMatch(reason);
    expect(stdout).toContain('NOT INTACT');
  });

  it('is explained by --help', async () => {
    const { code, stdout } = await verify('--help');
    expect(code).toBe(0);
    expect(stdout).toContain('--log <file>');
    expect(stdout).toMatch(/0 when everything holds, 1 when a check failed, 2 when/);
  });
});
