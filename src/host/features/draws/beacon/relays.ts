import { CHAIN_HASH } from './quicknet.ts';

/**
 * Asks one relay for a round, or for the latest. Answers the JSON value that came, whatever it holds, or null where none
 * came: no network, a refusal, something that is not JSON. Never throws; ends when `signal` says so.
 */
export type AskRelay = (round: number | 'latest', signal: AbortSignal) => Promise<unknown>;

/** The League of Entropy's public relays, https://docs.drand.love/developer/http-api. */
const RELAYS = [
  'https://api.drand.sh',
  'https://api2.drand.sh',
  'https://api3.drand.sh',
  'https://drand.cloudflare.com',
];

/** A round is some 300 bytes; what is longer is none. */
const MAX_BYTES = 4_096;

const readShort = async (body: ReadableStream<Uint8Array>): Promise<string | null> => {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of body) {
    size += part.length;
    if (size > MAX_BYTES) return null; // Leaving the loop ends the transfer.
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
};

/** A relay at an address without a trailing slash. */
export const relayAt =
  (base: string): AskRelay =>
  async (round, signal) => {
    try {
      const answer = await fetch(`${base}/${CHAIN_HASH}/public/${round}`, {
        signal,
        // A venue's log-in page answers every address by leading to itself.
        redirect: 'error',
        headers: { accept: 'application/json' },
      });
      if (!answer.ok || answer.body === null) {
        await answer.body?.cancel();
        return null;
      }
      const text = await readShort(answer.body);
      return text === null ? null : (JSON.parse(text) as unknown);
    } catch {
      return null; // Offline, refused, given up or not JSON: all the same to who asks.
    }
  };

export const publicRelays = (): AskRelay[] => RELAYS.map(relayAt);
