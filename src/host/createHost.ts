import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { pino, type Logger } from 'pino';
import type { NetworkAddress } from '../contract/views.ts';
import { createAuth } from './auth/auth.ts';
import type { Beacon } from './beacon/beacon.ts';
import { createClock, type Clock } from './clock.ts';
import type { Settings } from './config/flags.ts';
import { createGuard } from './http/guard.ts';
import { hasPages } from './http/pages.ts';
import { createServer } from './http/server.ts';
import { readAddresses, urlHost } from './network/addresses.ts';
import { openReachability } from './network/reachability.ts';
import { createRandom, type Random } from './random.ts';
import { openSockets } from './realtime/sockets.ts';
import { findBrokenRecord } from './show/logCheck.ts';
import { openShow, type Show } from './show/show.ts';
import { createSqliteStorage } from './storage/sqlite/sqliteStorage.ts';
import { StorageError, type Storage } from './storage/storage.ts';

export interface HostConfig extends Settings {
  /** The folder that holds the built screens: `renderer/` and `phone/`. */
  readonly pagesDir: string;
  /** Move on to the next free port if `port` is taken (desktop), instead of failing. */
  readonly tryNextPorts: boolean;
}

/** What the host does not make itself; tests give their own. */
export interface HostServices {
  readonly clock: Clock;
  readonly random: Random;
  readonly openStorage: (dataDir: string) => Storage;
  readonly readAddresses: () => NetworkAddress[];
  readonly beacon: () => Promise<Beacon>;
}

export interface Host {
  readonly port: number;
  /** For this machine's own windows: http://127.0.0.1:port. */
  readonly url: string;
  /** What the QR code holds, as of now. */
  joinUrl(): string;
  readonly eventId: string;
  /** The one-time set-up link; null when a password is set. */
  setupUrl(): string | null;
  /** A one-time login for a window of this machine, valid for a minute: `#ticket=…`. */
  issueTicket(): string;
  /** Reels turn or a result is on the stage. */
  isShowRunning(): boolean;
  /** Stops taking requests, finishes those under way, closes the store. */
  close(): Promise<void>;
}

/** The host cannot start; `message` is one clear sentence for people. */
export class StartError extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'StartError';
  }
}

const ANSWERS_KEPT_MS = 7 * 24 * 60 * 60_000;
const PURGE_EVERY_MS = 60 * 60_000;
const GOOD_PASSWORD = 8;
const NEXT_PORTS = 50;
const COPIES_KEPT = 20;
const CLOSE_PATIENCE_MS = 3_000;

// From src/host in the sources and from out/main in the built desktop app alike.
const { version } = createRequire(import.meta.url)('../../package.json') as { version: string };

const errorCode = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';

const listen = async (app: FastifyInstance, config: HostConfig): Promise<number> => {
  const last = config.tryNextPorts && config.port !== 0 ? Math.min(65_535, config.port + NEXT_PORTS) : config.port;
  for (let port = config.port; ; port += 1) {
    try {
      await app.listen({ port, host: config.host, backlog: 4_096 });
      const address = app.server.address();
      return typeof address === 'object' && address ? address.port : port;
    } catch (error) {
      const code = errorCode(error);
      if (code === 'EADDRINUSE' && port < last) continue;
      if (code === 'EADDRINUSE') {
        throw new StartError(
          `Port ${port} is taken by another program. Stop that one, or choose another with --port.`,
          error,
        );
      }
      if (code === 'EACCES') {
        throw new StartError(`Port ${port} may not be used by this user. Choose one above 1023 with --port.`, error);
      }
      if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
        throw new StartError(`This machine has no address ${config.host}. Choose another with --host.`, error);
      }
      throw error;
    }
  }
};

/** The public beacon, loaded when it is first asked for: its signatures need much code. */
const loadBeacon = (clock: Clock): (() => Promise<Beacon>) => {
  let loading: Promise<Beacon> | null = null;
  return () => {
    loading ??= Promise.all([import('./beacon/beacon.ts'), import('./beacon/relays.ts')]).then(
      ([{ createBeacon }, { publicRelays }]) => createBeacon({ relays: publicRelays(), clock }),
    );
    return loading;
  };
};

/** Reads the log through while the host serves already; answers what ends it. A show goes on with a broken log, too. */
const checkLog = (storage: Storage, show: Show, logger: Logger): (() => Promise<void>) => {
  let stopped = false;
  const checked = findBrokenRecord(storage, show.state().event.id, () => stopped).then(
    (broken) => {
      if (broken === null) return;
      logger.error({ record: broken }, 'the log is broken');
      show.report(
        `The log of what organisers did is broken from record ${broken} on: the data file was changed by another program. The show can go on; keep a copy of the file as it is now.`,
      );
    },
    (error: unknown) => logger.error({ err: error }, 'the log could not be read through'),
  );
  return () => {
    stopped = true;
    return checked;
  };
};

/** A copy of the store beside it, before something is removed; the newest are kept. */
const keepCopy = async (storage: Storage, dataDir: string, clock: Clock): Promise<string> => {
  const folder = join(dataDir, 'backups');
  mkdirSync(folder, { recursive: true });
  const name = `before-reset-${new Date(clock.now()).toISOString().replaceAll(':', '-')}.sqlite3`;
  await storage.copyTo(join(folder, name));
  const copies = readdirSync(folder).filter((file) => file.startsWith('before-reset-'));
  for (const old of copies.sort().slice(0, -COPIES_KEPT)) rmSync(join(folder, old));
  return name;
};

/**
 * Starts the host: store, show, server. The same for the desktop app, the `serve` command and the tests.
 * @throws StartError where it cannot: port taken, data directory not writable, damaged or newer store.
 */
export const createHost = async (config: HostConfig, services: Partial<HostServices> = {}): Promise<Host> => {
  const clock = services.clock ?? createClock();
  const random = services.random ?? createRandom();
  const logger = pino({ level: config.logLevel, base: null });
  if (!hasPages(config.pagesDir)) {
    throw new StartError(`The screens are not built (${config.pagesDir}). Run: npm run build`);
  }
  let storage: Storage;
  try {
    storage = (services.openStorage ?? createSqliteStorage)(config.dataDir);
  } catch (error) {
    if (error instanceof StorageError) throw new StartError(error.message, error);
    throw error;
  }

  const endings: (() => unknown)[] = [() => storage.close()];
  const end = async (): Promise<void> => {
    for (const ending of endings.reverse()) await ending();
  };

  try {
    await storage.purge(clock.now(), clock.now() - ANSWERS_KEPT_MS);
    endings.push(
      clock.every(PURGE_EVERY_MS, () => {
        storage
          .purge(clock.now(), clock.now() - ANSWERS_KEPT_MS)
          .catch((error: unknown) => logger.warn({ err: error }, 'old sessions and answers could not be dropped'));
      }),
    );
    const auth = await createAuth({ storage, clock, random, firstPassword: config.adminPassword });
    if (config.adminPassword !== null && config.adminPassword.length < GOOD_PASSWORD) {
      logger.warn(`the admin password is short: everybody on the Wi-Fi may try it; take ${GOOD_PASSWORD} characters`);
    }
    const show = await openShow({ storage, clock, random, beacon: services.beacon ?? loadBeacon(clock) });
    endings.push(() => show.close(), checkLog(storage, show, logger));
    const guard = createGuard(config.publicUrl);
    const reachability = await openReachability({
      storage,
      readAddresses: services.readAddresses ?? readAddresses,
      port: config.port,
      bound: config.host,
      publicUrl: config.publicUrl,
      onChange: ({ joinUrl }) => {
        logger.info({ joinUrl }, 'address changed');
        sockets.reachChanged();
      },
    });
    endings.push(() => reachability.close());
    const app = await createServer({
      // Fastify tells each address that it listens on; our own line says more.
      logger: logger.child({}, { level: logger.isLevelEnabled('warn') ? 'warn' : config.logLevel }),
      guard,
      pagesDir: config.pagesDir,
      routes: {
        storage,
        show,
        auth,
        reachability,
        clock,
        random,
        registrationLimit: config.registrationLimit,
        publicUrl: config.publicUrl,
        version,
        pagesDir: config.pagesDir,
        keepCopy: () => keepCopy(storage, config.dataDir, clock),
      },
    });
    const sockets = openSockets({
      server: app.server,
      show,
      auth,
      clock,
      guard,
      reach: () => reachability.reach(),
      logger,
    });
    endings.push(async () => {
      sockets.close();
      const patience = setTimeout(() => {
        app.server.closeAllConnections();
        sockets.cutOff();
      }, CLOSE_PATIENCE_MS);
      await app.close();
      clearTimeout(patience);
    });

    const port = await listen(app, config);
    reachability.listening(port);
    const everywhere = config.host === '0.0.0.0' || config.host === '::';
    const url = `http://${everywhere ? '127.0.0.1' : urlHost(config.host)}:${port}`;
    const eventId = show.state().event.id;
    const setupUrl = (): string | null => {
      const token = auth.setupToken();
      return token === null ? null : `${url}/lottery/admin#setup=${token}`;
    };

    logger.info({ port, url, joinUrl: reachability.reach().joinUrl, eventId }, 'listening');
    // The one secret that a log ever holds: useless once the password is set, and asked for by whoever has none.
    if (setupUrl() !== null) logger.info({ setupUrl: setupUrl() }, 'open this link once to set the admin password');
    show.subscribe((change) => {
      const { stage, current } = show.state();
      if (change.kind === 'shown') logger.debug({ stage, draw: current?.draw }, 'show');
    });

    return {
      port,
      url,
      joinUrl: () => reachability.reach().joinUrl,
      eventId,
      setupUrl,
      issueTicket: () => auth.issueTicket(),
      isShowRunning: () => show.isRunning(),
      close: async () => {
        logger.info('stopping');
        await end();
        logger.info('stopped');
      },
    };
  } catch (error) {
    await end();
    if (error instanceof StorageError) throw new StartError(error.message, error);
    throw error;
  }
};
