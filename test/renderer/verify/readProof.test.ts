import { describe, expect, it } from 'vitest';
import { maxProofLength } from '../../../src/core/fairness/proof.ts';
import { readProofFile, readProofText } from '../../../src/renderer/verify/readProof.ts';
import { vectorNamed } from '../../core/fairness/vectors.ts';

const { proof } = vectorNamed('weights, room and spoken');
const text = JSON.stringify(proof);

describe('reading a proof', () => {
  it('takes the proof itself and the answer of the host around it', () => {
    expect(readProofText(text)).toEqual({ ok: true, document: proof });
    expect(readProofText(JSON.stringify({ success: true, data: proof, message: 'OK' }))).toEqual({
      ok: true,
      document: proof,
    });
  });

  it('takes a proof that was saved with a byte order mark and indented', () => {
    expect(readProofText(`\uFEFF${JSON.stringify(proof, null, 2)}\r\n`)).toEqual({ ok: true, document: proof });
  });

  it('leaves a proof with missing parts to the checks, which name what is wrong', () => {
    expect(readProofText('{"v":"ld2","seal":"00"}').ok).toBe(true);
  });

  it.each([
    ['empty', 'nothing', ''],
    ['empty', 'blanks', ' \n'],
    ['cut_off', 'a proof without its last character', text.slice(0, -1)],
    ['cut_off', 'the beginning of a proof', text.slice(0, 100)],
    ['not_json', 'a word', 'hello'],
    ['not_json', 'a page', '<!doctype html>'],
    ['not_json', 'a proof twice', `${text}${text}`],
    ['wrong_file', 'a list', '[]'],
    ['wrong_file', 'a number', '42'],
    ['wrong_file', 'some other object', '{"name":"package"}'],
    ['wrong_file', 'an object with another kind of version', '{"v":1}'],
    ['wrong_file', 'a refusal of the host', '{"success":false,"error":{"code":"draw_not_found"}}'],
    ['other_version', 'a proof of the next version', JSON.stringify({ ...proof, v: 'ld3' })],
    ['other_version', 'such a proof in its envelope', JSON.stringify({ success: true, data: { ...proof, v: 'ld10' } })],
    ['announcement', 'an announcement', JSON.stringify(proof.announcement)],
  ])('says %s of %s', (fault, _, given) => {
    expect(readProofText(given)).toEqual({ ok: false, fault });
  });

  it('takes a text of the greatest length and refuses a longer one', () => {
    const padded = text.padEnd(maxProofLength, ' ');
    expect(readProofText(padded).ok).toBe(true);
    expect(readProofText(`${padded} `)).toEqual({ ok: false, fault: 'too_large' });
  });
});

describe('reading a file', () => {
  it('puts the pieces of a long file together, characters across the edge included', async () => {
    const long = { v: 'ld2', note: '가'.repeat(1_500_000) };
    expect(await readProofFile(new Blob([JSON.stringify(long)]))).toEqual({ ok: true, document: long });
  });

  it('knows a picture from a text', async () => {
    const png = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0xff);
    expect(await readProofFile(new Blob([png]))).toEqual({ ok: false, fault: 'not_text' });
  });

  it('says that a file was cut off, also within a character', async () => {
    const bytes = new TextEncoder().encode('{"v":"ld2","rule":"가');
    expect(await readProofFile(new Blob([bytes]))).toEqual({ ok: false, fault: 'cut_off' });
    expect(await readProofFile(new Blob([bytes.subarray(0, -1)]))).toEqual({ ok: false, fault: 'cut_off' });
  });

  it('stops reading where a file grows too long, without having read all of it', async () => {
    let read = 0;
    const piece = new Blob([' '.repeat(1024 * 1024)]);
    class Endless extends Blob {
      override get size(): number {
        return Number.MAX_SAFE_INTEGER;
      }
      override slice(): Blob {
        read += 1;
        return piece;
      }
    }
    expect(await readProofFile(new Endless())).toEqual({ ok: false, fault: 'too_large' });
    expect(read).toBe(maxProofLength / piece.size + 1);
  });

  it('says that a file cannot be read when the disk refuses it', async () => {
    class Gone extends Blob {
      override get size(): number {
        return 10;
      }
      override slice(): Blob {
        return this;
      }
      override arrayBuffer(): Promise<ArrayBuffer> {
        return Promise.reject(new DOMException('gone', 'NotFoundError'));
      }
    }
    expect(await readProofFile(new Gone())).toEqual({ ok: false, fault: 'unreadable' });
  });
});
