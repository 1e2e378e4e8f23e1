import { createCipheriv, createDecipheriv, createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import type { Random } from '../random.ts';
import { accountOf, type Caller } from './caller.ts';
import type { IdempotentReply, KeptReply } from '../storage/auditedChange.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** SHA-256 of the file that came with it, hex: what stands for its body; null until one was read. */
    fileHash: string | null;
  }
}

const IV_BYTES = 12;
const TAG_BYTES = 16;

const sha256 = (...parts: string[]): Buffer => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(String(part.length)).update(':').update(part);
  return hash.digest();
};

/** What an HTTP reply is made of, as kept for those who ask again. */
export interface ReplyContent {
  readonly status: number;
  readonly body: unknown;
}

/**
 * The `Idempotency-Key` of one request: whoever repeats it with the same key gets the first reply again, also after
 * a restart. Replies may hold secrets (a session token), so they are kept encrypted with a key that only the
 * Idempotency-Key gives; of that, the store has a hash.
 */
export interface IdempotentRequest {
  readonly key: Uint8Array;
  /** What to keep with a change, under its commit. `reply` is pure. */
  keep<T>(reply: (outcome: T) => ReplyContent): IdempotentReply<T>;
  /** The reply that was kept; null when it belongs to another request with the same key. */
  read(kept: KeptReply): ReplyContent | null;
}

/** `caller`: who asks; keys of different accounts never meet. `body`: the parsed body, or a text that stands for it. */
export const idempotentRequest = (
  request: FastifyRequest,
  caller: Caller,
  body: unknown,
  at: number,
  random: Random,
): IdempotentRequest | null => {
  const header = request.headers['idempotency-key'];
  if (typeof header !== 'string') return null;
  const path = request.url.split('?', 1)[0] ?? '';
  const account = accountOf(caller);
  const key = sha256('key', account, request.method, path, header);
  const secret = sha256('secret', account, request.method, path, header);
  const fingerprint = sha256('request', JSON.stringify(request.fileHash ?? body ?? null));
  return {
    key,
    keep: (reply) => ({
      key,
      fingerprint,
      at,
      reply: (outcome) => {
        const iv = random.bytes(IV_BYTES);
        const cipher = createCipheriv('aes-256-gcm', secret, iv);
        const text = JSON.stringify(reply(outcome));
        return Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
      },
    }),
    read: (kept) => {
      if (!timingSafeEqual(kept.fingerprint, fingerprint)) return null;
      const sealed = Buffer.from(kept.reply);
      const decipher = createDecipheriv('aes-256-gcm', secret, sealed.subarray(0, IV_BYTES));
      decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
      const text = Buffer.concat([decipher.update(sealed.subarray(IV_BYTES, -TAG_BYTES)), decipher.final()]);
      return JSON.parse(text.toString('utf8')) as ReplyContent;
    },
  };
};
