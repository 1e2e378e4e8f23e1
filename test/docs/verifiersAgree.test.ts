/**
 * The program's verifier and the one in Python, of which neither knows the other, on proofs with something changed at random:
 * none is accepted, and both name the same check. LUCKYDRAW_MUTATIONS=100000 tries so many instead of a few thousand.
 */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { isSignatureOf } from '../../src/core/fairness/beaconSignature.ts';
import { parseProof } from '../../src/core/fairness/proof.ts';
import { verify } from '../../src/core/fairness/verify.ts';
import { vectors } from '../core/fairness/vectors.ts';
import { PROJECT_DIR } from '../support/project.ts';
import { temporaryFolder } from '../support/temporary.ts';
import { mutate, randomFrom } from './mutations.ts';

const COUNT = Number(process.env['LUCKYDRAW_MUTATIONS'] ?? 3_000);
const hasPython = spawnSync('python3', ['--version']).status === 0;
const script = join(PROJECT_DIR, 'docs/verify_ld2.py');

/** What the program says of a text: the check that fails, `fair`, or `unreadable`. */
const judge = (text: string): string => {
  const parsed = parseProof(text);
  if (!parsed.ok) return parsed.code === 'other_version' ? 'version' : 'unreadable';
  return verify(parsed.document, { isSignature: isSignatureOf }).failed ?? 'fair';
};

it.skipIf(!hasPython)(
  `${COUNT} changed proofs are accepted by nobody, and both verifiers name the same check`,
  { timeout: 60_000 + COUNT * 20 },
  () => {
    const seed = Number(process.env['LUCKYDRAW_SEED'] ?? 20_261_121);
    const random = randomFrom(seed);
    const texts: string[] = [];
    // The long ones are no better than the short ones, and take their time.
    const short = vectors.filter(({ proof }) => proof.entries.length <= 60 && proof.announcement.delay <= 40);
    while (texts.length < COUNT) {
      const { proof } = (random() < 0.02 ? vectors : short)[Math.floor(random() * short.length)] ?? { proof: null };
      const original = JSON.stringify(proof);
      const text = JSON.stringify(mutate(JSON.parse(original), random));
      if (text !== original) texts.push(text);
    }
    const file = join(temporaryFolder(), 'proofs.jsonl');
    writeFileSync(file, `${texts.join('\n')}\n`);
    const { stdout } = spawnSync('python3', [script, '--lines', file], { encoding: 'utf8', maxBuffer: 2 ** 28 });
    const said = stdout.trimEnd().split('\n');
    expect(said).toHaveLength(texts.length);
    const names = new Map<string, number>();
    for (const [index, text] of texts.entries()) {
      const name = judge(text);
      names.set(name, (names.get(name) ?? 0) + 1);
      expect(
        `${name} ${name === said[index] ? '' : text}`,
        `seed ${seed}, proof ${index}: Python says ${said[index]}`,
      ).toBe(`${said[index]} `);
      expect(name, text).not.toBe('fair');
    }
    // Every check was the first to fail somewhere: none of them is asleep.
    for (const name of [
      'version',
      'seal',
      'entries',
      'room',
      'entropy',
      'delay',
      'winners',
      'reserves',
      'unreadable',
    ]) {
      expect(names.get(name) ?? 0, name).toBeGreaterThan(0);
    }
  },
);
