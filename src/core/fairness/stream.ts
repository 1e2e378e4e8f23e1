/** The numbers of a draw (FAIRNESS section 7). */
import { bytesOf, concat, fromHex, taggedMac, toHex, u64be, type Hex } from './bytes.ts';

/** Gives the next unsigned 64-bit integer. */
export type Stream = () => bigint;

const integersPerBlock = 4;

/** The tag of the blocks of a draw's stream. */
export const drawBlocks = 'ld2:block:';

/** The draw's key `r`, out of the chain's link, the two hashes, and what the delay gave (`y`, 128 bytes in hex). */
export function drawKey(chainLink: Hex, announcementHash: Hex, entropyHash: Hex, delay: string): Hex {
  const message = concat(fromHex(announcementHash), fromHex(entropyHash), bytesOf(delay));
  return toHex(taggedMac(fromHex(chainLink), 'ld2:draw:', message));
}

/** The stream of integers under a key, from its beginning; `tag` keeps the streams of draws and of coupons apart. */
export function createStream(r: Hex, tag: string): Stream {
  const key = fromHex(r);
  let drawn = 0;
  let block: DataView;
  return () => {
    const place = drawn % integersPerBlock;
    if (place === 0) {
      const bytes = taggedMac(key, tag, u64be(drawn / integersPerBlock));
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
