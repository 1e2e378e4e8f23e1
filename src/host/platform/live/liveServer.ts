import type { IncomingMessage, Server as HttpServer, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { Server, type Socket } from 'socket.io';
import type { ServerToClientEvents } from '../../../contract/events.ts';
import type { ConnectRefusal } from '../../../contract/shared/live.ts';
import type { Clock } from '../clock.ts';
import type { Feature, Platform } from '../feature.ts';
import type { Observations } from '../observations.ts';
import { placeOf, type AddressOf } from '../http/addresses.ts';
import { NOBODY, type Caller, type Callers, type ScopeAuthority } from '../http/caller.ts';
import type { Guard } from '../http/guard.ts';
import type { TakeTurn } from '../http/turns.ts';
import type { Admission, Channel } from './channel.ts';
import { createGroups } from './groups.ts';
import type { createLiveBus } from './liveBus.ts';
import { createFeedServer } from './publicFeed.ts';
import { createQuota } from './quota.ts';

const MAX_OF_ONE_PLACE = 12_000;
const MAX_SCREENS = 20_000;
const SWEEP_MS = 20_000;
const SOCKET_IO_PATH = '/socket.io/';
const DEFAULT_CHANNEL = 'audience';

type Incoming = Record<string, (...given: unknown[]) => void>;
interface Entrance extends Admission {
  readonly channel: Channel;
  readonly key: string;
}
interface SocketData {
  entrance: Entrance;
}
type ScreenSocket = Socket<Incoming, ServerToClientEvents, Record<never, never>, SocketData>;

export interface LiveServer {
  /** Says goodbye to all screens and programs. */
  close(): void;
  /** Cuts off those who did not go. */
  cutOff(): void;
}

/** A name of the handshake: what is given, or what stands for nothing; null for what is no name at all. */
const readName = (given: unknown, otherwise: string): string | null => {
  if (given === undefined || given === '') return otherwise;
  return typeof given === 'string' && given.length <= 128 ? given : null;
};

/** Socket.IO for the project's own screens, and the plain WebSockets of the public feeds, on one server. */
export const openLiveServer = (parts: {
  server: HttpServer;
  features: readonly Feature[];
  callers: Callers;
  /** The group of a screen that names none: the active event's. */
  defaultKey: () => string;
  live: ReturnType<typeof createLiveBus>;
  clock: Clock;
  guard: Guard;
  addressOf: AddressOf;
  takeTurn: TakeTurn;
  observations: Pick<Observations, 'dropped'>;
  logger: Platform['logger'];
}): LiveServer => {
  const { server, features, callers, clock, guard } = parts;
  const channels = new Map(features.flatMap((feature) => feature.channels ?? []).map((one) => [one.name, one]));
  const feeds = createFeedServer(
    features.flatMap((feature) => feature.feeds ?? []),
    parts.observations.dropped,
  );
  /** Screens of one place, also those that have said nothing yet: by polling, they take no connection. */
  const quota = createQuota(MAX_OF_ONE_PLACE);
  const placeOfSender = (request: IncomingMessage): string => placeOf(parts.addressOf(request));
  const io = new Server<Incoming, ServerToClientEvents, Record<never, never>, SocketData>({
    serveClient: false,
    perMessageDeflate: false,
    httpCompression: false,
    maxHttpBufferSize: 4_096,
    pingInterval: 20_000,
    pingTimeout: 15_000,
    connectTimeout: 10_000,
    path: SOCKET_IO_PATH,
    allowRequest: (request, decide) => {
      // Asked at the handshake only, which by polling is a GET: no other site's page may begin one either.
      const refusal = guard(request, true);
      // A WebSocket is told why, when it is open; polling is refused before it has anything.
      const isFull = io.engine.clientsCount >= MAX_SCREENS || quota.isFull(placeOfSender(request));
      const isRefused = refusal !== null || (isFull && !request.headers.upgrade);
      decide(refusal?.code ?? null, !isRefused);
    },
  });
  io.attach(server, { destroyUpgrade: false });
  // What comes by polling takes turns with all other requests.
  io.engine.use((request: IncomingMessage, response: ServerResponse, next: () => void) => {
    if (request.headers.upgrade) return next();
    parts.takeTurn({
      connection: request.socket,
      address: placeOfSender(request),
      go: next,
      onEnd: (ended) => void response.once('close', ended),
    });
  });
  io.engine.on(
    'connection',
    (screen: { request: IncomingMessage; once(event: 'close', hear: () => void): unknown }) => {
      screen.once('close', quota.take(placeOfSender(screen.request)));
    },
  );
  // One encoding for all who are in a group.
  const groups = createGroups(clock, {
    view: (id, snapshot) => void io.to(id).emit('view', snapshot),
    counts: (id, message) => void io.to(id).emit('counts', message),
  });
  parts.live.attach({
    changed: groups.changed,
    counted: groups.counted,
    members: groups.members,
    sizes: () => {
      const sizes = new Map<string, number>();
      groups.addSizes(sizes);
      feeds.addSizes(sizes);
      return sizes;
    },
    publish: feeds.publish,
  });

  const upgraded = new Set<Duplex>();
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    // Node has taken its own listener away. Whoever breaks off a handshake ends the connection, and nothing else.
    socket.on('error', () => socket.destroy());
    upgraded.add(socket);
    socket.on('close', () => upgraded.delete(socket));
    const url = request.url ?? '';
    // Socket.IO answers these itself.
    if (url.startsWith(SOCKET_IO_PATH)) return;
    const path = url.split('?', 1)[0] ?? '';
    const known = feeds.accepts(path);
    if (known && guard(request, true) === null)
      return feeds.accept(path, parts.addressOf(request), request, socket, head);
    const refused = `HTTP/1.1 ${known ? '403 Forbidden' : '404 Not Found'}\r\nConnection: close\r\n\r\n`;
    // Half closed it would stand as long as the other side likes.
    socket.end(refused, () => socket.destroy());
  });

  /** Screens that are here on somebody's session, with who can tell whether it is still good. */
  const onSession = new Map<ScreenSocket, { readonly authority: ScopeAuthority; readonly caller: Caller }>();

  const resolveCaller = async (socket: ScreenSocket): Promise<Caller> => {
    const { token } = socket.handshake.auth as Record<string, unknown>;
    const credentials = {
      headers: socket.request.headers,
      token: typeof token === 'string' ? token : undefined,
      address: parts.addressOf(socket.request),
    };
    for (const authority of callers.authorities) {
      const caller = await authority.resolve(credentials);
      if (caller) return caller;
    }
    return NOBODY;
  };

  io.use((socket: ScreenSocket, next) => {
    const admit = async (): Promise<SocketData | ConnectRefusal> => {
      const address = parts.addressOf(socket.request);
      if (io.engine.clientsCount > MAX_SCREENS || quota.isOver(placeOf(address))) return 'too_many_connections';
      const handshake = socket.handshake.auth as Record<string, unknown>;
      const channel = channels.get(readName(handshake['channel'], DEFAULT_CHANNEL) ?? '');
      const key = readName(handshake['key'], parts.defaultKey());
      if (!channel || key === null) return 'unknown_channel';
      const admitted = channel.admit({ key, address, caller: await resolveCaller(socket), handshake });
      return typeof admitted === 'string' ? admitted : { entrance: { ...admitted, channel, key } };
    };
    admit().then((data) => {
      if (typeof data === 'string') {
        parts.observations.dropped(`screen_${data}`);
        return next(new Error(data));
      }
      socket.data = data;
      next();
    }, next);
  });

  /** Screens whose session has ended are not told anything any more. */
  const dropEnded = async (): Promise<void> => {
    for (const [socket, { authority, caller }] of onSession)
      if (!(await authority.isStillGood(caller))) socket.disconnect(true);
  };
  const checkSessions = (): void => {
    dropEnded().catch((error: unknown) => parts.logger.warn({ err: error }, 'sessions could not be looked up'));
  };
  for (const authority of callers.authorities) authority.onEnded(checkSessions);

  io.on('connection', (socket: ScreenSocket) => {
    const { entrance } = socket.data;
    const { channel, key, variant, caller } = entrance;
    if (caller && caller.scope !== 'public')
      onSession.set(socket, { authority: callers.authority(caller.scope), caller });
    const gone = entrance.entered?.();
    const { id, snapshot } = groups.enter(channel, key, variant);
    void socket.join(id);
    socket.emit('view', snapshot);
    const ended = new AbortController();
    for (const [event, hear] of Object.entries(channel.listen?.(ended.signal, variant) ?? {})) {
      socket.on(event, (payload: unknown, answer: unknown) =>
        hear(payload, (value) => {
          if (typeof answer === 'function') answer(value);
        }),
      );
    }
    parts.live.presenceChanged(channel.name, key);
    socket.on('disconnect', () => {
      ended.abort();
      gone?.();
      groups.leave(id);
      onSession.delete(socket);
      parts.live.presenceChanged(channel.name, key);
    });
  });

  // A screen that does not read does not answer pings either, and is dropped by Socket.IO within 35 s.
  const endSweep = clock.every(SWEEP_MS, () => {
    feeds.sweep();
    checkSessions();
  });

  return {
    close: () => {
      endSweep();
      groups.close();
      feeds.close();
      // Screens come back by themselves when the host is up again.
      io.disconnectSockets(true);
      io.engine.close();
    },
    cutOff: () => {
      for (const socket of upgraded) socket.destroy();
    },
  };
};
