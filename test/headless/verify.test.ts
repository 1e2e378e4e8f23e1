import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { vectorNamed } from '../core/fairness/vectors.ts';
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
    ['an unknown flag', () => ['--strict', file(proof)]],
  ])('ends with 2 and one line for %s', async (_, args) => {
    const { code, stdout, stderr } = await verify(...args());
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/^error: [^\n]+\n$/);
  });
});
