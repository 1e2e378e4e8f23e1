/** Durable stakes of automatic lotteries, which start and are drawn meanwhile. */
import autocannon from 'autocannon';
import { startChild } from './child.ts';
import { logIn, newDataDir, startHost } from './hostUnderTest.ts';
import { median, pairs } from './numbers.ts';
import type { StakeReference } from './processes/stakeReference.ts';
import type { Measurement } from './report.ts';

const CONNECTIONS = 300;
const WARM_UP_S = 2;
const PLAYERS = 100;

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

    const round = async (url: string, seconds: number): Promise<number> => {
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
      return result['2xx'] / result.duration;
    };
    const other = `http://127.0.0.1:${port}`;
    const ours: number[] = [];
    const theirs: number[] = [];
    for (const url of [host.url, other]) await round(url, WARM_UP_S);
    for (let index = 0; index < size.rounds; index += 1) {
      ours.push(await round(host.url, size.seconds));
      theirs.push(await round(other, size.seconds));
    }
    return [
      {
        group: 'Lotteries',
        name: `stakes, ${CONNECTIONS} connections, durable, drawn by ${PLAYERS}`,
        value: median(ours),
        unit: '/s',
        reference: { name: 'same server, validates and answers', value: median(theirs) },
        // A round is compared with its neighbour in time: other work on the machine then weighs on both.
        ratio: median(pairs(ours, theirs).map(([mine, noOp]) => mine / noOp)),
        target: { of: 'ratio', is: 'least', limit: 0.5 },
        rounds: pairs(ours, theirs),
      },
    ];
  } finally {
    await Promise.all([host.stop(), reference.stop()]);
    data.remove();
  }
};
