/** Screens as the host sees them: real sockets that keep every message as it came. */
import type { Agent } from 'node:http';
import { io, type Socket } from 'socket.io-client';
import { onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import type { ChannelName, ServerToClientEvents, ViewOf } from '../../src/contract/events.ts';
import type { HandshakeAuth, Snapshot } from '../../src/contract/shared/live.ts';
import type { PublicFeedMessage } from '../../src/contract/stage/live.ts';

const PATIENCE_MS = 10_000;

/** Messages as they come, and who waits for one of them. */
const createMailbox = <T>(what: string) => {
  const all: T[] = [];
  const waiting = new Set<() => void>();
  return {
    all,
    add: (message: T): void => {
      all.push(message);
      for (const check of waiting) check();
    },
    /** The first message, of those that came already too, that fits. */
    until: (fits: (message: T) => boolean, patienceMs = PATIENCE_MS): Promise<T> =>
      new Promise((resolve, reject) => {
        let timer: NodeJS.Timeout | undefined = undefined;
        const check = (): void => {
          const found = all.find(fits);
          if (found === undefined) return;
          clearTimeout(timer);
          waiting.delete(check);
          resolve(found);
        };
        timer = setTimeout(() => {
          waiting.delete(check);
          reject(new Error(`${what}: awaited in vain; the last message was ${JSON.stringify(all.at(-1))}`));
        }, patienceMs);
        waiting.add(check);
        check();
      }),
  };
};

export interface Screen<C extends ChannelName> {
  readonly socket: Socket;
  /** Every snapshot so far. */
  readonly snapshots: readonly Snapshot<ViewOf[C]>[];
  /** Every packet so far, as it came over the wire. */
  readonly packets: readonly string[];
  view(): ViewOf[C];
  /** The first view, also of those that came already, that fits; awaited for ten seconds unless said otherwise. */
  until(fits: (view: ViewOf[C]) => boolean, patienceMs?: number): Promise<ViewOf[C]>;
  /** Resolves when the host has ended the connection. */
  readonly ended: Promise<string>;
  close(): void;
}

export interface ScreenOptions {
  /** The room's or the event's id; the active event unless said otherwise. */
  readonly key?: string;
  readonly token?: string;
  /** A projector's page inside the console. */
  readonly mirror?: boolean;
  readonly cookie?: string;
  readonly origin?: string;
  /** A WebSocket unless said otherwise. */
  readonly transport?: 'websocket' | 'polling';
  readonly headers?: Readonly<Record<string, string>>;
  /** With which it connects, from an address of its own for instance. */
  readonly agent?: Agent;
}

const open = (url: string, auth: HandshakeAuth, options: ScreenOptions): Socket =>
  io(url, {
    auth,
    transports: [options.transport ?? 'websocket'],
    forceNew: true,
    reconnection: false,
    autoConnect: false,
    // Under Node it is an agent; the types know the browser's option only.
    ...(options.agent === undefined ? {} : { agent: options.agent as unknown as string }),
    extraHeaders: {
      ...(options.cookie === undefined ? {} : { cookie: options.cookie }),
      ...(options.origin === undefined ? {} : { origin: options.origin }),
      ...options.headers,
    },
  });

const authOf = (channel: ChannelName, { token, key, mirror }: ScreenOptions): HandshakeAuth => ({
  channel,
  ...(token === undefined ? {} : { token }),
  ...(key === undefined ? {} : { key }),
  ...(mirror === undefined ? {} : { mirror }),
});

/** Connects a screen and waits for its first view. Closed at the end of the test. */
export const connectScreen = async <C extends ChannelName>(
  url: string,
  channel: C,
  options: ScreenOptions = {},
): Promise<Screen<C>> => {
  const socket = open(url, authOf(channel, options), options);
  onTestFinished(() => void socket.close());
  const packets: string[] = [];
  const mailbox = createMailbox<Snapshot<ViewOf[C]>>(`view of ${channel}`);
  socket.io.on('open', () => {
    socket.io.engine.on('packet', ({ data }: { data?: unknown }) => {
      if (typeof data === 'string') packets.push(data);
    });
  });
  // The host sends each channel its own view; tests look at its keys one by one.
  const onView: ServerToClientEvents['view'] = (snapshot) => mailbox.add(snapshot as Snapshot<ViewOf[C]>);
  socket.on('view', onView);
  // Counts replace those of the last view, as they do on a screen.
  const onCounts: ServerToClientEvents['counts'] = ({ revision, now, counts }) => {
    const last = mailbox.all.at(-1);
    if (last) mailbox.add({ ...last, revision, view: { ...last.view, ...counts, now } });
  };
  socket.on('counts', onCounts);
  const ended = new Promise<string>((resolve) => {
    socket.on('disconnect', (reason) => resolve(reason));
  });
  const refused = new Promise<never>((_, reject) => {
    socket.on('connect_error', (error) => reject(error));
  });
  socket.connect();
  await Promise.race([mailbox.until(() => true), refused]);
  return {
    socket,
    snapshots: mailbox.all,
    packets,
    view: () => {
      const last = mailbox.all.at(-1);
      if (!last) throw new Error('no view yet');
      return last.view;
    },
    until: async (fits, patienceMs) => (await mailbox.until(({ view }) => fits(view), patienceMs)).view,
    ended,
    close: () => void socket.close(),
  };
};

/** Why the host refuses this handshake; throws when it does not. */
export const refusalOfScreen = (
  url: string,
  auth: Record<string, unknown>,
  options: ScreenOptions = {},
): Promise<string> =>
  new Promise((resolve, reject) => {
    const socket = open(url, auth, options);
    onTestFinished(() => void socket.close());
    socket.on('connect', () => reject(new Error('the handshake was accepted')));
    socket.on('connect_error', (error) => resolve(error.message));
    socket.connect();
  });

export interface NewsReader<Message = PublicFeedMessage> {
  /** As they came. */
  readonly texts: readonly string[];
  readonly messages: readonly Message[];
  until(fits: (news: Message) => boolean): Promise<Message>;
  readonly ended: Promise<number>;
  readonly socket: WebSocket;
}

/** Reads a plain WebSocket of the host, for the test that it is opened in; the first message has come. */
export const readFeed = async <Message>(url: string, path: string): Promise<NewsReader<Message>> => {
  const socket = new WebSocket(`${url.replace('http', 'ws')}${path}`);
  onTestFinished(() => socket.terminate());
  const texts: string[] = [];
  const mailbox = createMailbox<Message>(`feed ${path}`);
  socket.on('message', (data: Buffer) => {
    const text = data.toString('utf8');
    texts.push(text);
    mailbox.add(JSON.parse(text) as Message);
  });
  const ended = new Promise<number>((resolve) => {
    socket.on('close', resolve);
  });
  await new Promise<void>((resolve, reject) => {
    socket.on('open', () => resolve());
    socket.on('error', reject);
  });
  await mailbox.until(() => true);
  return { texts, messages: mailbox.all, until: (fits) => mailbox.until(fits), ended, socket };
};

/** The public feed of `/api/luckydraw/ws`. */
export const readPublicFeed = (url: string): Promise<NewsReader> => readFeed(url, '/api/luckydraw/ws');
