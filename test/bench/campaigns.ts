/** Draws of a campaign's customers, each durable, and the refusal of those who draw again. */
import autocannon from 'autocannon';
import { startChild } from './child.ts';
import { newDataDir, openAdmin, processorMicros, startHost, type RunningHost } from './hostUnderTest.ts';
import { median, pairs } from './numbers.ts';
import { startPostgres } from './postgresServer.ts';
import type { PostgresDraws } from './processes/postgresDraws.ts';
import type { RegistrationReference, SameAnswer } from './processes/registrationReference.ts';
import type { Measurement } from './report.ts';

const CONNECTIONS = 300;
const JSON_HEADERS = { 'content-type': 'application/json' };

interface Round {
  readonly rate: number;
  /** Processor time of the server for each request, in µs. */
  readonly micros: number | null;
}

/** Every body once, over all connections; each must be answered with `status`. */
const round = async (
  { url, pid }: { readonly url: string; readonly pid: number },
  bodies: readonly string[],
  status: 201 | 409,
): Promise<Round> => {
  let next = 0;
  const before = processorMicros(pid);
  const startedAt = performance.now();
  // The tool itself ends at a whole second only.
  let lastAt = startedAt;
  const result = await new Promise<autocannon.Result>((resolve, reject) => {
    const running = autocannon(
      {
        url,
        connections: CONNECTIONS,
        amount: bodies.length,
        requests: [
          {
            method: 'POST',
            headers: JSON_HEADERS,
            setupRequest: (request) => ({ ...request, body: bodies[next++ % bodies.length] ?? '' }),
          },
        ],
      },
      (error: Error | null, ended) => (error ? reject(error) : resolve(ended)),
    );
    running.on('response', () => {
      lastAt = performance.now();
    });
  });
  const seconds = (lastAt - startedAt) / 1_000;
  const answered = result.statusCodeStats?.[`${status}`]?.count ?? 0;
  if (answered < bodies.length || result.errors > 0) {
    throw new Error(`${url}: ${answered} of ${bodies.length} were answered with ${status}, ${result.errors} errors`);
  }
  const after = processorMicros(pid);
  return {
    rate: bodies.length / seconds,
    micros: before === null || after === null ? null : (after - before) / bodies.length,
  };
};

const post = async (host: RunningHost, path: string, body: unknown, headers: Record<string, string> = {}) => {
  const response = await fetch(`${host.url}${path}`, {
    method: 'POST',
    headers: { ...JSON_HEADERS, ...headers },
    body: JSON.stringify(body),
  });
  return { response, text: await response.text() };
};

const idIn = ({ text }: { readonly text: string }): string => {
  const id = /"id":"([^"]+)"/.exec(text)?.[1];
  if (id === undefined) throw new Error(`no id in ${text}`);
  return id;
};

const answerOf = ({ response, text }: Awaited<ReturnType<typeof post>>): SameAnswer => ({
  status: response.status,
  headers: {},
  body: text,
});

const joinAll = async (host: RunningHost, count: number): Promise<string[]> => {
  const ids: string[] = [];
  for (let from = 0; from < count; from += CONNECTIONS) {
    const batch = Array.from({ length: Math.min(CONNECTIONS, count - from) }, (_, index) =>
      post(host, '/api/user', { mobile: `+8210${10_000_000 + from + index}` }),
    );
    ids.push(...(await Promise.all(batch)).map(idIn));
  }
  return ids;
};

export const measureCampaigns = async (size: { rounds: number; customers: number }): Promise<Measurement[]> => {
  const data = newDataDir();
  const host = await startHost(data.path);
  const reference = startChild<RegistrationReference>('registrationReference');
  const postgres = await startPostgres();
  const transactions = postgres && startChild<PostgresDraws>('postgresDraws');
  const refusing = startChild<RegistrationReference>('registrationReference');
  try {
    await openAdmin(host);
    const login = await post(host, '/api/luckydraw/admin/login', { password: 'a-password-for-the-bench' });
    const token = /"token":"([^"]+)"/.exec(login.text)?.[1] ?? '';
    const newCampaign = async (): Promise<string> =>
      idIn(
        await post(
          host,
          '/api/campaign',
          {
            name: 'Bench',
            starts_at: new Date(Date.now() - 86_400_000).toISOString(),
            ends_at: new Date(Date.now() + 86_400_000 * 5).toISOString(),
            time_zone: 'UTC',
            coupon_types: [
              { name: 'Coffee', probability: 0.1, total_quota: 1_000_000, daily_quota: 1_000_000 },
              { name: 'Car', probability: 0.001, total_quota: 3, daily_quota: 1 },
            ],
          },
          { authorization: `Bearer ${token}` },
        ),
      );
    const users = await joinAll(host, size.customers);
    const bodiesFor = (campaign: string): string[] =>
      users.map((user) => JSON.stringify({ user_id: user, campaign_id: campaign }));

    const first = await newCampaign();
    const sample = { user_id: users[0], campaign_id: first };
    const drawn = answerOf(await post(host, '/api/draw', sample));
    const repeated = answerOf(await post(host, '/api/draw', sample));
    const ports = {
      drawn: await reference.call('startServer', { answer: drawn, route: 'drawCoupon' }),
      repeated: await refusing.call('startServer', { answer: repeated, route: 'drawCoupon' }),
    };
    const measured = {
      ours: { url: `${host.url}/api/draw`, pid: host.pid },
      drawn: { url: `http://127.0.0.1:${ports.drawn}/reference`, pid: reference.pid },
      repeated: { url: `http://127.0.0.1:${ports.repeated}/reference`, pid: refusing.pid },
    };
    const transacted = transactions &&
      postgres && {
        url: `http://127.0.0.1:${await transactions.call('start', { url: postgres.url, users })}/draw`,
        pid: transactions.pid,
      };
    const rounds = {
      draws: [] as Round[],
      postgres: [] as Round[],
      noOp: [] as Round[],
      repeats: [] as Round[],
      noOpRefusal: [] as Round[],
    };
    for (let index = 0; index <= size.rounds; index += 1) {
      const campaign = await newCampaign();
      const bodies = bodiesFor(campaign);
      const draws = await round(measured.ours, bodies, 201);
      const noOp = await round(measured.drawn, bodies, 201);
      const repeats = await round(measured.ours, bodies, 409);
      const noOpRefusal = await round(measured.repeated, bodies, 409);
      if (transactions) await transactions.call('addCampaign', campaign);
      const inPostgres = transacted && (await round(transacted, bodies, 201));
      // The first one warms up.
      if (index === 0) continue;
      if (inPostgres) rounds.postgres.push(inPostgres);
      rounds.draws.push(draws);
      rounds.noOp.push(noOp);
      rounds.repeats.push(repeats);
      rounds.noOpRefusal.push(noOpRefusal);
    }
    const compare = (name: string, ours: Round[], theirs: Round[], limit: number): Measurement[] => {
      const rates = pairs(
        ours.map(({ rate }) => rate),
        theirs.map(({ rate }) => rate),
      );
      const micros = pairs(
        ours.flatMap((one) => one.micros ?? []),
        theirs.flatMap((one) => one.micros ?? []),
      );
      return [
        {
          group: 'Campaigns',
          name: `${CONNECTIONS} connections, ${name}`,
          value: median(rates.map(([rate]) => rate)),
          unit: '/s',
          reference: { name: 'same server, validates and answers', value: median(rates.map(([, rate]) => rate)) },
          ratio: median(rates.map(([one, other]) => one / other)),
          target: { of: 'ratio', is: 'least', limit },
          rounds: rates,
        },
        ...(micros.length === 0
          ? []
          : [
              {
                group: 'Campaigns',
                name: `processor time of the server, ${name}`,
                value: median(micros.map(([one]) => one)),
                unit: 'µs',
                reference: {
                  name: 'same server, validates and answers',
                  value: median(micros.map(([, other]) => other)),
                },
                ratio: median(micros.map(([one, other]) => other / one)),
                rounds: micros,
              },
            ]),
      ];
    };
    const againstPostgres = (version: string): Measurement[] => {
      const rates = pairs(
        rounds.draws.map(({ rate }) => rate),
        rounds.postgres.map(({ rate }) => rate),
      );
      return [
        {
          group: 'Campaigns',
          name: `${CONNECTIONS} connections, draws, durable, and on PostgreSQL`,
          value: median(rates.map(([rate]) => rate)),
          unit: '/s',
          reference: {
            name: `same server, one transaction on PostgreSQL ${version} by pg`,
            value: median(rates.map(([, rate]) => rate)),
          },
          ratio: median(rates.map(([one, other]) => one / other)),
          rounds: rates,
        },
      ];
    };
    return [
      ...compare('draws, durable', rounds.draws, rounds.noOp, 0.5),
      ...(postgres ? againstPostgres(postgres.version) : []),
      ...compare('refused repeats', rounds.repeats, rounds.noOpRefusal, 0.85),
    ];
  } finally {
    await Promise.all([host.stop(), reference.stop(), refusing.stop(), transactions?.stop()]);
    await postgres?.stop();
    data.remove();
  }
};
