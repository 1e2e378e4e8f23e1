import { createHash } from 'node:crypto';
import { readStake } from './readStake.ts';
import type { LotteriesStore, NewDeadLetter, Stake } from './store.ts';

/** How much of a message that could not be taken is kept. A stake is far smaller. */
export const DEAD_LETTER_BYTES = 16_384;

/** A message of a topic. `source`: its topic, partition and offset, and its time, so that a topic made anew does not count as the old one. */
export interface IncomingMessage {
  readonly source: string;
  readonly body: Uint8Array;
  /** Why it is no stake, where that is known before its body is read. */
  readonly fault: string | null;
}

/** Ids of different origin never meet in the store: what an integrator calls a message is no place in a topic. */
export const messageIdOf = {
  given: (id: string): string => `m/${id}`,
  source: (source: string): string => `k/${source}`,
  /** An `Idempotency-Key` of any length, of one caller's account. */
  header: (account: string, key: string): string =>
    `i/${createHash('sha256').update(account).update('\0').update(key).digest('base64url')}`,
};

/** The stake of a message; or why it cannot be read. */
export const stakeOf = (
  message: Pick<IncomingMessage, 'source' | 'body'>,
  at: number,
): { readonly stake: Stake } | { readonly unreadable: string } => {
  const read = readStake(message.body);
  if ('unreadable' in read) return read;
  const { message_id: id, player_id: playerId, game_id: gameId, amount } = read.stake;
  const messageId = id === undefined ? messageIdOf.source(message.source) : messageIdOf.given(id);
  return { stake: { messageId, gameId, playerId, amount, at, idempotent: null } };
};

const deadLetter = ({ source, body }: IncomingMessage, reason: string, at: number): NewDeadLetter => ({
  source,
  reason,
  body: body.subarray(0, DEAD_LETTER_BYTES),
  bytes: body.length,
  at,
});

/**
 * Takes messages in their order; each is stored, as a stake or as a dead letter, when the promise resolves. Bringing them
 * again changes nothing.
 */
export const takeMessages = async (
  messages: readonly IncomingMessage[],
  to: {
    readonly takeStakes: LotteriesStore['take'];
    readonly store: Pick<LotteriesStore, 'keepDeadLetters'>;
    readonly now: number;
  },
): Promise<{ readonly taken: number; readonly dead: number }> => {
  const letters: NewDeadLetter[] = [];
  const readable: { message: IncomingMessage; stake: Stake }[] = [];
  for (const message of messages) {
    if (message.fault !== null) {
      letters.push(deadLetter(message, message.fault, to.now));
      continue;
    }
    const read = stakeOf(message, to.now);
    if ('unreadable' in read) letters.push(deadLetter(message, read.unreadable, to.now));
    else readable.push({ message, stake: read.stake });
  }
  const outcomes = readable.length > 0 ? await to.takeStakes(readable.map(({ stake }) => stake)) : [];
  readable.forEach(({ message }, index) => {
    const outcome = outcomes[index];
    if (outcome?.kind === 'refused') letters.push(deadLetter(message, outcome.refusal.message, to.now));
  });
  if (letters.length > 0) await to.store.keepDeadLetters(letters);
  return { taken: messages.length - letters.length, dead: letters.length };
};
