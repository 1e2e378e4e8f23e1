import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { SecretKeeper } from '../../src/host/platform/secretKeeper.ts';

/** The key store of one machine: AES with a key that never leaves this process. Each call makes another machine. */
export const aesKeeper = (): SecretKeeper => {
  const key = randomBytes(32);
  return {
    name: 'aes',
    lock: (secret) => {
      const iv = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', key, iv);
      const body = Buffer.concat([cipher.update(secret), cipher.final()]);
      return Buffer.concat([iv, cipher.getAuthTag(), body]);
    },
    unlock: (locked) => {
      const decipher = createDecipheriv('aes-256-gcm', key, locked.subarray(0, 12));
      decipher.setAuthTag(locked.subarray(12, 28));
      try {
        return Buffer.concat([decipher.update(locked.subarray(28)), decipher.final()]);
      } catch {
        // GCM's word for another key.
        return null;
      }
    },
  };
};
