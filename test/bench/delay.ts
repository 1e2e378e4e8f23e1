/** The delay of announced draws: how fast this machine computes and checks it, and whether others are answered meanwhile. */
import { delayed, undelayed } from '../../src/core/fairness/delay.ts';
import { finish } from '../../src/core/fairness/slices.ts';
import { createDelayer } from '../../src/host/features/draws/delay/delayer.ts';
import { fastPower } from '../../src/host/features/draws/delay/fastPower.ts';
import { join, logIn, newDataDir, startHost } from './hostUnderTest.ts';
import { median } from './numbers.ts';
import type { Measurement } from './report.ts';

const CHECKED_STEPS = 13_000;
const ASKERS = 4;

/** The 99th of a hundred. */
const percentile99 = (values: readonly number[]): number => {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * 0.99))] ?? 0;
};

/** How long each answer took that somebody got who asks without a pause until `ended`, ms. */
const askUntil = async (url: string, ended: Promise<unknown>): Promise<number[]> => {
  const ending = new AbortController();
  void ended.then(() => ending.abort());
  const took: number[] = [];
  await Promise.all(
    Array.from({ length: ASKERS }, async () => {
      while (!ending.signal.aborted) {
        const startedAt = performance.now();
        await (await fetch(`${url}/api/luckydraw/event`)).arrayBuffer();
        took.push(performance.now() - startedAt);
        // A phone is no load generator: it leaves the machine some time.
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    }),
  );
  return took;
};

const stageOf = async (url: string): Promise<{ stage: string; closed: boolean; decided: boolean }> => {
  const answer = (await (await fetch(`${url}/api/luckydraw/event`)).json()) as {
    data: { stage: string; draw: { close: unknown; decided_at: number } | null };
  };
  const { stage, draw } = answer.data;
  return { stage, closed: draw?.close != null, decided: (draw?.decided_at ?? 0) > 0 };
};

const until = async (url: string, holds: (now: Awaited<ReturnType<typeof stageOf>>) => boolean): Promise<void> => {
  while (!holds(await stageOf(url))) await new Promise((resolve) => setTimeout(resolve, 20));
};

export const measureDelay = async (size: { rounds: number; delayMs: number }): Promise<Measurement[]> => {
  const rates: number[] = [];
  const checks: number[] = [];
  const y = finish(delayed(3n, CHECKED_STEPS, fastPower()));
  for (let round = 0; round < size.rounds; round += 1) {
    rates.push(await createDelayer(() => undefined).stepsPerSecond());
    const startedAt = performance.now();
    finish(undelayed(y, CHECKED_STEPS));
    checks.push(performance.now() - startedAt);
  }

  const quiet: number[] = [];
  const busy: number[] = [];
  const delays: number[] = [];
  const data = newDataDir();
  try {
    const host = await startHost(data.path);
    const call = await logIn(host);
    const admin = (method: string, path: string, body: unknown) =>
      call(method, `/api/luckydraw/admin/${host.eventId}${path}`, body);
    await admin('PATCH', '', { delay_ms: size.delayMs, entropy_window_ms: 0, spin_ms: 0 });
    const prize = await admin('POST', '/prizes', { name: 'Bench', quantity: 1_000 });
    for (let nth = 0; nth < 50; nth += 1) await join(host);
    for (let round = 0; round < size.rounds; round += 1) {
      const pause = new Promise((resolve) => setTimeout(resolve, size.delayMs));
      quiet.push(percentile99(await askUntil(host.url, pause)));
      await admin('POST', '/announce', { prize_id: String(prize['id']) });
      await until(host.url, ({ closed }) => closed);
      const startedAt = performance.now();
      busy.push(
        percentile99(
          await askUntil(
            host.url,
            until(host.url, ({ decided }) => decided),
          ),
        ),
      );
      delays.push(performance.now() - startedAt);
      await until(host.url, ({ stage }) => stage === 'winner');
      await admin('POST', '/dismiss', {});
    }
    await host.stop();
  } finally {
    data.remove();
  }

  const group = `delay of ${size.delayMs / 1_000} s`;
  return [
    { group, name: 'steps in a second', value: median(rates), unit: '', rounds: rates },
    {
      group,
      name: `checking ${CHECKED_STEPS.toLocaleString('en')} steps in Node`,
      value: median(checks),
      unit: 'ms',
      target: { of: 'value', is: 'most', limit: 100 },
      rounds: checks,
    },
    {
      group,
      name: 'from the close to the decision, as seen from outside',
      value: median(delays),
      unit: 'ms',
      reference: { name: 'as asked for', value: size.delayMs },
      ratio: size.delayMs / median(delays),
      rounds: delays,
    },
    {
      group,
      name: "others' 99th percentile while it is computed",
      value: median(busy),
      unit: 'ms',
      reference: { name: 'without', value: median(quiet) },
      ratio: median(quiet) / median(busy),
      target: { of: 'ratio', is: 'least', limit: 1 / 1.5 },
      rounds: busy,
    },
  ];
};
