/**
 * `npm run bench`: how fast and how small, each against a reference from the same minute.
 *   --quick      everything at a small size, within a minute
 *   --only NAME  registration, fullEvent, slowDisk, crowd, reveal, bigDraw, delay, firstLoad, delayCheck, coldStart, sizes, outbox, campaigns, flood, stakes or rooms
 *   --save       keeps the result in test/bench/results/<date>.json as well
 * Exit 1 when a target is missed.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { measureBigDraw } from './bigDraw.ts';
import { measureCampaigns } from './campaigns.ts';
import { measureColdStart } from './coldStart.ts';
import { measureCrowd } from './crowd.ts';
import { measureDelay } from './delay.ts';
import { measureDelayCheck } from './delayCheck.ts';
import { measureFirstLoad } from './firstLoad.ts';
import { measureFlood } from './flood.ts';
import { measureFullEvent } from './fullEvent.ts';
import { measureOutbox } from './outbox.ts';
import { measureRegistration } from './registration.ts';
import { isMet, tableOf, type Measurement } from './report.ts';
import { measureReveal } from './reveal.ts';
import { measureRooms } from './rooms.ts';
import { measureSizes } from './sizes.ts';
import { measureSlowDisk } from './slowDisk.ts';
import { measureStakes } from './stakes.ts';

const { values: flags } = parseArgs({
  options: { quick: { type: 'boolean' }, save: { type: 'boolean' }, only: { type: 'string' } },
});
const isQuick = flags.quick === true;

const measurements: Record<string, () => Promise<Measurement[]>> = {
  registration: () => measureRegistration(isQuick ? { rounds: 1, seconds: 2 } : { rounds: 15, seconds: 1 }),
  fullEvent: () => measureFullEvent({ participants: isQuick ? 20_000 : 500_000 }),
  slowDisk: () => measureSlowDisk(isQuick ? { rounds: 1, seconds: 2 } : { rounds: 3, seconds: 3 }),
  crowd: () => measureCrowd({ rounds: isQuick ? 1 : 5 }),
  reveal: () =>
    measureReveal(isQuick ? { phones: [300, 1_000], rounds: 1 } : { phones: [1_000, 5_000, 10_000], rounds: 5 }),
  bigDraw: () => measureBigDraw(isQuick ? { rounds: 1, participants: 10_000 } : { rounds: 5, participants: 100_000 }),
  firstLoad: () => measureFirstLoad({ rounds: isQuick ? 1 : 3 }),
  delayCheck: () => measureDelayCheck({ rounds: isQuick ? 3 : 9 }),
  coldStart: () =>
    measureColdStart(
      isQuick
        ? { rounds: 1, emptyRounds: 3, participants: 500, draws: 5 }
        : { rounds: 5, emptyRounds: 11, participants: 3_000, draws: 20 },
    ),
  delay: () => measureDelay(isQuick ? { rounds: 1, delayMs: 2_000 } : { rounds: 5, delayMs: 4_000 }),
  sizes: measureSizes,
  outbox: () =>
    measureOutbox(isQuick ? { rounds: 1, events: 2_000, seconds: 2 } : { rounds: 5, events: 5_000, seconds: 10 }),
  campaigns: () => measureCampaigns(isQuick ? { rounds: 1, customers: 5_000 } : { rounds: 7, customers: 10_000 }),
  flood: () => measureFlood({ participants: isQuick ? 1_000 : 10_000 }),
  rooms: () =>
    measureRooms(
      isQuick
        ? { rooms: 50, people: 10, crowd: 500, actions: 50 }
        : { rooms: 1_000, people: 10, crowd: 5_000, actions: 500 },
    ),
  stakes: () => measureStakes(isQuick ? { rounds: 1, seconds: 2 } : { rounds: 11, seconds: 2 }),
};

const chosen = Object.entries(measurements).filter(([name]) => flags.only === undefined || name === flags.only);
if (chosen.length === 0) {
  process.stderr.write(`--only must be one of ${Object.keys(measurements).join(', ')}\n`);
  process.exit(2);
}

const startedAt = new Date();
const lines: Measurement[] = [];
for (const [name, measure] of chosen) {
  process.stderr.write(`${name} …\n`);
  lines.push(...(await measure()));
}

const result = {
  date: startedAt.toISOString(),
  quick: isQuick,
  seconds: Math.round((Date.now() - startedAt.getTime()) / 1_000),
  machine: {
    platform: process.platform,
    cores: availableParallelism(),
    processor: cpus()[0]?.model ?? '',
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    node: process.version,
    /** Other work on the machine in the last minute: far above the number of cores, the ratios mean little. */
    load: loadavg()[0],
  },
  measurements: lines.map((line) => ({ ...line, met: isMet(line) })),
};
const json = `${JSON.stringify(result, null, 2)}\n`;
const project = join(import.meta.dirname, '../..');
const files = [join(project, 'out/bench.json')];
if (flags.save === true) files.push(join(import.meta.dirname, 'results', `${result.date.slice(0, 10)}.json`));
for (const file of files) {
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, json);
}
process.stdout.write(
  `${tableOf(lines)}\n\n${result.seconds} s on ${result.machine.cores} cores. ${files.join(', ')}\n`,
);
if (lines.some((line) => isMet(line) === false)) process.exitCode = 1;
