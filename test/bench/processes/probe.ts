/** Somebody else than the crowd: asks for a small answer again and again, at a pace that does not wait for answers. */
import { Agent, get } from 'node:http';
import { serveCommands } from '../child.ts';
import { pause, quantile } from '../numbers.ts';

const EVERY_MS = 4;
/** What is under way at the end still counts: the longest waits would be lost otherwise. */
const PATIENCE_MS = 10_000;

const agent = new Agent({ keepAlive: true });

/** `from`: the address of this machine that asks, over a connection of its own; null: any, over connections that are kept. */
const ask = (url: string, from: string | null): Promise<number> =>
  new Promise((resolve, reject) => {
    const startedAt = performance.now();
    const request = get(url, from === null ? { agent } : { agent: false, localAddress: from }, (response) => {
      response.resume();
      response.on('end', () => resolve(performance.now() - startedAt));
    });
    request.setTimeout(PATIENCE_MS, () => request.destroy(new Error(`no answer in ${PATIENCE_MS} ms`)));
    request.on('error', reject);
  });

const commands = {
  /** How long the answers took, in ms. */
  watch: async ({ url, seconds }: { url: string; seconds: number }): Promise<{ half: number; p99: number }> => {
    const asked: Promise<number>[] = [];
    const timer = setInterval(() => asked.push(ask(url, null)), EVERY_MS);
    await pause(seconds * 1_000);
    clearInterval(timer);
    const waits = await Promise.all(asked);
    return { half: quantile(waits, 0.5), p99: quantile(waits, 0.99) };
  },

  /** The same as a room of people: each from an address of the list, one after the other, all over again. */
  watchFrom: async (room: {
    readonly url: string;
    readonly seconds: number;
    readonly everyMs: number;
    readonly from: readonly string[];
  }): Promise<{ half: number; p99: number; most: number }> => {
    const asked: Promise<number>[] = [];
    const timer = setInterval(
      () => asked.push(ask(room.url, room.from[asked.length % room.from.length] ?? null)),
      room.everyMs,
    );
    await pause(room.seconds * 1_000);
    clearInterval(timer);
    const waits = await Promise.all(asked);
    return { half: quantile(waits, 0.5), p99: quantile(waits, 0.99), most: Math.max(...waits) };
  },
};

export type Probe = typeof commands;
serveCommands(commands);
