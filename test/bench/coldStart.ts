/** Start of the host on a data directory in use, until it listens. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join, newDataDir, openAdmin, startHost } from './hostUnderTest.ts';
import { median } from './numbers.ts';
import type { Measurement } from './report.ts';

const JOIN_AT_ONCE = 100;

/** How long Node itself takes to start and to end with nothing to do, in ms. */
const emptyNode = async (): Promise<number> => {
  const startedAt = performance.now();
  await once(spawn(process.execPath, ['-e', '0'], { stdio: 'ignore' }), 'exit');
  return performance.now() - startedAt;
};

export const measureColdStart = async (size: {
  rounds: number;
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
