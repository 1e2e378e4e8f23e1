/** Start of the host until it listens: on an empty data directory, and on one in use. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join as joinPath } from 'node:path';
import { join, newDataDir, openAdmin, residentBytes, startHost } from './hostUnderTest.ts';
import { median, pairs, pause } from './numbers.ts';
import type { Measurement } from './report.ts';

const JOIN_AT_ONCE = 100;
const MB = 2 ** 20;

/** How long Node itself takes to start and to end with nothing to do, in ms. */
const emptyNode = async (): Promise<number> => {
  const startedAt = performance.now();
  await once(spawn(process.execPath, ['-e', '0'], { stdio: 'ignore' }), 'exit');
  return performance.now() - startedAt;
};

interface Start {
  readonly ms: number;
  /** Resident memory once it is idle, in bytes; null where the system does not tell. */
  readonly resident: number | null;
}

/** What a start still does when it listens already belongs to its memory. */
const SETTLED_MS = 500;

const startOurs = async (): Promise<Start> => {
  const data = newDataDir();
  // Without a password: to hash one costs a fifth of a second on purpose, and has nothing to do with a start.
  const host = await startHost(data.path, '127.0.0.1', {}, null);
  try {
    await pause(SETTLED_MS);
    return { ms: host.startMs, resident: residentBytes(host.pid) };
  } finally {
    await host.stop();
    data.remove();
  }
};

const startBare = async (): Promise<Start> => {
  const data = newDataDir();
  const startedAt = performance.now();
  const child = spawn(
    process.execPath,
    [joinPath(import.meta.dirname, 'processes/bareStart.mjs'), joinPath(data.path, 'bare.sqlite3')],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const exited = once(child, 'exit');
  try {
    await Promise.race([
      once(child.stdout, 'data'),
      exited.then(([code]) => Promise.reject(new Error(`the bare start ended with ${String(code)}`))),
    ]);
    const ms = performance.now() - startedAt;
    await pause(SETTLED_MS);
    return { ms, resident: residentBytes(child.pid ?? 0) };
  } finally {
    child.kill('SIGKILL');
    await exited;
    data.remove();
  }
};

const measureEmptyStart = async (rounds: number): Promise<Measurement[]> => {
  // The first start after a build compiles what the next ones find compiled.
  await startOurs();
  await startBare();
  const ours: Start[] = [];
  const bare: Start[] = [];
  for (let index = 0; index < rounds; index += 1) {
    ours.push(await startOurs());
    bare.push(await startBare());
  }
  const times = pairs(
    ours.map(({ ms }) => ms),
    bare.map(({ ms }) => ms),
  );
  const memory = pairs(
    ours.flatMap(({ resident }) => resident ?? []),
    bare.flatMap(({ resident }) => resident ?? []),
  ).map(([here, there]): [number, number] => [here / MB, there / MB]);
  const name = 'bare Fastify, Socket.IO, SQLite';
  return [
    {
      group: 'Start',
      name: 'until it listens, empty directory',
      value: median(times.map(([here]) => here)),
      unit: 'ms',
      reference: { name, value: median(times.map(([, there]) => there)) },
      ratio: median(times.map(([here, there]) => there / here)),
      target: { of: 'ratio', is: 'least', limit: 0.5 },
      rounds: times,
    },
    ...(memory.length === 0
      ? []
      : [
          {
            group: 'Start',
            name: 'resident memory, empty directory',
            value: median(memory.map(([here]) => here)),
            unit: 'MB',
            reference: { name, value: median(memory.map(([, there]) => there)) },
            target: { of: 'value', is: 'most', limit: 110 } as const,
            rounds: memory,
          },
        ]),
  ];
};

export const measureColdStart = async (size: {
  rounds: number;
  emptyRounds: number;
  participants: number;
  draws: number;
}): Promise<Measurement[]> => {
  const data = newDataDir();
  try {
    const first = await startHost(data.path);
    for (let joined = 0; joined < size.participants; joined += JOIN_AT_ONCE) {
      await Promise.all(Array.from({ length: JOIN_AT_ONCE }, () => join(first)));
    }
    const admin = await openAdmin(first);
    await admin('PATCH', '', { spin_ms: 0 });
    for (let draw = 0; draw < size.draws; draw += 1) {
      await admin('POST', '/draw', { prize_name: 'Bench', prize_rank: 1, count: 3 });
      // The reveal is due at once, but not before the answer.
      await admin('POST', '/dismiss', {});
    }
    await first.stop();
    const ours: number[] = [];
    const empty: number[] = [];
    for (let index = 0; index < size.rounds; index += 1) {
      const host = await startHost(data.path);
      ours.push(host.startMs);
      await host.stop();
      empty.push(await emptyNode());
    }
    return [
      ...(await measureEmptyStart(size.emptyRounds)),
      {
        group: 'Start',
        name: `until it listens, ${size.participants.toLocaleString('en')} participants, ${size.draws} draws`,
        value: median(ours),
        unit: 'ms',
        reference: { name: 'node -e 0', value: median(empty) },
        ratio: median(empty) / median(ours),
        rounds: ours,
      },
    ];
  } finally {
    data.remove();
  }
};
