/** The numbers of a draw (FAIRNESS section 6). */
import { concat, fromHex, taggedMac, toHex, type Hex } from './bytes.ts';

/** Gives the next unsigned 64-bit integer. */
export type Stream = () => bigint;

const integersPerBlock = 4;

/** The draw's key `r`, out of the chain's link and the two hashes. */
export function drawKey(chainLink: Hex, announcementHash: Hex, entropyHash: Hex): Hex {
  const message = concat(fromHex(announcementHash), fromHex(entropyHash));
  return toHex(taggedMac(fromHex(chainLink), 'ld1:draw:', message));
}

/** The stream of integers under a key `r`, from its beginning. */
export function createStream(r: Hex): Stream {
  const key = fromHex(r);
  let drawn = 0;
  let block: DataView;
  return () => {
    const place = drawn % integersPerBlock;
    if (place === 0) {
      const counter = new DataView(new ArrayBuffer(8));
      counter.setBigUint64(0, BigInt(drawn / integersPerBlock));
      const bytes = taggedMac(key, 'ld1:block:', new Uint8Array(counter.buffer));
      block = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    }
    drawn++;
    return block.getBigUint64(8 * place);
  };
}

/** An integer of 0..m-1, every one as likely: what would favour the small ones is rejected. Throws a RangeError unless 1 <= m <= 2^53. */
export function uniform(stream: Stream, m: number): number {
  if (!Number.isInteger(m) || m < 1 || m > 2 ** 53) throw new RangeError(`no uniform number below ${m}`);
  const bound = BigInt(m);
  const limit = 2n ** 64n - (2n ** 64n % bound);
  let x = stream();
  while (x >= limit) x = stream();
  return Number(x % bound);
}
