import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { announcementHash } from '../../../src/core/fairness/announcement.ts';
import { isSignatureOf } from '../../../src/core/fairness/beaconSignature.ts';
import { toHex } from '../../../src/core/fairness/bytes.ts';
import { chainLink, sealOf } from '../../../src/core/fairness/chain.ts';
import { delayed, delayHex, delayStep, readDelay, rootPower, undelayedStep } from '../../../src/core/fairness/delay.ts';
import { decide, delayInputOf } from '../../../src/core/fairness/draw.ts';
import { entriesTree, entryLeaf, receiptOf, verifyReceipt } from '../../../src/core/fairness/entries.ts';
import { closeOf, entropyHash, roomTree, verifyInRoom } from '../../../src/core/fairness/entropy.ts';
import { inclusionPath, leafHash } from '../../../src/core/fairness/merkle.ts';
import { assembleProof, parseProof } from '../../../src/core/fairness/proof.ts';
import { finish } from '../../../src/core/fairness/slices.ts';
import { drawKey } from '../../../src/core/fairness/stream.ts';
import { verify } from '../../../src/core/fairness/verify.ts';
import { delaySteps, vectors } from './vectors.ts';

describe.each(vectors)('vector "$name"', ({ chain_tip, intermediate, inclusion, contribution, proof }) => {
  const { announcement, entries, entropy, room, reveal, seal, delay, winners, reserves } = proof;

  it('verifies, with and without the saved announcement and close, the signature included', () => {
    expect(verify(proof)).toMatchObject({ ok: true, failed: null, proof });
    const known = {
      announcement: structuredClone(announcement),
      close: { entropy_hash: intermediate.entropy_hash, count: room.length },
      isSignature: isSignatureOf,
    };
    expect(verify(proof, known)).toMatchObject({ ok: true, failed: null });
  });

  it('has the seal and the reveal of its chain', () => {
    expect(sealOf(chain_tip)).toBe(seal);
    expect(chainLink(chain_tip, announcement.draw)).toBe(reveal);
  });

  it('has the intermediate hashes', () => {
    expect(announcementHash(announcement)).toBe(intermediate.announcement_hash);
    expect(entropyHash(entropy)).toBe(intermediate.entropy_hash);
    expect(closeOf(entropy)).toEqual({ entropy_hash: intermediate.entropy_hash, count: room.length });
    const { announcement_hash, entropy_hash, delay_output, r } = intermediate;
    expect(drawKey(reveal, announcement_hash, entropy_hash, delay_output)).toBe(r);
  });

  it('has the delay, computed step by step', () => {
    const input = delayInputOf({ announcement, chainLink: reveal, entropy });
    expect(delayHex(input)).toBe(intermediate.delay_input);
    expect(delayHex(finish(delayed(input, announcement.delay, rootPower)))).toBe(intermediate.delay_output);
    expect(intermediate.delay_output).toBe(delay);
  });

  it('has the root and the inclusion path', () => {
    const tree = entriesTree(entries);
    expect({ count: tree.count, root: tree.root }).toEqual(announcement.entries);
    const receipt = receiptOf(entries, tree, inclusion.index);
    expect(toHex(leafHash(entryLeaf(receipt.entry)))).toBe(inclusion.leaf);
    expect(receipt.path).toEqual(inclusion.path);
    expect(verifyReceipt(receipt, announcement.entries)).toBe(true);
  });

  it.runIf(contribution)("has the contribution's path to the room's root", () => {
    const { index, path } = contribution!;
    const [mixed] = entropy;
    expect(inclusionPath(finish(roomTree(room)), index)).toEqual(path);
    expect(verifyInRoom(room[index], index, path, mixed)).toBe(true);
    expect(verifyInRoom(room[index + 1], index, path, mixed)).toBe(false);
    expect(verifyInRoom(room[index], index + 1, path, mixed)).toBe(false);
  });

  it('is decided and put together to the same document', () => {
    const outcome = decide({ announcement, chainLink: reveal, entries, entropy, room, delay });
    expect(outcome).toEqual({ winners, reserves });
    const text = JSON.stringify(
      assembleProof({ seal, reveal, announcement, entries, room, entropy, delay, ...outcome }),
    );
    expect(parseProof(text)).toEqual({ ok: true, document: proof });
  });
});

it.each(delaySteps)('a step of the delay from $x', ({ x, y }) => {
  const [from, to] = [readDelay(x)!, readDelay(y)!];
  expect(delayHex(delayStep(from, rootPower))).toBe(y);
  expect(delayHex(undelayedStep(to))).toBe(x);
});

it('the vectors are the published ones, to the byte', () => {
  const { length } = readFileSync(new URL('./vectors.json', import.meta.url));
  expect([vectors.length, delaySteps.length, length]).toEqual([7, 9, 106175]);
});
