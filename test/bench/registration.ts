/** Durable registration, and a crowd that arrives at the same instant. */
import autocannon from 'autocannon';
import { startChild } from './child.ts';
import { newDataDir, openAdmin, startHost, type RunningHost } from './hostUnderTest.ts';
import { median } from './numbers.ts';
import type { RegistrationReference, SameAnswer } from './processes/registrationReference.ts';
import type { Measurement } from './report.ts';

const CONNECTIONS = 300;
const OF_THE_CONNECTION = new Set(['connection', 'keep-alive', 'date', 'content-length', 'transfer-encoding']);

/** Requests a second that were answered with 201, over one round. */
const round = async (url: string, eventId: string, seconds: number): Promise<number> => {
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
  return result['2xx'] / result.duration;
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
  const otherData = newDataDir();
  const host = await startHost(data.path);
  const server = startChild<RegistrationReference>('registrationReference');
  const bare = startChild<RegistrationReference>('registrationReference');
  try {
    const admin = await openAdmin(host);
    await admin('PATCH', '', { capacity: 1_000_000 });
    // The answer's length counts, so that the number in it has as many digits as most will have.
    const answer = await oneAnswer(host);
    const same = { ...answer, body: answer.body.replace(/"draw_number":\d+/, '"draw_number":12345') };
    const urls = {
      ours: `${host.url}/api/luckydraw/register`,
      server: `http://127.0.0.1:${await server.call('startServer', { dataDir: otherData.path, answer: same })}/reference`,
      bare: `http://127.0.0.1:${await bare.call('startBare', { answer: same })}/reference`,
    };
    const rates: Record<keyof typeof urls, number[]> = { ours: [], server: [], bare: [] };
    const names = ['ours', 'server', 'bare'] as const;
    for (const name of names) await round(urls[name], host.eventId, 2);
    for (let index = 0; index < size.rounds; index += 1) {
      // Each round fills an empty event: a round is a large crowd already, and all of them together would be absurd.
      await admin('POST', '/reset', { reset_participants: true, reset_draws: true });
      for (const name of names) rates[name].push(await round(urls[name], host.eventId, size.seconds));
    }
    // A round is compared with its neighbours in time: other work on the machine then weighs on both.
    const ratio = (name: 'server' | 'bare'): number =>
      median(rates.ours.map((rate, index) => rate / (rates[name][index] ?? Number.NaN)));
    const line = (name: 'server' | 'bare', words: string): Measurement => ({
      group: 'Registration',
      name: `${CONNECTIONS} connections, durable`,
      value: median(rates.ours),
      unit: '/s',
      reference: { name: words, value: median(rates[name]) },
      ratio: ratio(name),
      target: { of: 'ratio', is: 'least', limit: 0.6 },
      rounds: rates.ours,
    });
    return [line('server', 'same server, validates and answers'), line('bare', 'same options, no hooks, same bytes')];
  } finally {
    await Promise.all([host.stop(), server.stop(), bare.stop()]);
    data.remove();
    otherData.remove();
  }
};
