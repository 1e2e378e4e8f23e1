import { io, type Socket } from 'socket.io-client';
import type { Contribution } from '../../contract/draws/live.ts';
import type { ChannelName, ClientToServerEvents, ServerToClientEvents, ViewOf } from '../../contract/events.ts';
import type { ConnectRefusal } from '../../contract/shared/live.ts';
import type { ReelsReport } from '../../contract/stage/live.ts';

/** The one number a screen must know of views without loading their schemas; checked by the compiler below. */
const VIEW_PROTOCOL: ViewOf[ChannelName]['protocol'] = 1;

export interface LiveState<V> {
  /** The last view received; null until the first. */
  readonly view: V | null;
  /** Connected to the host now. */
  readonly online: boolean;
  /** Why the host does not let this screen in, if it does not. */
  readonly refused: ConnectRefusal | null;
}

export interface Live<V> {
  get(): LiveState<V>;
  /** Calls back after every change; answers the function that ends it. Fits React's useSyncExternalStore. */
  subscribe(changed: () => void): () => void;
  /** The host's clock now, in ms since 1970, however wrong this machine's own clock is. */
  hostNow(): number;
  /** Ask again at once, after a log-in for instance. */
  reconnect(): void;
  /** Says whose number this phone shows; to be said again on each connection. */
  present(sessionToken: string): void;
  /**
   * Adds a phone's randomness to the armed draw. Answers whether the host counts it; null where no answer came within
   * so many ms, or there is no connection. Never throws.
   */
  contribute(contribution: Contribution, timeoutMs: number): Promise<boolean | null>;
  /** Says whether this projector's reels turn or stand; to be said again on each connection. */
  tellReels(report: ReelsReport): void;
  close(): void;
}

const CONNECT_REFUSALS: readonly string[] = [
  'unauthorized',
  'unknown_channel',
  'too_many_connections',
  'stopping',
] satisfies ConnectRefusal[];
const isConnectRefusal = (text: string): text is ConnectRefusal => CONNECT_REFUSALS.includes(text);

/**
 * A screen's live connection: holds the newest view of its channel, replaced whole, and says whether it is online.
 * Reconnects for ever (0.5 s to 5 s apart, spread at random) and at once when the page wakes up. `mirror`: this is a
 * projector's page inside the admin console. `key`: the room or game; the active event unless said otherwise. `token`: one
 * that opens the channel where no cookie does.
 */
export const connectLive = <C extends ChannelName>(
  channel: C,
  {
    mirror = false,
    key,
    token,
  }: { readonly mirror?: boolean; readonly key?: string; readonly token?: string | undefined } = {},
): Live<ViewOf[C]> => {
  let state: LiveState<ViewOf[C]> = { view: null, online: false, refused: null };
  let revision = 0;
  // Host clock minus this page's monotonic clock. Delay on the way only ever makes it too small: keep the largest.
  let offset = Date.now() - performance.now();
  let offsetKnown = false;
  let closed = false;
  const listeners = new Set<() => void>();
  const set = (next: Partial<LiveState<ViewOf[C]>>): void => {
    state = { ...state, ...next };
    for (const listener of listeners) listener();
  };

  const socket: Socket<ServerToClientEvents, ClientToServerEvents> = io({
    transports: ['websocket', 'polling'],
    // Where something on the way breaks WebSockets, polling does.
    tryAllTransports: true,
    auth: { channel, mirror, ...(key !== undefined && { key }), ...(token !== undefined && { token }) },
    reconnectionDelay: 500,
    reconnectionDelayMax: 5_000,
    timeout: 8_000,
  });

  const connectIn = (ms: number): void => {
    setTimeout(() => {
      if (!closed) socket.connect();
    }, ms);
  };

  socket.on('connect', () => {
    revision = 0;
    offsetKnown = false;
    set({ online: true, refused: null });
  });
  socket.on('disconnect', (reason) => {
    set({ online: false });
    // The host ended the connection on purpose, to stop or because a session ended. After that the client does not
    // come back by itself, and a crowd must not come back in the same instant.
    if (reason === 'io server disconnect') connectIn(500 + Math.random() * 1_500);
  });
  socket.on('connect_error', (error) => {
    set({ online: false, refused: isConnectRefusal(error.message) ? error.message : null });
    // A refused handshake is not retried by the client itself.
    if (!socket.active && error.message !== 'unauthorized') connectIn(2_000);
  });
  const hearClock = (now: number): void => {
    const sample = now - performance.now();
    offset = offsetKnown ? Math.max(offset, sample) : sample;
    offsetKnown = true;
  };
  socket.on('view', (snapshot) => {
    if (snapshot.view.protocol !== VIEW_PROTOCOL) return loadAnew();
    hearClock(snapshot.view.now);
    if (snapshot.revision <= revision) return;
    revision = snapshot.revision;
    // The host sends a connection the view of the channel it asked for, and nothing else.
    set({ view: snapshot.view as ViewOf[C] });
  });
  socket.on('counts', (message) => {
    hearClock(message.now);
    if (message.revision <= revision || !state.view) return;
    revision = message.revision;
    // Figures of the view that travel apart, under the names that they have in it.
    set({ view: { ...state.view, ...message.counts, now: message.now } });
  });

  const wake = (): void => {
    if (document.visibilityState === 'visible' && !socket.connected) socket.connect();
  };
  document.addEventListener('visibilitychange', wake);
  window.addEventListener('online', wake);
  window.addEventListener('pageshow', wake);

  return {
    get: () => state,
    subscribe: (changed) => {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    hostNow: () => performance.now() + offset,
    reconnect: () => {
      socket.disconnect();
      socket.connect();
    },
    present: (sessionToken) => {
      if (socket.connected) socket.emit('present', sessionToken);
    },
    tellReels: (report) => {
      if (socket.connected) socket.emit('reels', report);
    },
    contribute: (contribution, timeoutMs) =>
      new Promise((resolve) => {
        // Without a connection it would be kept and sent later, when nobody waits for it any more.
        if (!socket.connected) return resolve(null);
        socket.timeout(timeoutMs).emit('contribute', contribution, (lost: Error | null, counted?: boolean) => {
          resolve(lost ? null : counted === true);
        });
      }),
    close: () => {
      closed = true;
      document.removeEventListener('visibilitychange', wake);
      window.removeEventListener('online', wake);
      window.removeEventListener('pageshow', wake);
      listeners.clear();
      socket.disconnect();
    },
  };
};

/** The host speaks another protocol than this page: it was updated. Load the new page, at most once a minute. */
const loadAnew = (): void => {
  const key = 'luckydraw.loaded-anew';
  const last = Number(sessionStorage.getItem(key) ?? 0);
  if (Date.now() - last < 60_000) return;
  sessionStorage.setItem(key, String(Date.now()));
  location.reload();
};
