/** Durable registration, and a crowd that arrives at the same instant. */
import autocannon from 'autocannon';
import { startChild } from './child.ts';
import { newDataDir, openAdmin, processorMicros, startHost, type RunningHost } from './hostUnderTest.ts';
import { median, pairs } from './numbers.ts';
import type { RegistrationReference, SameAnswer } from './processes/registrationReference.ts';
import type { Measurement } from './report.ts';

const CONNECTIONS = 300;
const WARM_UP_S = 2;
const OF_THE_CONNECTION = new Set(['connection', 'keep-alive', 'date', 'content-length', 'transfer-encoding']);

interface Round {
  /** Requests a second that were answered with 201. */
  readonly rate: number;
  /** Processor time of the server for each of them, in µs: says the same of a busy machine as of an idle one. */
  readonly micros: number | null;
}

const round = async ({ url, pid }: { url: string; pid: number }, eventId: string, seconds: number): Promise<Round> => {
  const before = processorMicros(pid);
  const result = await autocannon({
    url,
    method: 'POST',
    connections: CONNECTIONS,
    duration: seconds,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ event_id: eventId }),
  });
  if (result.non2xx > 0 || result.errors > 0) {
    throw new Error(`${url}: ${result.non2xx} refusals, ${result.errors} errors`);
  }
  const after = processorMicros(pid);
  const answered = result['2xx'];
  return {
    rate: answered / result.duration,
    micros: before === null || after === null ? null : (after - before) / answered,
  };
};

const oneAnswer = async (host: RunningHost): Promise<SameAnswer> => {
  const response = await fetch(`${host.url}/api/luckydraw/register`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ event_id: host.eventId }),
  });
  const body = await response.text();
  const headers = Object.fromEntries([...response.headers].filter(([name]) => !OF_THE_CONNECTION.has(name)));
  return { status: response.status, headers, body };
};

export const measureRegistration = async (size: { rounds: number; seconds: number }): Promise<Measurement[]> => {
  const data = newDataDir();
  const host = await startHost(data.path);
  const server = startChild<RegistrationReference>('registrationReference');
  const bare = startChild<RegistrationReference>('registrationReference');
  try {
    const admin = await openAdmin(host);
    await admin('PATCH', '', { capacity: 1_000_000 });
    // The answer's length counts, so that the number in it has as many digits as most will have.
    const answer = await oneAnswer(host);
    const same = { ...answer, body: answer.body.replace(/"draw_number":\d+/, '"draw_number":12345') };
    const serverPort = await server.call('startServer', { answer: same });
    const barePort = await bare.call('startBare', { answer: same });
    const measured = {
      ours: { url: `${host.url}/api/luckydraw/register`, pid: host.pid },
      server: { url: `http://127.0.0.1:${serverPort}/reference`, pid: server.pid },
      bare: { url: `http://127.0.0.1:${barePort}/reference`, pid: bare.pid },
    };
    const names = ['ours', 'server', 'bare'] as const;
    type Name = (typeof names)[number];
    const rounds: Record<Name, Round[]> = { ours: [], server: [], bare: [] };
    for (const name of names) await round(measured[name], host.eventId, WARM_UP_S);
    for (let index = 0; index < size.rounds; index += 1) {
      // Each round fills an empty event: a round is a large crowd already, and all of them together would be absurd.
      await admin('POST', '/reset', { reset_participants: true, reset_draws: true });
      for (const name of names) rounds[name].push(await round(measured[name], host.eventId, size.seconds));
    }
    const compare = (name: Exclude<Name, 'ours'>, words: string): Measurement[] => {
      const rates = { ours: rounds.ours.map(({ rate }) => rate), theirs: rounds[name].map(({ rate }) => rate) };
      const micros = {
        ours: rounds.ours.flatMap((one) => one.micros ?? []),
        theirs: rounds[name].flatMap((one) => one.micros ?? []),
      };
      return [
        {
          group: 'Registration',
          name: `${CONNECTIONS} connections, durable`,
          value: median(rates.ours),
          unit: '/s',
          reference: { name: words, value: median(rates.theirs) },
          // A round is compared with its neighbour in time: other work on the machine then weighs on both.
          ratio: median(pairs(rates.ours, rates.theirs).map(([ours, theirs]) => ours / theirs)),
          target: { of: 'ratio', is: 'least', limit: 0.6 },
          rounds: pairs(rates.ours, rates.theirs),
        },
        ...(micros.ours.length === 0
          ? []
          : [
              {
                group: 'Registration',
                name: 'processor time of the server for each',
                value: median(micros.ours),
                unit: 'µs',
                reference: { name: words, value: median(micros.theirs) },
                ratio: median(pairs(micros.ours, micros.theirs).map(([ours, theirs]) => theirs / ours)),
                rounds: pairs(micros.ours, micros.theirs),
              },
            ]),
      ];
    };
    return [
      ...compare('server', 'same server, validates and answers'),
      ...compare('bare', 'same options, no hooks, same bytes'),
    ];
  } finally {
    await Promise.all([host.stop(), server.stop(), bare.stop()]);
    data.remove();
  }
};
