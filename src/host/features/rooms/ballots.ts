/** Secret ballots: who voted is known, for what is not stored with the person. Why so: docs/decisions/0012-secret-ballots.md. */
import { createCipheriv, createDecipheriv, createHmac } from 'node:crypto';
import { ROOM_LIMITS } from '../../../contract/rooms/limits.ts';
import type { Random } from '../../platform/random.ts';
import type { BallotRecord } from './store.ts';

export const BALLOT_KEY_BYTES = 32;
const IV_BYTES = 12;
const TAG_BYTES = 16;
/** All ballots are equally long, so that their length does not tell how many texts they name. */
const PLAIN_BYTES = 4 * ROOM_LIMITS.choices;

/**
 * Under what a person's ballot is found again, to be changed: made from their session token, which the host never keeps,
 * so that nobody else finds it. Hex of 32 bytes.
 */
export const handleOf = (sessionToken: string, gatheringId: string): string =>
  createHmac('sha256', sessionToken).update(`room-ballot:${gatheringId}`).digest('hex');

/** What stands for a vote where two requests with one Idempotency-Key are told apart: worth nothing without the token. */
export const voteStandIn = (sessionToken: string, choices: readonly number[]): string =>
  createHmac('sha256', sessionToken).update(`room-vote:${choices.join()}`).digest('hex');

export const sealBallot = (
  key: Uint8Array,
  handle: string,
  choices: readonly number[],
  random: Random,
): BallotRecord => {
  const plain = Buffer.alloc(PLAIN_BYTES);
  choices.forEach((choice, index) => plain.writeUInt32BE(choice, index * 4));
  const iv = random.bytes(IV_BYTES);
  const handleBytes = Buffer.from(handle, 'hex');
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(handleBytes);
  return {
    handle: handleBytes,
    sealed: Buffer.concat([iv, cipher.update(plain), cipher.final(), cipher.getAuthTag()]),
  };
};

/** @throws Error where the key is not the one that sealed it, or the ballot was altered. */
export const openBallot = (key: Uint8Array, { handle, sealed }: BallotRecord): number[] => {
  const bytes = Buffer.from(sealed);
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, IV_BYTES)).setAAD(handle);
  decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
  const plain = Buffer.concat([decipher.update(bytes.subarray(IV_BYTES, -TAG_BYTES)), decipher.final()]);
  return Array.from({ length: ROOM_LIMITS.choices }, (_, index) => plain.readUInt32BE(index * 4)).filter(
    (choice) => choice > 0,
  );
};
