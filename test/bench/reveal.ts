/** The reveal on N connected phones, against a bare `ws` loop that sends the same bytes to as many. */
import { startChild } from './child.ts';
import { join, newDataDir, openAdmin, residentBytes, startHost } from './hostUnderTest.ts';
import { median, pairs, pause } from './numbers.ts';
import type { BareSockets } from './processes/bareSockets.ts';
import type { Phones } from './processes/phones.ts';
import type { Measurement } from './report.ts';

const CLIENT_PROCESSES = 2;
const CONNECT_AT_ONCE = 100;
const ENTRIES = 300;
/** Long enough for the messages of the spin itself to have reached all phones before the reveal. */
const SPIN_MS = 2_400;
const SETTLE_MS = 1_500;

const shareOf = (total: number, index: number): number =>
  Math.floor((total * (index + 1)) / CLIENT_PROCESSES) - Math.floor((total * index) / CLIENT_PROCESSES);

export const measureReveal = async (size: { phones: readonly number[]; rounds: number }): Promise<Measurement[]> => {
  const data = newDataDir();
  const host = await startHost(data.path);
  const bare = startChild<BareSockets>('bareSockets');
  const clients = Array.from({ length: CLIENT_PROCESSES }, () => startChild<Phones>('phones'));
  const lines: Measurement[] = [];
  try {
    const admin = await openAdmin(host);
    await admin('PATCH', '', { spin_ms: SPIN_MS });
    for (let index = 0; index < ENTRIES; index += 1) await join(host);
    const barePort = await bare.call('port', undefined);
    const ports = { screen: host.port, bare: barePort } as const;
    const memory = { screen: residentBytes(host.pid), bare: residentBytes(bare.pid) };

    const connect = async (protocol: 'screen' | 'bare', count: number): Promise<void> => {
      await Promise.all(
        clients.map((client, index) =>
          client.call('connect', {
            group: protocol,
            protocol,
            host: '127.0.0.1',
            port: ports[protocol],
            count: shareOf(count, index),
            atOnce: CONNECT_AT_ONCE,
          }),
        ),
      );
    };
    /** Runs `act`, which makes a message with `marker` go out; how long after `act`'s answer the last phone had it. */
    const timeToLast = async (
      protocol: 'screen' | 'bare',
      marker: string,
      act: () => Promise<number | null>,
    ): Promise<{ ms: number; message: string }> => {
      await Promise.all(clients.map((client) => client.call('watch', { group: protocol, marker })));
      const beganAt = await act();
      const reached = await Promise.all(clients.map((client) => client.call('reached', { group: protocol })));
      const message = reached[0]?.message ?? '';
      // The host says itself when the reveal is due: that moment counts, not when the message was sent.
      const from = beganAt ?? Number(/"reveal_at":(\d+)/.exec(message)?.[1]);
      return { ms: Math.max(...reached.map(({ last }) => last)) - from, message };
    };

    let connected = 0;
    for (const phones of size.phones) {
      await connect('screen', phones - connected);
      await connect('bare', phones - connected);
      connected = phones;
      await pause(SETTLE_MS);
      const perPhone = (protocol: 'screen' | 'bare', pid: number): number | null => {
        const [before, now] = [memory[protocol], residentBytes(pid)];
        return before === null || now === null ? null : (now - before) / phones / 1024;
      };
      const kilobytes = { ours: perPhone('screen', host.pid), bare: perPhone('bare', bare.pid) };
      const times: Record<'ours' | 'bare', number[]> = { ours: [], bare: [] };
      for (let index = 0; index < size.rounds; index += 1) {
        const ours = await timeToLast('screen', '"stage":"winner"', async () => {
          await admin('POST', '/draw', { prize_name: 'Bench', prize_rank: 1, count: 1 });
          return null;
        });
        const reference = await timeToLast('bare', '"stage":"winner"', () =>
          bare.call('send', { message: ours.message }),
        );
        times.ours.push(ours.ms);
        times.bare.push(reference.ms);
      }
      lines.push({
        group: 'Reveal',
        name: `to the last of ${phones.toLocaleString('en')} phones`,
        value: median(times.ours),
        unit: 'ms',
        reference: { name: 'bare ws loop', value: median(times.bare) },
        ratio: median(pairs(times.ours, times.bare).map(([ours, theirs]) => theirs / ours)),
        target: { of: 'ratio', is: 'least', limit: 0.5 },
        rounds: pairs(times.ours, times.bare),
      });
      if (kilobytes.ours !== null && kilobytes.bare !== null) {
        lines.push({
          group: 'Memory',
          name: `of the host a phone, ${phones.toLocaleString('en')} phones`,
          value: kilobytes.ours,
          unit: 'KB',
          reference: { name: 'bare ws', value: kilobytes.bare },
        });
      }
    }
    return lines;
  } finally {
    await Promise.all([host.stop(), bare.stop(), ...clients.map((client) => client.stop())]);
    data.remove();
  }
};
