/**
 * `npm run simulate -- --url U --phones N`: virtual phones that join as real ones do, stay connected, add randomness to
 * the draws, and report what they saw. Progress goes to stderr, the report as JSON to stdout. Exit 0 when all joined with a number each of their
 * own; 1 otherwise; 2 for bad flags.
 */
import { randomBytes } from 'node:crypto';
import { Command, CommanderError, InvalidArgumentError } from 'commander';
import { io, type Socket } from 'socket.io-client';
import type { ErrorBody } from '../contract/errors.ts';
import type { ClientToServerEvents, ServerToClientEvents } from '../contract/events.ts';
import { PATHS } from '../contract/paths.ts';
import type { RouteData, SuccessBody } from '../contract/routes.ts';
import type { AudienceView } from '../contract/stage/views.ts';
import { commitmentOf, phoneChainLength, phoneLink } from '../core/fairness/phoneChain.ts';

const MAX_PHONES = 20_000;
/** So many join at the same time, as a crowd of phones in front of one QR code does. */
const AT_ONCE = 300;
const TRIES = 20;
const REQUEST_PATIENCE_MS = 30_000;
/** Once the first phone has seen a reveal, the last has so long to see it. */
const REVEAL_PATIENCE_MS = 5_000;
/** Real phones spread what they add to a draw over this share of its window. */
const CONTRIBUTION_SPREAD = 0.6;
const CONTRIBUTION_PATIENCE_MS = 1_500;

interface Options {
  readonly url: string;
  readonly phones: number;
  readonly duration?: number;
  readonly untilReveal?: true;
}

const httpOrigin = (raw: string): string => {
  const url = URL.parse(raw);
  if (url === null || url.protocol !== 'http:') throw new InvalidArgumentError('It must start with http://.');
  return url.origin;
};

const wholeNumber =
  (least: number, most: number) =>
  (raw: string): number => {
    const value = /^\d{1,9}$/.test(raw) ? Number(raw) : Number.NaN;
    if (!(value >= least && value <= most))
      throw new InvalidArgumentError(`It must be a whole number from ${least} to ${most}.`);
    return value;
  };

const readOptions = (): Options | null => {
  const program = new Command('simulate')
    .description('Joins virtual phones to a draw: a rehearsal and a load test.')
    .requiredOption('--url <url>', 'address of the host, such as http://192.168.0.10:8080', httpOrigin)
    .requiredOption('--phones <number>', `how many phones, up to ${MAX_PHONES}`, wholeNumber(1, MAX_PHONES))
    .option('--duration <seconds>', 'report after so many seconds (default: when stopped)', wholeNumber(1, 86_400))
    .option('--until-reveal', 'report after the next reveal')
    .showSuggestionAfterError(false)
    .exitOverride();
  try {
    return program.parse().opts<Options>();
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    process.exitCode = error.exitCode === 0 ? 0 : 2;
    return null;
  }
};

const say = (line: string): void => void process.stderr.write(`${line}\n`);
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** The value below which a share of the (sorted) values lies; null for none. */
const quantile = (sorted: readonly number[], share: number): number | null => {
  const value = sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)];
  return value === undefined ? null : Math.round(value * 10) / 10;
};

type Answer<N extends 'event' | 'register' | 'myNumber'> =
  | { readonly ok: true; readonly data: RouteData<N> }
  | { readonly ok: false; readonly code: string; readonly retryAfterMs: number };

const ask = async <N extends 'event' | 'register' | 'myNumber'>(
  origin: string,
  name: N,
  { body, token }: { body?: unknown; token?: string },
): Promise<Answer<N>> => {
  const [method, path] = PATHS[name];
  try {
    const response = await fetch(`${origin}${path}`, {
      method,
      body: body === undefined ? null : JSON.stringify(body),
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      },
      signal: AbortSignal.timeout(REQUEST_PATIENCE_MS),
    });
    // The host answers every route with one of these two bodies; anything else is not the host.
    const answer = (await response.json()) as SuccessBody<RouteData<N>> | ErrorBody;
    if (answer.success) return { ok: true, data: answer.data };
    const retryAfterMs = Number(response.headers.get('retry-after') ?? 1) * 1_000;
    return { ok: false, code: answer.error.code, retryAfterMs };
  } catch {
    return { ok: false, code: 'offline', retryAfterMs: 1_000 };
  }
};

interface Reveal {
  /** The first and the last phone's moment, in ms of this process's clock. */
  readonly first: number;
  last: number;
  seen: number;
  readonly winners: number;
}

const createCrowd = (origin: string) => {
  const joinMs: number[] = [];
  const numbers = new Map<number, number>();
  const refusals = new Map<string, number>();
  const reveals = new Map<string, Reveal>();
  const sockets = new Set<Socket<ServerToClientEvents, ClientToServerEvents>>();
  const closing = new AbortController();
  let tellRevealed = (): void => undefined;
  const revealed = new Promise<void>((resolve) => (tellRevealed = resolve));
  let failed = 0;
  let connections = 0;
  let disconnects = 0;
  const contributions = { counted: 0, refused: 0, unanswered: 0 };
  let wins = 0;
  let winsUnconfirmed = 0;
  const confirmations: Promise<void>[] = [];

  /** As a phone does: again after a while when the host is busy, with patience, but not for ever. */
  const register = async (eventId: string, chainSecret: string): Promise<RouteData<'register'> | null> => {
    const body = { event_id: eventId, entropy_commitment: commitmentOf(chainSecret) };
    for (let attempt = 1; attempt <= TRIES; attempt += 1) {
      const answer = await ask(origin, 'register', { body });
      if (answer.ok) return answer.data;
      refusals.set(answer.code, (refusals.get(answer.code) ?? 0) + 1);
      const busy = ['offline', 'too_many_registrations', 'stopping', 'internal'].includes(answer.code);
      if (!busy || closing.signal.aborted) return null;
      await pause(Math.min(answer.retryAfterMs, 10_000) * (0.5 + Math.random()));
    }
    return null;
  };

  /** Adds a phone's randomness to each armed draw: its next step, once, at a random moment of the window. */
  const createContributor = (
    socket: Socket<ServerToClientEvents, ClientToServerEvents>,
    token: string,
    chainSecret: string,
  ): ((view: Pick<AudienceView, 'now' | 'stage' | 'draw'>) => void) => {
    let step = 0;
    let drawId = '';
    return ({ now, stage, draw }) => {
      if (draw === null || stage !== 'armed' || draw.draw_id === drawId || !draw.sources.includes('room')) return;
      drawId = draw.draw_id;
      if (step === phoneChainLength) return;
      step += 1;
      const contribution = { draw_id: drawId, session_token: token, step, value: phoneLink(chainSecret, step) };
      setTimeout(
        () => {
          socket
            .timeout(CONTRIBUTION_PATIENCE_MS)
            .emit('contribute', contribution, (lost: Error | null, counted?: boolean) => {
              contributions[lost ? 'unanswered' : counted === true ? 'counted' : 'refused'] += 1;
            });
        },
        Math.max(0, draw.entropy_until - now) * CONTRIBUTION_SPREAD * Math.random(),
      ).unref();
    };
  };

  const connect = (number: number, token: string, chainSecret: string): void => {
    const socket: Socket<ServerToClientEvents, ClientToServerEvents> = io(origin, {
      transports: ['websocket'],
      auth: { channel: 'audience' },
      forceNew: true,
      reconnectionDelay: 500,
      reconnectionDelayMax: 5_000,
    });
    const seen = new Set<string>();
    const contribute = createContributor(socket, token, chainSecret);
    sockets.add(socket);
    socket.on('connect', () => {
      connections += 1;
      socket.emit('present', token);
    });
    socket.on('disconnect', () => {
      if (!closing.signal.aborted) disconnects += 1;
    });
    socket.on('view', (snapshot) => {
      // The host sends the channel's own view.
      const view = snapshot.view as AudienceView;
      contribute(view);
      const { draw } = view;
      if (draw === null || draw.winners === null || seen.has(draw.draw_id)) return;
      seen.add(draw.draw_id);
      const now = performance.now();
      const reveal = reveals.get(draw.draw_id);
      if (reveal === undefined) {
        reveals.set(draw.draw_id, { first: now, last: now, seen: 1, winners: draw.winners.length });
        say(`A reveal: ${draw.winners.length} of ${draw.prize_name}.`);
      } else {
        reveal.last = now;
        reveal.seen += 1;
      }
      const { seen: count } = reveals.get(draw.draw_id) ?? { seen: 0 };
      if (count >= sockets.size) tellRevealed();
      else if (count === 1) setTimeout(() => tellRevealed(), REVEAL_PATIENCE_MS).unref();
      if (draw.winners.some(({ draw_number }) => draw_number === number))
        confirmations.push(confirmWin(token, draw.draw_id));
    });
  };

  const confirmWin = async (token: string, drawId: string): Promise<void> => {
    const answer = await ask(origin, 'myNumber', { token });
    if (answer.ok && answer.data.wins.some(({ draw_id }) => draw_id === drawId)) wins += 1;
    else winsUnconfirmed += 1;
  };

  return {
    revealed,
    /** All phones join, many at the same time. */
    join: async (eventId: string, phones: number): Promise<void> => {
      let started = 0;
      const joinOneAfterAnother = async (): Promise<void> => {
        while (started < phones && !closing.signal.aborted) {
          started += 1;
          const startedAt = performance.now();
          const chainSecret = randomBytes(32).toString('hex');
          const joined = await register(eventId, chainSecret);
          if (joined === null) {
            failed += 1;
            continue;
          }
          joinMs.push(performance.now() - startedAt);
          numbers.set(joined.draw_number, (numbers.get(joined.draw_number) ?? 0) + 1);
          connect(joined.draw_number, joined.session_token, chainSecret);
        }
      };
      await Promise.all(Array.from({ length: Math.min(AT_ONCE, phones) }, joinOneAfterAnother));
    },
    progress: (): string => {
      const connected = [...sockets].filter((socket) => socket.connected).length;
      return `${joinMs.length} joined, ${connected} connected, ${reveals.size} reveals, ${wins} wins`;
    },
    report: async (phones: number) => {
      await Promise.all(confirmations);
      const sorted = joinMs.toSorted((a, b) => a - b);
      return {
        phones,
        joined: joinMs.length,
        failed,
        refusals: Object.fromEntries(refusals),
        join_ms: { p50: quantile(sorted, 0.5), p99: quantile(sorted, 0.99), max: quantile(sorted, 1) },
        duplicates: [...numbers.values()].reduce((sum, count) => sum + count - 1, 0),
        connections,
        disconnects,
        contributions,
        reveals: [...reveals].map(([draw_id, { first, last, seen, winners }]) => ({
          draw_id,
          winners,
          seen_by: seen,
          spread_ms: Math.round((last - first) * 10) / 10,
        })),
        wins,
        wins_unconfirmed: winsUnconfirmed,
      };
    },
    close: (): void => {
      closing.abort();
      for (const socket of sockets) socket.disconnect();
    },
  };
};

const run = async ({ url, phones, duration, untilReveal }: Options): Promise<number> => {
  const event = await ask(url, 'event', {});
  if (!event.ok) {
    say(`error: no Lucky Draw host answers at ${url} (${event.code})`);
    return 1;
  }
  const crowd = createCrowd(url);
  const signal = new Promise<void>((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
  const reasons = [signal];
  if (duration !== undefined) reasons.push(pause(duration * 1_000));
  if (untilReveal) reasons.push(crowd.revealed);
  let shown = '';
  const progress = setInterval(() => {
    const line = crowd.progress();
    if (line !== shown) say(line);
    shown = line;
  }, 1_000);

  const joining = crowd.join(event.data.id, phones).then(() => {
    say(crowd.progress());
    if (duration === undefined && !untilReveal) say('Press Ctrl-C for the report.');
  });
  await Promise.race(reasons);
  clearInterval(progress);
  const report = await crowd.report(phones);
  crowd.close();
  await joining;
  console.log(JSON.stringify(report, null, 2));
  return report.joined === phones && report.duplicates === 0 && report.wins_unconfirmed === 0 ? 0 : 1;
};

const options = readOptions();
// The exit does not wait for the pauses of phones that were still trying.
if (options !== null) process.exit(await run(options));
