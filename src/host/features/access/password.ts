import { scrypt, timingSafeEqual } from 'node:crypto';
import type { Random } from '../../platform/random.ts';

/** OWASP's password storage advice for scrypt: N=2^15, r=8, p=3: 32 MiB and about 0.2 s. */
const COST = { N: 2 ** 15, r: 8, p: 3, maxmem: 64 * 1024 * 1024 };
const KEY_BYTES = 32;

const derive = (password: string, salt: Uint8Array): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    scrypt(password.normalize('NFKC'), salt, KEY_BYTES, COST, (error, key) => (error ? reject(error) : resolve(key)));
  });

/** What the store keeps of a password: salt and scrypt key (RFC 7914), as text. */
export const hashPassword = async (password: string, random: Random): Promise<string> => {
  const salt = random.bytes(16);
  const key = await derive(password, salt);
  return `scrypt$${Buffer.from(salt).toString('base64')}$${key.toString('base64')}`;
};

/** Whether this is the password behind the kept text; takes the same time for every wrong one. */
export const verifyPassword = async (password: string, kept: string): Promise<boolean> => {
  const [scheme, salt = '', key = ''] = kept.split('$');
  if (scheme !== 'scrypt') throw new Error('the kept password has an unknown form');
  return timingSafeEqual(await derive(password, Buffer.from(salt, 'base64')), Buffer.from(key, 'base64'));
};
