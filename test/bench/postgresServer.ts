/** A PostgreSQL of the bench's own, as Debian's package `postgresql` installs it: on a temporary directory and a free port. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const DEBIAN_DIR = '/usr/lib/postgresql';
const READY_MS = 20_000;

export interface PostgresServer {
  readonly url: string;
  readonly version: string;
  stop(): Promise<void>;
}

/** The folder of the newest version's programs; null: none is installed. */
const programs = (): string | null => {
  if (!existsSync(DEBIAN_DIR)) return null;
  const versions = readdirSync(DEBIAN_DIR).sort((one, other) => Number(other) - Number(one));
  return (
    versions.map((version) => join(DEBIAN_DIR, version, 'bin')).find((bin) => existsSync(join(bin, 'initdb'))) ?? null
  );
};

/** PostgreSQL refuses to run as root: there it runs as the user that its package makes. Null: that user is missing. */
const owner = (): { uid: number; gid: number } | Record<string, never> | null => {
  if (process.getuid?.() !== 0) return {};
  const idOf = (flag: string): number =>
    Number.parseInt(spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' }).stdout, 10);
  const [uid, gid] = [idOf('-u'), idOf('-g')];
  return Number.isInteger(uid) && Number.isInteger(gid) ? { uid, gid } : null;
};

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address ? address.port : 0;
};

const refuse = (why: string): null => {
  process.stderr.write(`${why}: draws were not compared with PostgreSQL.\n`);
  return null;
};

/** With its own defaults, so each commit is on the disk. Null, with a line that says so, where it cannot be had. */
export const startPostgres = async (): Promise<PostgresServer | null> => {
  const bin = programs();
  if (bin === null) return refuse('PostgreSQL is not installed');
  const as = owner();
  if (as === null) return refuse('There is no user postgres');
  // Not below the project, whose folders that user may not enter.
  const directory = mkdtempSync(join(existsSync('/var/tmp') ? '/var/tmp' : tmpdir(), 'luckydraw-postgres-'));
  const remove = (): void => rmSync(directory, { recursive: true, force: true });
  if (as.uid !== undefined) chownSync(directory, as.uid, as.gid);
  const data = join(directory, 'data');
  const made = spawnSync(join(bin, 'initdb'), ['-D', data, '-A', 'trust', '-U', 'bench', '-E', 'UTF8', '--locale=C'], {
    ...as,
    cwd: directory,
    encoding: 'utf8',
    timeout: 60_000,
  });
  if (made.status !== 0) {
    remove();
    return refuse(`initdb failed (${made.stderr.trim()})`);
  }
  const port = await freePort();
  const flags = ['-D', data, '-p', String(port), '-h', '127.0.0.1', '-k', directory];
  const server = spawn(join(bin, 'postgres'), flags, { ...as, cwd: directory, stdio: ['ignore', 'ignore', 'pipe'] });
  const exited = once(server, 'exit');
  let said = '';
  const ready = new Promise<boolean>((resolve) => {
    const timer = setTimeout(resolve, READY_MS, false);
    server.stderr.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(-4_000);
      if (said.includes('ready to accept connections')) resolve(true);
    });
    void exited.then(() => resolve(false)).finally(() => clearTimeout(timer));
  });
  const stop = async (): Promise<void> => {
    // Ends at once, with all connections.
    if (server.exitCode === null && server.signalCode === null) server.kill('SIGINT');
    await exited;
    remove();
  };
  if (!(await ready)) {
    await stop();
    return refuse(`PostgreSQL did not start (${said.trim()})`);
  }
  const version = /\d+/.exec(bin)?.[0] ?? '';
  return { url: `postgres://bench@127.0.0.1:${port}/postgres`, version, stop };
};
