/** The real host, started as everybody starts it: a process of its own, its store on the disk. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join as joinPath } from 'node:path';
import { createInterface } from 'node:readline';

const PROJECT_DIR = joinPath(import.meta.dirname, '../..');
const PASSWORD = 'a-password-for-the-bench';

export interface RunningHost {
  readonly pid: number;
  readonly port: number;
  readonly url: string;
  readonly joinUrl: string;
  readonly eventId: string;
  /** From the start of the process to its `listening` line. */
  readonly startMs: number;
  stop(): Promise<void>;
}

/** Below the project and not in the temporary folder, which many systems keep in memory: a commit must reach a disk. */
export const newDataDir = (): { readonly path: string; remove(): void } => {
  const parent = joinPath(PROJECT_DIR, '.cache/bench');
  mkdirSync(parent, { recursive: true });
  const path = mkdtempSync(joinPath(parent, 'data-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
};

/** `variables`: of the environment, besides those that are there. `password`: null makes a start as a newcomer's, with a set-up link. `descriptors`: how many it may open; null: as many as the system lets it. */
export const startHost = async (
  dataDir: string,
  address = '127.0.0.1',
  variables: Record<string, string> = {},
  password: string | null = PASSWORD,
  descriptors: number | null = null,
): Promise<RunningHost> => {
  const flags = {
    host: address,
    port: '0',
    'data-dir': dataDir,
    ...(password === null ? {} : { 'admin-password': password }),
    'registration-limit': '0',
  };
  const startedAt = performance.now();
  const command = [
    process.execPath,
    'out/headless/serve.js',
    ...Object.entries(flags).flatMap(([name, value]) => [`--${name}`, value]),
  ];
  const limited = descriptors === null ? [] : ['sh', '-c', `ulimit -n ${descriptors}; exec "$@"`, 'sh'];
  const [program = '', ...rest] = [...limited, ...command];
  const child = spawn(program, rest, {
    cwd: PROJECT_DIR,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...variables },
  });
  const exited = once(child, 'exit');
  const lines = createInterface({ input: child.stdout });
  const listening = await new Promise<Omit<RunningHost, 'pid' | 'startMs' | 'stop'>>((resolve, reject) => {
    lines.on('line', (line) => {
      // The host's own log, one JSON object a line.
      const entry = JSON.parse(line) as { msg?: string; port: number; url: string; joinUrl: string; eventId: string };
      if (entry.msg === 'listening') resolve(entry);
    });
    void exited.then(([code]) => reject(new Error(`the host ended with ${String(code)}`)));
  });
  return {
    pid: child.pid ?? 0,
    port: listening.port,
    url: listening.url,
    joinUrl: listening.joinUrl,
    eventId: listening.eventId,
    startMs: performance.now() - startedAt,
    stop: async () => {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
      await exited;
    },
  };
};

const send = async (
  { url }: Pick<RunningHost, 'url'>,
  method: string,
  path: string,
  body: unknown,
  headers: Record<string, string>,
): Promise<Record<string, unknown>> => {
  const response = await fetch(`${url}${path}`, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    ...(method === 'GET' ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
  return (JSON.parse(text) as { data: Record<string, unknown> }).data;
};

/** The organiser: calls of any path; answers their data. */
export const logIn = async (host: Pick<RunningHost, 'url'>) => {
  const { token } = await send(host, 'POST', '/api/luckydraw/admin/login', { password: PASSWORD }, {});
  return (method: string, path: string, body: unknown): Promise<Record<string, unknown>> =>
    send(host, method, path, body, { authorization: `Bearer ${String(token)}` });
};

/** The organiser: calls below `/api/luckydraw/admin/{event_id}`. */
export const openAdmin = async (host: Pick<RunningHost, 'url' | 'eventId'>) => {
  const call = await logIn(host);
  return async (method: string, path: string, body: unknown): Promise<void> => {
    await call(method, `/api/luckydraw/admin/${host.eventId}${path}`, body);
  };
};

/** Joins as somebody new; answers the lucky number. */
export const join = async (host: Pick<RunningHost, 'url' | 'eventId'>): Promise<number> => {
  const response = await fetch(`${host.url}/api/luckydraw/register`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ event_id: host.eventId }),
  });
  const drawNumber = /"draw_number":(\d+)/.exec(await response.text())?.[1];
  if (response.status !== 201 || drawNumber === undefined) throw new Error(`register answered ${response.status}`);
  return Number(drawNumber);
};

/** Resident memory of a process in bytes; null where the system does not tell in this way. */
export const residentBytes = (pid: number): number | null => {
  if (process.platform !== 'linux') return null;
  const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return kilobytes === undefined ? null : Number(kilobytes) * 1024;
};

/** Processor time that a process has used so far, in µs; null where the system does not tell in this way. */
export const processorMicros = (pid: number): number | null => {
  if (process.platform !== 'linux') return null;
  // After the name in brackets, which may hold spaces; in hundredths of a second.
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) * 10_000;
};
