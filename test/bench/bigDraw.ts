/** A draw among very many: how long the decision takes, and whether others are answered meanwhile. */
import { randomBytes } from 'node:crypto';
import { delayHex } from '../../src/core/fairness/delay.ts';
import { delayInputOf, outcomeOf } from '../../src/core/fairness/draw.ts';
import { treeInSlices, type Entry } from '../../src/core/fairness/entries.ts';
import { finish } from '../../src/core/fairness/slices.ts';
import { openSqliteStores } from '../../src/host/openSqliteStores.ts';
import { hostChange } from '../../src/host/platform/storage/auditedChange.ts';
import { newDataDir, openAdmin, startHost } from './hostUnderTest.ts';
import { median } from './numbers.ts';
import type { Measurement } from './report.ts';

const WINNERS = 10;
const JOIN_AT_ONCE = 2_000;

/** The decision alone, root included, in this process, in ms. */
const decideAlone = (entries: readonly Entry[]): number => {
  const startedAt = performance.now();
  const { count, root } = finish(treeInSlices(entries));
  const announcement = {
    v: 'ld2',
    event: 'bench',
    epoch: 1,
    draw: 1,
    prize: { id: 'bench', name: 'Bench', rank: 1 },
    winners: WINNERS,
    reserves: 0,
    entries: { count, root },
    entropy: [],
    delay: 0,
    rule: 'everyone',
    announced_at: '2026-11-20T12:00:00.000Z',
  } as const;
  const parts = { announcement, chainLink: 'ab'.repeat(32), entropy: [] };
  finish(outcomeOf({ ...parts, entries, delay: delayHex(delayInputOf(parts)) }));
  return performance.now() - startedAt;
};

/** A store with so many participants, made without a host. */
const fill = async (dataDir: string, participants: number): Promise<void> => {
  const stores = openSqliteStores(dataDir);
  const at = Date.now();
  const { event } = await stores.event.openActive(
    { id: 'bench', name: 'Bench', at },
    stores.draws.beginChain('bench', randomBytes(32), 'ab'.repeat(16)),
  );
  await stores.event.updateEvent(event.id, { capacity: participants, spinMs: 0 }, hostChange(at));
  for (let joined = 0; joined < participants; joined += JOIN_AT_ONCE) {
    const newcomers = Array.from({ length: JOIN_AT_ONCE }, () => ({
      knownHolder: null,
      source: 0,
      newHolder: randomBytes(32),
      commitment: randomBytes(32),
      mayBeNew: true,
      at,
      idempotent: null,
    }));
    await stores.event.register(event.id, newcomers);
  }
  await stores.platform.close();
};

/** Asks for something small, again and again, until told to stop; answers the longest time that an answer took, in ms. */
const askMeanwhile = (url: string): { stop(): Promise<number> } => {
  const ending = new AbortController();
  const asked = (async () => {
    let longest = 0;
    while (!ending.signal.aborted) {
      const startedAt = performance.now();
      await (await fetch(`${url}/health`)).arrayBuffer();
      longest = Math.max(longest, performance.now() - startedAt);
    }
    return longest;
  })();
  return {
    stop: () => {
      ending.abort();
      return asked;
    },
  };
};

export const measureBigDraw = async (size: { rounds: number; participants: number }): Promise<Measurement[]> => {
  const hex = (): string => randomBytes(32).toString('hex');
  const entries = Array.from({ length: size.participants }, (_, index): Entry => [index + 1, 1, hex(), hex()]);
  const alone: number[] = [];
  const drawn: number[] = [];
  const waited: number[] = [];
  const data = newDataDir();
  try {
    await fill(data.path, size.participants);
    const host = await startHost(data.path);
    const admin = await openAdmin(host);
    for (let round = 0; round < size.rounds; round += 1) {
      alone.push(decideAlone(entries));
      const others = askMeanwhile(host.url);
      const startedAt = performance.now();
      await admin('POST', '/draw', { prize_name: 'Bench', prize_rank: 1, count: WINNERS });
      drawn.push(performance.now() - startedAt);
      waited.push(await others.stop());
      await admin('POST', '/dismiss', {});
    }
    await host.stop();
  } finally {
    data.remove();
  }
  const group = `${WINNERS} winners among ${size.participants.toLocaleString('en')}`;
  return [
    {
      group,
      name: 'decided, root included',
      value: median(alone),
      unit: 'ms',
      target: { of: 'value', is: 'most', limit: 500 },
      rounds: alone,
    },
    {
      group,
      name: 'drawn by the host: read, frozen, announced, decided, stored',
      value: median(drawn),
      unit: 'ms',
      reference: { name: 'the decision alone', value: median(alone) },
      ratio: median(alone) / median(drawn),
      rounds: drawn,
    },
    {
      group,
      name: 'longest answer to somebody else meanwhile',
      value: median(waited),
      unit: 'ms',
      target: { of: 'value', is: 'most', limit: 50 },
      rounds: waited,
    },
  ];
};
