/** 300 phones that scan the code at the same instant: fresh connections, one registration each. */
import { request } from 'node:http';
import { startChild } from './child.ts';
import { newDataDir, startHost, type RunningHost } from './hostUnderTest.ts';
import { median, quantile } from './numbers.ts';
import type { Phones } from './processes/phones.ts';
import type { Measurement } from './report.ts';

const PHONES = 300;

/** Opens a connection of its own and registers; answers the number and how long it took, in ms. */
const scan = (host: RunningHost): Promise<{ drawNumber: number; ms: number }> =>
  new Promise((resolve, reject) => {
    const startedAt = performance.now();
    const asked = request(
      `${host.url}/api/luckydraw/register`,
      { method: 'POST', agent: false, headers: { 'content-type': 'application/json' } },
      (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (part: string) => (text += part));
        response.on('error', reject);
        response.on('end', () => {
          const drawNumber = /"draw_number":(\d+)/.exec(text)?.[1];
          if (drawNumber === undefined) return reject(new Error(`${response.statusCode}: ${text}`));
          return resolve({ drawNumber: Number(drawNumber), ms: performance.now() - startedAt });
        });
      },
    );
    asked.on('error', reject);
    asked.end(JSON.stringify({ event_id: host.eventId }));
  });

export const measureCrowd = async (size: { rounds: number }): Promise<Measurement[]> => {
  const lines: Measurement[] = [];
  for (const withSocket of [false, true]) {
    const p50: number[] = [];
    const p99: number[] = [];
    const longest: number[] = [];
    for (let index = 0; index < size.rounds; index += 1) {
      // A crowd meets a host that has just been started: nothing is warm but what starting warms.
      const data = newDataDir();
      const host = await startHost(data.path);
      const phones = startChild<Phones>('phones');
      try {
        const sockets = withSocket
          ? phones.call('connect', {
              group: 'crowd',
              protocol: 'screen',
              host: '127.0.0.1',
              port: host.port,
              count: PHONES,
              atOnce: PHONES,
            })
          : Promise.resolve();
        const [scans] = await Promise.all([Promise.all(Array.from({ length: PHONES }, () => scan(host))), sockets]);
        const numbers = new Set(scans.map(({ drawNumber }) => drawNumber));
        if (numbers.size !== PHONES || Math.max(...numbers) !== PHONES) {
          throw new Error(`${PHONES} phones got ${numbers.size} numbers, the highest ${Math.max(...numbers)}`);
        }
        const times = scans.map(({ ms }) => ms);
        p50.push(quantile(times, 0.5));
        p99.push(quantile(times, 0.99));
        longest.push(Math.max(...times));
      } finally {
        await Promise.all([host.stop(), phones.stop()]);
        data.remove();
      }
    }
    const what = `${PHONES} phones at once${withSocket ? ', with their sockets' : ''}`;
    lines.push(
      { group: 'Crowd', name: `${what}: half have a number`, value: median(p50), unit: 'ms' },
      {
        group: 'Crowd',
        name: `${what}: 99 % have a number`,
        value: median(p99),
        unit: 'ms',
        target: { of: 'value', is: 'most', limit: 1_000 },
        rounds: p99,
      },
      { group: 'Crowd', name: `${what}: all have one, each their own`, value: median(longest), unit: 'ms' },
    );
  }
  return lines;
};
