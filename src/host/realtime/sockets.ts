import type { IncomingMessage, Server as HttpServer } from 'node:http';
import type { Duplex } from 'node:stream';
import type { FastifyBaseLogger } from 'fastify';
import { Server, type Socket } from 'socket.io';
import type {
  ClientToServerEvents,
  ConnectRefusal,
  Contribution,
  Role,
  ServerToClientEvents,
} from '../../contract/events.ts';
import type { Auth } from '../auth/auth.ts';
import type { Clock } from '../clock.ts';
import { holderOf } from '../holder.ts';
import type { Guard } from '../http/guard.ts';
import { sessionToken } from '../http/session.ts';
import { audienceView, displayView, operatorView, type Reach } from '../show/views.ts';
import type { Show, ShowChange } from '../show/show.ts';
import { createNews } from './news.ts';

/** Who is shown what. `projector` is a display that is logged in. */
type Room = 'audience' | 'display' | 'projector' | 'operator';
const ROOMS: readonly Room[] = ['audience', 'display', 'projector', 'operator'];

const MOST_PER_ADDRESS = 12_000;
const MOST = 20_000;
/** Counts reach the big screens four times a second, the phones more rarely the more of them there are. */
const SCREENS_EVERY_MS = 250;
const phonesEveryMs = (phones: number): number => Math.min(5_000, Math.max(SCREENS_EVERY_MS, phones / 2));
/** Displays are told four times a second, with all prizes: a crowd of them would cost more than it is worth. */
const MOST_DISPLAYS = 100;
const SWEEP_MS = 20_000;

/** A phone sends one contribution to a draw, and once more if the answer was lost; the rest is a flood. */
const MOST_CONTRIBUTIONS = 3;

interface SocketData {
  room: Room;
  address: string;
  /** The token of the session on which it was let in; null where none was needed. */
  session: string | null;
  mirror: boolean;
}
type ScreenSocket = Socket<ClientToServerEvents, ServerToClientEvents, Record<never, never>, SocketData>;

export interface Sockets {
  /** The addresses have changed. */
  reachChanged(): void;
  /** Says goodbye to all screens and programs. */
  close(): void;
  /** Cuts off those who did not go. */
  cutOff(): void;
}

const SOCKET_IO_PATH = '/socket.io/';

const isText = (value: unknown, most: number): value is string => typeof value === 'string' && value.length <= most;

const readContribution = (value: unknown): Contribution | null => {
  if (typeof value !== 'object' || value === null) return null;
  const { draw_id, session_token, step, value: link } = value as Record<string, unknown>;
  if (!isText(draw_id, 64) || !isText(session_token, 256) || !isText(link, 64)) return null;
  return typeof step === 'number' && Number.isInteger(step) ? { draw_id, session_token, step, value: link } : null;
};

const isRole = (role: unknown): role is Role => role === 'audience' || role === 'display' || role === 'operator';

/** Socket.IO for the project's own screens, and the plain WebSocket with the public news, on one server. */
export const openSockets = (parts: {
  server: HttpServer;
  show: Show;
  auth: Auth;
  clock: Clock;
  guard: Guard;
  reach: () => Reach;
  logger: Pick<FastifyBaseLogger, 'warn'>;
}): Sockets => {
  const { server, show, auth, clock, guard } = parts;
  const io = new Server<ClientToServerEvents, ServerToClientEvents, Record<never, never>, SocketData>({
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
      decide(refusal?.code ?? null, refusal === null);
    },
  });
  io.attach(server, { destroyUpgrade: false });
  const news = createNews(show);

  const upgraded = new Set<Duplex>();
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    // Node has taken its own listener away. Whoever breaks off a handshake ends the connection, and nothing else.
    socket.on('error', () => socket.destroy());
    upgraded.add(socket);
    socket.on('close', () => upgraded.delete(socket));
    const url = request.url ?? '';
    // Socket.IO answers these itself.
    if (url.startsWith(SOCKET_IO_PATH)) return;
    const known = url.split('?', 1)[0] === '/api/luckydraw/ws';
    if (known && guard(request, true) === null) return news.accept(request, socket, head);
    const status = known ? '403 Forbidden' : '404 Not Found';
    socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\n\r\n`);
  });

  const members: Record<Room, number> = { audience: 0, display: 0, projector: 0, operator: 0 };
  const perAddress = new Map<string, number>();
  /** Projectors' pages inside the admin console: no projectors that the room sees. */
  let mirrors = 0;
  let revision = clock.now();

  const viewFor = (room: Room) => {
    const state = show.state();
    const now = clock.now();
    switch (room) {
      case 'audience':
        return audienceView(state, now);
      case 'display':
        return displayView(state, now, parts.reach(), false);
      case 'projector':
        return displayView(state, now, parts.reach(), true);
      case 'operator':
        return operatorView(state, now, parts.reach(), {
          phones: members.audience,
          displays: members.display + members.projector - mirrors,
        });
    }
  };

  const pending = new Map<Room, () => void>();
  const told = new Map<Room, string>();
  const send = (room: Room): void => {
    pending.get(room)?.();
    pending.delete(room);
    if (members[room] === 0) return;
    const view = viewFor(room);
    // Much of what an organiser does changes nothing for the phones: ten thousand of them need not hear of it.
    const content = JSON.stringify({ ...view, now: 0 });
    if (told.get(room) === content) return;
    told.set(room, content);
    revision = Math.max(revision + 1, clock.now());
    // One encoding for all who are in the room.
    io.to(room).emit('view', { revision, view });
  };
  /** Soon, together with what else changes until then. */
  const sendSoon = (room: Room): void => {
    if (pending.has(room) || members[room] === 0) return;
    const ms = room === 'audience' ? phonesEveryMs(members.audience) : SCREENS_EVERY_MS;
    pending.set(
      room,
      clock.after(ms, () => send(room)),
    );
  };

  show.subscribe((change: ShowChange) => {
    for (const room of ROOMS) {
      if (change.kind === 'shown') send(room);
      // How many have contributed so far is for the big screens: the phones hear it with the result.
      else if (change.kind === 'joined' || room !== 'audience') sendSoon(room);
    }
    news.changed(change);
  });

  /** The room that a handshake may enter, and the session that opened it. */
  const admit = async (socket: ScreenSocket, address: string): Promise<SocketData | ConnectRefusal> => {
    if (io.engine.clientsCount > MOST || (perAddress.get(address) ?? 0) >= MOST_PER_ADDRESS) {
      return 'too_many_connections';
    }
    const { role = 'audience', token, mirror } = socket.handshake.auth as Record<string, unknown>;
    if (!isRole(role)) return 'unauthorized';
    if (role === 'audience') return { room: role, address, session: null, mirror: false };
    const session = typeof token === 'string' ? token : sessionToken(socket.request);
    if (session !== null && (await auth.isGood(session))) {
      return { room: role === 'display' ? 'projector' : role, address, session, mirror: mirror === true };
    }
    if (role === 'operator') return 'unauthorized';
    return members.display < MOST_DISPLAYS
      ? { room: role, address, session: null, mirror: false }
      : 'too_many_connections';
  };

  io.use((socket: ScreenSocket, next) => {
    const address = socket.request.socket.remoteAddress ?? '';
    admit(socket, address).then((admitted) => {
      if (typeof admitted === 'string') return next(new Error(admitted));
      socket.data = admitted;
      next();
    }, next);
  });

  const loggedIn = new Map<ScreenSocket, string>();
  /** Screens whose session has ended are not told anything any more. */
  const dropEnded = async (): Promise<void> => {
    for (const [socket, session] of loggedIn) if (!(await auth.isGood(session))) socket.disconnect(true);
  };
  const checkSessions = (): void => {
    dropEnded().catch((error: unknown) => parts.logger.warn({ err: error }, 'sessions could not be looked up'));
  };
  auth.onEnded(checkSessions);

  /** Takes what phones add to the armed draw. Never trust a phone: any value may come, any number of times. */
  const listenToPhone = (socket: ScreenSocket): void => {
    let drawId = '';
    let sent = 0;
    socket.on('contribute', (given: unknown, answer: unknown) => {
      const contribution = readContribution(given);
      const current = show.state().current?.id ?? '';
      if (current !== drawId) {
        drawId = current;
        sent = 0;
      }
      sent += 1;
      if (sent > MOST_CONTRIBUTIONS) return show.refuseContribution();
      const reply = (counted: boolean): void => {
        if (typeof answer === 'function') answer(counted);
      };
      if (!contribution) {
        show.refuseContribution();
        return reply(false);
      }
      const holder = holderOf(contribution.session_token);
      show
        .contribute(contribution.draw_id, holder, contribution.step, contribution.value)
        .then(reply, (error: unknown) => parts.logger.warn({ err: error }, 'a contribution could not be looked up'));
    });
  };

  io.on('connection', (socket: ScreenSocket) => {
    const { room, address, session, mirror } = socket.data;
    members[room] += 1;
    if (mirror) mirrors += 1;
    if (session !== null) loggedIn.set(socket, session);
    perAddress.set(address, (perAddress.get(address) ?? 0) + 1);
    void socket.join(room);
    socket.emit('view', { revision: (revision = Math.max(revision + 1, clock.now())), view: viewFor(room) });
    sendSoon('operator');
    if (room === 'audience') listenToPhone(socket);
    socket.on('disconnect', () => {
      members[room] -= 1;
      if (mirror) mirrors -= 1;
      loggedIn.delete(socket);
      const left = (perAddress.get(address) ?? 1) - 1;
      if (left === 0) perAddress.delete(address);
      else perAddress.set(address, left);
      sendSoon('operator');
    });
  });

  // A screen that does not read does not answer pings either, and is dropped by Socket.IO within 35 s.
  const endSweep = clock.every(SWEEP_MS, () => {
    news.sweep();
    checkSessions();
  });

  return {
    reachChanged: () => {
      for (const room of ['display', 'projector', 'operator'] as const) send(room);
    },
    close: () => {
      endSweep();
      for (const cancel of pending.values()) cancel();
      news.close();
      // Screens come back by themselves when the host is up again.
      io.disconnectSockets(true);
      io.engine.close();
    },
    cutOff: () => {
      for (const socket of upgraded) socket.destroy();
    },
  };
};
