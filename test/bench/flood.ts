/**
 * One client, or many, who want the host for themselves, at an event of ten thousand: how long somebody else waits for an answer
 * meanwhile, and how much memory the host takes.
 */
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { holderOf } from '../../src/host/features/draws/holder.ts';
import { openSqliteStores } from '../../src/host/openSqliteStores.ts';
import { hostChange } from '../../src/host/platform/storage/auditedChange.ts';
import { startChild, type Child } from './child.ts';
import { newDataDir, openAdmin, processorMicros, startHost, type RunningHost } from './hostUnderTest.ts';
import type { Measurement } from './report.ts';
import type { Attacker } from './processes/attacker.ts';
import type { Probe } from './processes/probe.ts';

const JOIN_AT_ONCE = 1_000;
/** The descriptors that the host may open: few, so that the bench can take all. */
const DESCRIPTORS = 2_048;
const ONE = ['127.0.0.2'];
const THOUSAND = Array.from({ length: 1_000 }, (_, nth) => `127.0.${10 + (nth >> 8)}.${nth & 255}`);

/** The people in the room, each with an address of their own. */
const OTHERS = Array.from({ length: 200 }, (_, nth) => `127.0.1.${nth + 1}`);

const tokenOf = (nth: number): string => `phone-${nth}`;

/** A store with so many participants, whose tokens are known. */
const fill = async (dataDir: string, from: number, to: number): Promise<void> => {
  const stores = openSqliteStores(dataDir);
  const at = Date.now();
  const { event } = await stores.event.openActive(
    { id: 'bench', name: 'Bench', at },
    stores.draws.beginChain('bench', randomBytes(32), 'ab'.repeat(16)),
  );
  await stores.event.updateEvent(event.id, { spinMs: 0, entropyWindowMs: 1_000 }, hostChange(at));
  for (let joined = from; joined < to; joined += JOIN_AT_ONCE) {
    const count = Math.min(JOIN_AT_ONCE, to - joined);
    const newcomers = Array.from({ length: count }, (_, nth) => ({
      knownHolder: null,
      source: 0,
      newHolder: holderOf(tokenOf(joined + nth)),
      commitment: randomBytes(32),
      mayBeNew: true,
      at,
      idempotent: null,
    }));
    await stores.event.register(event.id, newcomers);
  }
  await stores.platform.close();
};

const draw = async (host: RunningHost, times: number): Promise<void> => {
  const admin = await openAdmin(host);
  for (let drawn = 0; drawn < times; drawn += 1) {
    await admin('POST', '/draw', { prize_name: 'Bench', prize_rank: 1, count: 1 });
    await admin('POST', '/dismiss', {});
  }
};

const drawIds = async ({ url }: RunningHost): Promise<string[]> => {
  const { data } = (await (await fetch(`${url}/api/luckydraw/draws`)).json()) as {
    data: { draws: { draw_id: string }[] };
  };
  return data.draws.map(({ draw_id }) => draw_id);
};

const request = (path: string, more = ''): string =>
  `GET /api/luckydraw${path} HTTP/1.1\r\nHost: 127.0.0.1\r\n${more}\r\n`;
const bearer = (token: string): string => `Authorization: Bearer ${token}\r\n`;

/** The most memory that a process has held since the last look, in bytes. */
const peakBytes = (pid: number): number =>
  Number(/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1_024;

interface Attack {
  readonly name: string;
  run(attacker: Child<Attacker>, target: { port: number; draws: readonly string[] }): Promise<unknown>;
}

const attacks = (size: number): Attack[] => {
  const at = (count: number): number => Math.max(1, Math.round((count * size) / 10_000));
  const all = (draws: readonly string[], path: (id: string) => string): string => draws.map(path).join('');
  return [
    {
      name: 'nobody attacks',
      run: async () => undefined,
    },
    {
      name: '600 receipts with an unknown token, pipelined',
      run: (attacker, { port, draws }) =>
        attacker.call('send', {
          port,
          from: ONE,
          connections: 1,
          reads: true,
          text: request(`/draws/${draws[0]}/receipt`, bearer('nobody')).repeat(600),
        }),
    },
    {
      name: 'receipts of a hundred draws, from 50 connections',
      run: (attacker, { port, draws }) =>
        attacker.call('send', {
          port,
          from: ONE,
          connections: 50,
          reads: true,
          text: all(draws, (id) => request(`/draws/${id}/receipt`, bearer(tokenOf(1)))),
        }),
    },
    {
      name: '12,000 proofs that are never read, pipelined over 40 connections',
      run: (attacker, { port, draws }) =>
        attacker.call('send', {
          port,
          from: ONE,
          connections: 40,
          reads: false,
          text: request(`/draws/${draws[0]}/proof`).repeat(300),
        }),
    },
    {
      name: 'proofs that are never read, over 1,000 connections',
      run: (attacker, { port, draws }) =>
        attacker.call('send', {
          port,
          from: ONE,
          connections: at(1_000),
          reads: false,
          text: request(`/draws/${draws[0]}/proof`),
        }),
    },
    {
      name: '600 lists of draws, pipelined',
      run: (attacker, { port }) =>
        attacker.call('send', { port, from: ONE, connections: 1, reads: true, text: request('/draws').repeat(600) }),
    },
    {
      name: '200 connections that ask again and again',
      run: (attacker, { port, draws }) =>
        attacker.call('loop', {
          port,
          from: ONE,
          connections: 200,
          seconds: 5,
          text: request(`/draws/${draws[0]}/receipt`, bearer(tokenOf(2))),
        }),
    },
    {
      name: 'a thousand addresses that ask again and again',
      run: (attacker, { port, draws }) =>
        attacker.call('loop', {
          port,
          from: THOUSAND,
          connections: at(1_000),
          seconds: 5,
          text: request(`/draws/${draws[0]}/receipt`, bearer(tokenOf(3))),
        }),
    },
    {
      name: `as many idle connections as there are descriptors (${DESCRIPTORS})`,
      run: (attacker, { port }) =>
        attacker.call('send', { port, from: ONE, connections: DESCRIPTORS + 100, reads: true, text: '' }),
    },
    {
      name: '2,000 upgrades that are refused',
      run: (attacker, { port }) =>
        attacker.call('send', {
          port,
          from: ONE,
          connections: 2_000,
          reads: false,
          text: 'GET /nowhere HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n',
        }),
    },
  ];
};

/** What the phones of a room cost the host when all of them check a draw that was revealed. */
const measureChecks = async (dataDir: string, phones: number): Promise<Measurement> => {
  const room = startChild<Attacker>('attacker');
  const host = await startHost(dataDir);
  try {
    const [id] = await drawIds(host);
    const texts = Array.from({ length: phones }, (_, nth) => [
      request(`/draws/${id}/announcement`),
      request(`/draws/${id}/receipt`, bearer(tokenOf(nth))),
    ]).flat();
    const before = processorMicros(host.pid) ?? 0;
    await room.call('askAll', { port: host.port, from: OTHERS, connections: 200, texts });
    return {
      group: 'Flood',
      name: `${phones.toLocaleString('en')} phones check a draw: processor time of the host`,
      value: ((processorMicros(host.pid) ?? 0) - before) / 1_000_000,
      unit: 's',
      target: { of: 'value', is: 'most', limit: 4 },
    };
  } finally {
    await room.stop();
    await host.stop();
  }
};

export const measureFlood = async (size: { participants: number; only?: string }): Promise<Measurement[]> => {
  const data = newDataDir();
  const lines: Measurement[] = [];
  try {
    await fill(data.path, 0, 10);
    const small = await startHost(data.path);
    // Many draws among few, then some among all.
    await draw(small, 5);
    await small.stop();
    await fill(data.path, 10, size.participants);
    const big = await startHost(data.path);
    await draw(big, 100);
    await big.stop();
    lines.push(await measureChecks(data.path, size.participants));
    process.stderr.write(`  ${lines.at(-1)?.name}: ${lines.at(-1)?.value} s\n`);
    for (const attack of attacks(size.participants)) {
      if (size.only !== undefined && !attack.name.includes(size.only)) continue;
      const attacker = startChild<Attacker>('attacker');
      const probe = startChild<Probe>('probe');
      const host = await startHost(data.path, '127.0.0.1', {}, undefined, DESCRIPTORS);
      try {
        const draws = await drawIds(host);
        const room = { url: `${host.url}/health`, everyMs: 10, from: OTHERS };
        // A host in the middle of an event has been warm for hours.
        await probe.call('watchFrom', { ...room, seconds: 2 });
        const watching = probe.call('watchFrom', { ...room, seconds: 6 });
        const opened = attack.run(attacker, { port: host.port, draws });
        const { p99 } = await watching;
        await opened;
        lines.push({
          group: 'Flood',
          name: `${attack.name}: somebody else waits, 99 %`,
          value: p99,
          unit: 'ms',
          target: { of: 'value', is: 'most', limit: 250 },
        });
        lines.push({
          group: 'Flood',
          name: `${attack.name}: most memory of the host`,
          value: peakBytes(host.pid) / 2 ** 20,
          unit: 'MB',
          target: { of: 'value', is: 'most', limit: 500 },
        });
      } catch (error) {
        process.stderr.write(`${attack.name}: ${String(error)}\n`);
        lines.push({
          group: 'Flood',
          name: `${attack.name}: somebody else waits, 99 %`,
          value: Number.POSITIVE_INFINITY,
          unit: 'ms',
          target: { of: 'value', is: 'most', limit: 250 },
        });
      } finally {
        await attacker.stop();
        await probe.stop();
        await host.stop();
      }
      process.stderr.write(
        `  ${attack.name}: ${lines
          .slice(-2)
          .map(({ value, unit }) => `${Math.round(value)} ${unit}`)
          .join(', ')}\n`,
      );
    }
  } finally {
    data.remove();
  }
  return lines;
};
