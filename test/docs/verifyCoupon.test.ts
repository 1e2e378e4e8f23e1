/** The checker of coupons' draws in Python, written from the document alone: it made the vectors, and judges proofs. */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PROJECT_DIR } from '../support/project.ts';
import { temporaryFolder } from '../support/temporary.ts';

const SCRIPT = join(PROJECT_DIR, 'docs/verify_coupon.py');
const VECTORS: unknown = JSON.parse(readFileSync(join(PROJECT_DIR, 'test/core/campaigns/vectors.json'), 'utf8'));
const python = (...args: string[]) => spawnSync('python3', [SCRIPT, ...args], { encoding: 'utf8' });
const hasPython = spawnSync('python3', ['--version']).status === 0;

describe.skipIf(!hasPython)('docs/verify_coupon.py', () => {
  it('makes the published vectors', () => {
    expect(JSON.parse(python('--vectors').stdout)).toEqual(VECTORS);
  });

  it('finds them fair, and a changed one not', () => {
    const file = join(temporaryFolder(), 'draw.json');
    const { proof } = (VECTORS as { proof: { hit: string | null; reveal: string } }[])[1] ?? {};
    writeFileSync(file, JSON.stringify({ success: true, data: { proof }, message: 'OK' }));
    expect(python(file)).toMatchObject({ status: 0, stdout: 'fair\n' });
    writeFileSync(file, JSON.stringify({ ...proof, hit: 'another' }));
    expect(python(file)).toMatchObject({ status: 1, stdout: 'failed: hit\n' });
    writeFileSync(file, JSON.stringify({ ...proof, reveal: 'ab'.repeat(32) }));
    expect(python(file)).toMatchObject({ status: 1, stdout: 'failed: seal\n' });
    writeFileSync(file, 'nothing');
    expect(python(file).status).toBe(2);
  });
});
