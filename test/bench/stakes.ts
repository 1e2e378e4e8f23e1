/** Durable stakes of automatic lotteries, which start and are drawn meanwhile. */
import autocannon from 'autocannon';
import { startChild } from './child.ts';
import { logIn, newDataDir, processorMicros, startHost } from './hostUnderTest.ts';
import { median, pairs } from './numbers.ts';
import type { StakeReference } from './processes/stakeReference.ts';
import type { Measurement } from './report.ts';

const CONNECTIONS = 300;
const WARM_UP_S = 2;
const PLAYERS = 100;

interface Round {
  /** Stakes a second that were answered with 201. */
  readonly rate: number;
  /** Processor time of the server for each of them, in µs. */
  readonly micros: number | null;
}

export const measureStakes = async (size: { rounds: number; seconds: number }): Promise<Measurement[]> => {
  const data = newDataDir();
  const host = await startHost(data.path);
  const reference = startChild<StakeReference>('stakeReference');
  try {
    const admin = await logIn(host);
    const { key } = await admin('POST', '/api/luckydraw/admin/keys', { name: 'Bench' });
    await admin('POST', '/api/game', { game_id: 'bench', name: 'Bench', players: PLAYERS, win_sum: 1 });
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${String(key)}` };
    // Every request brings a message id of its own.
    const body = '{"message_id":"[<id>]","player_id":"player-12345","game_id":"bench","amount":100}';
    const first = await fetch(`${host.url}/api/stake`, { method: 'POST', headers, body });
    const answer = await first.text();
    const port = await reference.call('start', { answer });

    const round = async ({ url, pid }: { url: string; pid: number }, seconds: number): Promise<Round> => {
      const before = processorMicros(pid);
      const result = await autocannon({
        url: `${url}/api/stake`,
        method: 'POST',
        connections: CONNECTIONS,
        duration: seconds,
        headers,
        body,
        idReplacement: true,
      });
      if (result.non2xx > 0 || result.errors > 0) {
        throw new Error(`${url}: ${result.non2xx} refusals, ${result.errors} errors`);
      }
      const after = processorMicros(pid);
      const micros = before === null || after === null ? null : (after - before) / result['2xx'];
      return { rate: result['2xx'] / result.duration, micros };
    };
    const other = { url: `http://127.0.0.1:${port}`, pid: reference.pid };
    const ours: Round[] = [];
    const theirs: Round[] = [];
    for (const one of [host, other]) await round(one, WARM_UP_S);
    for (let index = 0; index < size.rounds; index += 1) {
      ours.push(await round(host, size.seconds));
      theirs.push(await round(other, size.seconds));
    }
    const rates = { ours: ours.map(({ rate }) => rate), theirs: theirs.map(({ rate }) => rate) };
    const micros = {
      ours: ours.flatMap((one) => one.micros ?? []),
      theirs: theirs.flatMap((one) => one.micros ?? []),
    };
    const words = 'same server, validates and answers';
    return [
      {
        group: 'Lotteries',
        name: `stakes, ${CONNECTIONS} connections, durable, drawn by ${PLAYERS}`,
        value: median(rates.ours),
        unit: '/s',
        reference: { name: words, value: median(rates.theirs) },
        // A round is compared with its neighbour in time: other work on the machine then weighs on both.
        ratio: median(pairs(rates.ours, rates.theirs).map(([mine, noOp]) => mine / noOp)),
        target: { of: 'ratio', is: 'least', limit: 0.5 },
        rounds: pairs(rates.ours, rates.theirs),
      },
      ...(micros.ours.length === 0
        ? []
        : [
            {
              group: 'Lotteries',
              name: 'processor time of the server for each stake',
              value: median(micros.ours),
              unit: 'µs',
              reference: { name: words, value: median(micros.theirs) },
              ratio: median(pairs(micros.ours, micros.theirs).map(([mine, noOp]) => noOp / mine)),
              rounds: pairs(micros.ours, micros.theirs),
            },
          ]),
    ];
  } finally {
    await Promise.all([host.stop(), reference.stop()]);
    data.remove();
  }
};
