import { describe, expect, it } from 'vitest';
import { announcementHash } from '../../../src/core/fairness/announcement.ts';
import { toHex } from '../../../src/core/fairness/bytes.ts';
import { chainLink, sealOf } from '../../../src/core/fairness/chain.ts';
import { decide } from '../../../src/core/fairness/draw.ts';
import { entriesTree, entryLeaf, receiptOf, verifyReceipt } from '../../../src/core/fairness/entries.ts';
import { entropyHash } from '../../../src/core/fairness/entropy.ts';
import { leafHash } from '../../../src/core/fairness/merkle.ts';
import { assembleProof, parseProof } from '../../../src/core/fairness/proof.ts';
import { drawKey } from '../../../src/core/fairness/stream.ts';
import { verify } from '../../../src/core/fairness/verify.ts';
import { vectors } from './vectors.ts';

describe.each(vectors)('vector "$name"', ({ chain_tip, intermediate, inclusion, proof }) => {
  const { announcement, entries, entropy, room, reveal, seal, winners, reserves } = proof;

  it('verifies, with and without the saved announcement', () => {
    expect(verify(proof)).toMatchObject({ ok: true, failed: null, proof });
    expect(verify(proof, structuredClone(announcement))).toMatchObject({ ok: true, failed: null });
  });

  it('has the seal and the reveal of its chain', () => {
    expect(sealOf(chain_tip)).toBe(seal);
    expect(chainLink(chain_tip, announcement.draw)).toBe(reveal);
  });

  it('has the intermediate hashes', () => {
    expect(announcementHash(announcement)).toBe(intermediate.announcement_hash);
    expect(entropyHash(entropy)).toBe(intermediate.entropy_hash);
    expect(drawKey(reveal, intermediate.announcement_hash, intermediate.entropy_hash)).toBe(intermediate.r);
  });

  it('has the root and the inclusion path', () => {
    const tree = entriesTree(entries);
    expect({ count: tree.count, root: tree.root }).toEqual(announcement.entries);
    const receipt = receiptOf(entries, tree, inclusion.index);
    expect(toHex(leafHash(entryLeaf(receipt.entry)))).toBe(inclusion.leaf);
    expect(receipt.path).toEqual(inclusion.path);
    expect(verifyReceipt(receipt, announcement.entries)).toBe(true);
  });

  it('is decided and put together to the same document', () => {
    const outcome = decide({ announcement, chainLink: reveal, entries, entropy, room });
    expect(outcome).toEqual({ winners, reserves });
    const text = JSON.stringify(assembleProof({ seal, reveal, announcement, entries, room, entropy, ...outcome }));
    expect(parseProof(text)).toEqual({ ok: true, document: proof });
  });
});
