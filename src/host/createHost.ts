import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pino } from 'pino';
import type { NetworkAddress } from '../contract/network/views.ts';
import type { OptionalFeature, Settings } from './config/flags.ts';
import { openAccess } from './features/access/index.ts';
import { ARCHIVE_PAGE } from './features/draws/archive/archive.ts';
import type { Beacon } from './features/draws/beacon/beacon.ts';
import { openCampaigns } from './features/campaigns/index.ts';
import { createDelayer, type Delayer } from './features/draws/delay/delayer.ts';
import { openDraws } from './features/draws/index.ts';
import { loadBeacon } from './features/draws/sources.ts';
import { openEvent } from './features/event/index.ts';
import type { EventState } from './features/event/store.ts';
import { openLotteries } from './features/lotteries/index.ts';
import { openLog } from './features/log/index.ts';
import { logJson } from './features/log/logJson.ts';
import { openMonitoring } from './features/monitoring/index.ts';
import { readAddresses, urlHost } from './features/network/addresses.ts';
import { openNetwork } from './features/network/index.ts';
import { openOutbox } from './features/outbox/index.ts';
import { openRooms } from './features/rooms/index.ts';
import { openStage } from './features/stage/index.ts';
import { openSqliteStores } from './openSqliteStores.ts';
import { createClock, type Clock } from './platform/clock.ts';
import type { Feature, Platform } from './platform/feature.ts';
import { createAddresses } from './platform/http/addresses.ts';
import { createCallers } from './platform/http/caller.ts';
import { createChange, createOnce, createRefuseOnce } from './platform/http/change.ts';
import { createGuard } from './platform/http/guard.ts';
import { hasPages, registerPages } from './platform/http/pages.ts';
import { createServer } from './platform/http/server.ts';
import { createTurns } from './platform/http/turns.ts';
import { listen } from './platform/listen.ts';
import { createLiveBus } from './platform/live/liveBus.ts';
import { openLiveServer } from './platform/live/liveServer.ts';
import { logOutput } from './platform/logOutput.ts';
import { createObservations } from './platform/observations.ts';
import { createProblems, storageTrouble } from './platform/problems.ts';
import { createQueues } from './platform/queues.ts';
import { createRandom, type Random } from './platform/random.ts';
import type { SecretKeeper } from './platform/secretKeeper.ts';
import { StartError } from './platform/startError.ts';
import { hostChange, StorageError } from './platform/storage/auditedChange.ts';
import { findCopy, keepCopy } from './platform/storage/backups.ts';
import { isLogThere, openHighWaterMark, type HighWaterMark } from './platform/storage/highWaterMark.ts';
import type { Stores } from './stores.ts';

export { StartError };

export interface HostConfig extends Settings {
  /** The folder that holds the built screens: `renderer/` and `phone/`. */
  readonly pagesDir: string;
  /** Move on to the next free port if `port` is taken (desktop), instead of failing. */
  readonly tryNextPorts: boolean;
}

/** What the host does not make itself; tests give their own. */
export interface HostServices {
  /** The system's key store, of shells that have one; null or left out: secrets are stored as they are. */
  readonly keeper: SecretKeeper | null;
  readonly clock: Clock;
  readonly random: Random;
  readonly openStores: (dataDir: string, keeper: SecretKeeper | null) => Stores;
  readonly readAddresses: () => NetworkAddress[];
  readonly beacon: () => Promise<Beacon>;
  readonly delayer: Delayer;
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

const REPLIES_KEPT_MS = 7 * 24 * 60 * 60_000;
const PURGE_EVERY_MS = 60 * 60_000;
const GOOD_PASSWORD = 8;
const CLOSE_PATIENCE_MS = 3_000;

// From src/host in the sources and from out/main in the built desktop app alike.
const { version } = createRequire(import.meta.url)('../../package.json') as { version: string };

const openStores = (config: HostConfig, services: Partial<HostServices>, committed: (ms: number) => void): Stores => {
  const { keeper = null } = services;
  if (!hasPages(config.pagesDir) || !existsSync(join(config.pagesDir, ARCHIVE_PAGE))) {
    throw new StartError(`The screens are not built (${config.pagesDir}). Run: npm run build`);
  }
  try {
    if (services.openStores) return services.openStores(config.dataDir, keeper);
    // Without the feature nobody would ever deliver them, or remove them.
    const outbox = config.without.includes('outbox') ? { outbox: () => undefined } : {};
    return openSqliteStores(config.dataDir, { committed, ...outbox, keeper });
  } catch (error) {
    if (error instanceof StorageError) throw new StartError(error.message, error);
    throw error;
  }
};

const ownerOf = ({ event }: EventState) => ({ id: event.id, name: event.name, numberWidth: event.numberWidth });

/**
 * Starts the host: stores, features, server. The same for the desktop app, the `serve` command and the tests.
 * @throws StartError where it cannot: port taken, data directory not writable, damaged or newer store.
 */
export const createHost = async (config: HostConfig, services: Partial<HostServices> = {}): Promise<Host> => {
  const logger = pino({ level: config.logLevel, base: null }, logOutput);
  /** Whatever throws in a timer is said, and the show goes on. */
  const timerFailed = (error: unknown): void => {
    logger.error({ err: error }, 'a timer failed');
    const message = 'Something that was due could not be done; the show goes on. The host wrote down what it was.';
    problems.report({ code: 'timer_failed', message });
  };
  const clock = services.clock ?? createClock({ onError: timerFailed });
  const problems = createProblems(() => clock.now());
  const observations = createObservations();
  const logWasThere = isLogThere(config.dataDir);
  const stores = openStores(config, services, observations.committed);
  let highWater: HighWaterMark | null = null;
  /** In the order of opening; ended the other way round. */
  const endings: (() => unknown)[] = [
    () => stores.platform.close(),
    () => observations.close(),
    () => highWater?.close(),
  ];
  const end = async (): Promise<void> => {
    for (const ending of endings.reverse()) await ending();
  };

  try {
    const random = services.random ?? createRandom();
    const queues = createQueues();
    const live = createLiveBus();
    const audit: Platform['audit'] = stores.log.note;
    const activeEventId = (): string => event.events.active().event.id;
    const changing = { queues, store: stores.platform, clock, random };
    const platform: Platform = {
      clock,
      random,
      queues,
      problems,
      logger,
      store: stores.platform,
      change: createChange(changing),
      once: createOnce(changing),
      live: live.bus,
      audit,
      note: async (actor, action, details) => {
        try {
          await audit(activeEventId(), { ...hostChange<void>(clock.now()), actor }, action, details);
        } catch (error) {
          if (!(error instanceof StorageError)) throw error;
          problems.report(storageTrouble(error));
        }
      },
    };
    const on = (name: OptionalFeature): boolean => !config.without.includes(name);

    const purge = (): Promise<void> => stores.platform.dropReplies(clock.now() - REPLIES_KEPT_MS);
    await purge();
    endings.push(
      clock.every(PURGE_EVERY_MS, () => {
        purge().catch((error: unknown) => logger.warn({ err: error }, 'old replies could not be dropped'));
      }),
    );

    let features: readonly Feature[] = [];
    // Each feature, and what it stands on. What needs a feature that is opened later gets it by a function.
    const { publicUrl } = config;
    const delayer =
      services.delayer ??
      createDelayer((error) => logger.warn({ err: error }, 'the delay of draws has no thread of its own'));
    const draws = openDraws(platform, stores.draws, {
      loadBeacon: services.beacon ?? loadBeacon(clock),
      delayer,
      activeOwner: () => ownerOf(event.events.active()),
      findOwner: async (eventId) => {
        const found = await event.events.find(eventId);
        return found && ownerOf(found);
      },
      logJson: (eventId) => logJson(stores.log, eventId),
      pagesDir: config.pagesDir,
    });
    const locked = await draws.draws.keepSecrets();
    const { keeper = null } = services;
    if (keeper) logger.info({ keyStore: keeper.name, locked }, "draws' secrets are locked by the system's key store");
    else logger.info("no key store of the system is here: draws' secrets are in the data file, for its owner to read");
    const event = await openEvent(platform, stores.event, {
      beginChain: (eventId) => draws.draws.beginChain(eventId, null),
      registrationLimit: config.registrationLimit,
      keepCopy: () => keepCopy(stores.platform, config.dataDir, clock),
    });
    await draws.draws.openChain(activeEventId());
    highWater = await openHighWaterMark(config.dataDir, logWasThere, () => stores.event.marks(), {
      clock,
      failed: (error) => {
        // A store that fails says so itself.
        if (!(error instanceof StorageError)) logger.warn({ err: error }, 'the high-water mark could not be written');
      },
    });
    if (highWater.missing !== null) {
      logger.error(highWater.missing);
      problems.report({ code: 'data_missing', details: { reason: highWater.missing }, message: highWater.missing });
      await platform.note('host', 'data_missing', { what: highWater.missing });
    }
    const access = await openAccess(platform, stores.access, {
      firstPassword: config.adminPassword,
      publicUrl,
      activeEventId,
    });
    if (config.adminPassword !== null && config.adminPassword.length < GOOD_PASSWORD) {
      logger.warn(`the admin password is short: everybody on the Wi-Fi may try it; take ${GOOD_PASSWORD} characters`);
    }
    const network = await openNetwork(platform, {
      readAddresses: services.readAddresses ?? readAddresses,
      port: config.port,
      bound: config.host,
      publicUrl,
      onChange: ({ joinUrl }) => {
        logger.info({ joinUrl }, 'address changed');
        stage.reachChanged();
        rooms?.reachChanged();
      },
    });
    const stage = await openStage(platform, stores.stage, {
      events: event.events,
      draws: draws.draws,
      eventStore: stores.event,
      reach: () => network.reachability.reach(),
      findGroup: async (id) => (await rooms?.findGroup(id)) ?? null,
      keepCopy: () => keepCopy(stores.platform, config.dataDir, clock),
      findCopy: (name) => findCopy(config.dataDir, name),
      featureNames: () => features.map(({ name }) => name),
    });
    const log = on('log')
      ? openLog(platform, stores.log, {
          activeEventId,
          isEvent: async (ownerId) =>
            (await event.events.find(ownerId)) !== null || (await stores.lotteries.game(ownerId)) !== null,
        })
      : null;
    const lotteries = on('lotteries')
      ? openLotteries(platform, stores.lotteries, {
          draws: draws.draws,
          findDraw: stores.draws.draw,
          kafkaBrokers: config.kafkaBrokers,
        })
      : null;
    const rooms = on('rooms')
      ? await openRooms(platform, stores.rooms, {
          events: event.events,
          draws: draws.draws,
          eventStore: stores.event,
          admin: access.admin,
          keysFolder: join(config.dataDir, 'ballot-keys'),
          hostTimeoutMs: config.roomTimeout * 1_000,
          origin: () => network.reachability.reach().joinUrl,
        })
      : null;
    const outbox = on('outbox')
      ? await openOutbox(platform, stores.outbox, { settings: config, keep: config.outboxKeep, activeEventId })
      : null;
    const monitoring = openMonitoring(platform, {
      observations,
      linesDropped: logOutput.dropped,
      version,
      activeEventId,
      metrics: () => features.flatMap((feature) => feature.metrics?.() ?? []),
    });
    const campaigns = on('campaigns')
      ? await openCampaigns(platform, stores.campaigns, {
          activeEventId,
          registrationLimit: config.registrationLimit,
          origin: () => network.reachability.reach().joinUrl,
        })
      : null;
    features = [monitoring, access, network, event, draws, stage, log, outbox, campaigns, lotteries, rooms].filter(
      (feature): feature is Feature => feature !== null,
    );
    endings.push(() => queues.idle());
    for (const feature of features) endings.push(() => feature.close?.());

    const guard = createGuard(publicUrl);
    const addressOf = createAddresses(config.trustProxy);
    const takeTurn = createTurns();
    const callers = createCallers(features.flatMap((feature) => feature.authorities ?? []));
    const app = await createServer({
      // Fastify tells each address that it listens on; our own line says more.
      logger: logger.child({}, { level: logger.isLevelEnabled('warn') ? 'warn' : config.logLevel }),
      guard,
      addressOf,
      takeTurn,
      refuseOnce: createRefuseOnce(changing),
      observations,
      problems,
      features,
      callers,
      version,
      registerPages: async (server) => {
        await registerPages(server, config.pagesDir, activeEventId);
        for (const feature of features) feature.serveFiles?.(server);
      },
    });
    const liveServer = openLiveServer({
      server: app.server,
      features,
      callers,
      defaultKey: activeEventId,
      live,
      clock,
      guard,
      addressOf,
      takeTurn,
      observations,
      logger,
    });
    endings.push(async () => {
      liveServer.close();
      const patience = setTimeout(() => {
        app.server.closeAllConnections();
        liveServer.cutOff();
      }, CLOSE_PATIENCE_MS);
      await app.close();
      clearTimeout(patience);
    });

    const port = await listen(app, config);
    // Only now: a host that cannot start changes nothing.
    await draws.draws.noteStart(activeEventId());
    network.reachability.listening(port);
    const everywhere = config.host === '0.0.0.0' || config.host === '::';
    const url = `http://${everywhere ? '127.0.0.1' : urlHost(config.host)}:${port}`;
    const setupUrl = (): string | null => {
      const token = access.access.setupToken();
      return token === null ? null : `${url}/lottery/admin#setup=${token}`;
    };
    const joinUrl = (): string => network.reachability.reach().joinUrl;
    logger.info({ port, url, joinUrl: joinUrl(), eventId: activeEventId() }, 'listening');
    // Not before: a start waits for nothing, and the first announced draw needs it.
    void delayer.stepsPerSecond();
    // The one secret that a log ever holds: useless once the password is set, and asked for by whoever has none.
    if (setupUrl() !== null) logger.info({ setupUrl: setupUrl() }, 'open this link once to set the admin password');

    return {
      port,
      url,
      joinUrl,
      eventId: activeEventId(),
      setupUrl,
      issueTicket: () => access.access.issueTicket(),
      isShowRunning: () => stage.isRunning(),
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
