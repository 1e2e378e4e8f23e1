import { toHex } from '../../core/fairness/bytes.ts';

/** 128 random bits in hex, for an Idempotency-Key. Works without a secure context, where `crypto.randomUUID` does not exist. */
export const randomKey = (): string => toHex(crypto.getRandomValues(new Uint8Array(16)));
