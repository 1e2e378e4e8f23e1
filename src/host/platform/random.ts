import { randomBytes, randomFillSync } from 'node:crypto';

/** The source of every secret and of every draw; injected, so that a test can know it. */
export interface Random {
  /** `size` random bytes. */
  bytes(size: number): Uint8Array;
}

const POOL_BYTES = 4_096;

/** The operating system's source. It is asked for many bytes at a time: the asking costs more than the bytes. */
export const createRandom = (): Random => {
  const pool = Buffer.allocUnsafeSlow(POOL_BYTES);
  let taken = POOL_BYTES;
  return {
    bytes: (size) => {
      if (size > POOL_BYTES) return randomBytes(size);
      if (taken + size > POOL_BYTES) {
        randomFillSync(pool);
        taken = 0;
      }
      const bytes = Uint8Array.prototype.slice.call(pool, taken, taken + size);
      pool.fill(0, taken, taken + size);
      taken += size;
      return bytes;
    },
  };
};

/** A secret of 256 bits as 43 letters, digits, `-` and `_`. */
export const newToken = (random: Random): string => Buffer.from(random.bytes(32)).toString('base64url');

/** A name that nobody can guess, 128 bits as 22 letters. */
export const newId = (random: Random): string => Buffer.from(random.bytes(16)).toString('hex');
