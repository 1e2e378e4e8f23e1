/** A disk whose flushes take 20 ms: what others wait for while people join, and how many can. */
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import autocannon from 'autocannon';
import { startChild } from './child.ts';
import { newDataDir, openAdmin, startHost } from './hostUnderTest.ts';
import { median, pairs } from './numbers.ts';
import type { Probe } from './processes/probe.ts';
import type { Measurement } from './report.ts';

const FLUSH_MS = 20;
const CONNECTIONS = 300;
/** A crowd that any machine manages, so that what others wait for is the disk and not a processor with too much to do. */
const CALM_RATE = 1_000;

/** Path of the library that slows flushes down; null where it cannot be had. */
const buildSlowDisk = (): string | null => {
  if (process.platform !== 'linux') return null;
  const folder = join(import.meta.dirname, '../../.cache/bench');
  mkdirSync(folder, { recursive: true });
  const library = join(folder, 'slowDisk.so');
  const source = join(import.meta.dirname, 'slowDisk.c');
  const { status } = spawnSync('cc', ['-shared', '-fPIC', '-O2', '-o', library, source, '-ldl'], { stdio: 'ignore' });
  return status === 0 ? library : null;
};

interface Round {
  /** How long others waited for an answer while some people joined, in ms. */
  readonly half: number;
  readonly p99: number;
  /** Registrations a second while as many as can be joined. */
  readonly rate: number;
}

const measure = async (variables: Record<string, string>, seconds: number): Promise<Round> => {
  const data = newDataDir();
  const host = await startHost(data.path, '127.0.0.1', variables);
  const probe = startChild<Probe>('probe');
  try {
    const admin = await openAdmin(host);
    await admin('PATCH', '', { capacity: 1_000_000 });
    const crowd = async (pace: { overallRate?: number }): Promise<number> => {
      const result = await autocannon({
        url: `${host.url}/api/luckydraw/register`,
        method: 'POST',
        connections: CONNECTIONS,
        duration: seconds,
        ...pace,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ event_id: host.eventId }),
      });
      if (result.non2xx > 0 || result.errors > 0) throw new Error(`${result.non2xx} refusals, ${result.errors} errors`);
      return result['2xx'] / result.duration;
    };
    await crowd({ overallRate: CALM_RATE });
    const [waits] = await Promise.all([
      probe.call('watch', { url: `${host.url}/health`, seconds }),
      crowd({ overallRate: CALM_RATE }),
    ]);
    return { ...waits, rate: await crowd({}) };
  } finally {
    await Promise.all([host.stop(), probe.stop()]);
    data.remove();
  }
};

export const measureSlowDisk = async (size: { rounds: number; seconds: number }): Promise<Measurement[]> => {
  const library = buildSlowDisk();
  if (library === null) {
    console.log('The slow disk was not measured: it needs Linux and a C compiler (cc).');
    return [];
  }
  const slow: Round[] = [];
  const fast: Round[] = [];
  for (let index = 0; index < size.rounds; index += 1) {
    slow.push(await measure({ LD_PRELOAD: library, SLOW_FLUSH_MS: String(FLUSH_MS) }, size.seconds));
    fast.push(await measure({}, size.seconds));
  }
  const compare = (of: keyof Round, moreIsBetter: boolean) => {
    const [ours, theirs] = [slow.map((round) => round[of]), fast.map((round) => round[of])];
    const rounds = pairs(ours, theirs);
    return {
      value: median(ours),
      reference: { name: 'the disk as it is', value: median(theirs) },
      ratio: median(rounds.map(([here, there]) => (moreIsBetter ? here / there : there / here))),
      rounds,
    };
  };
  const group = `A disk that takes ${FLUSH_MS} ms for a flush`;
  const while_ = `while ${CALM_RATE.toLocaleString('en')} join each second`;
  return [
    { group, name: `half of the others have their answer ${while_}`, unit: 'ms', ...compare('half', false) },
    {
      group,
      name: `99 % of the others have their answer ${while_}`,
      unit: 'ms',
      ...compare('p99', false),
      target: { of: 'value', is: 'most', limit: 50 },
    },
    { group, name: `registration, ${CONNECTIONS} connections`, unit: '/s', ...compare('rate', true) },
  ];
};
