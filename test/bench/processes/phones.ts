/**
 * Many phones in one process, each no more than a TCP connection that reads WebSocket frames: the clients share the
 * machine with the server that is measured, so they must cost little, and the same whichever server they are on.
 */
import { randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { serveCommands } from '../child.ts';
import { wallClock } from '../numbers.ts';

/** `screen`: Socket.IO as the phones speak it; `bare`: a plain WebSocket. */
type Protocol = 'screen' | 'bare';

const PATH: Record<Protocol, string> = { screen: '/socket.io/?EIO=4&transport=websocket', bare: '/' };
const PATIENCE_MS = 60_000;

/** A masked text frame, as clients must send it; for texts up to 125 bytes. */
const frame = (text: string): Buffer => {
  const payload = Buffer.from(text);
  const mask = randomBytes(4);
  return Buffer.concat([
    Buffer.from([0x81, 0x80 | payload.length]),
    mask,
    payload.map((byte, index) => byte ^ (mask[index & 3] ?? 0)),
  ]);
};
const PONG = frame('3');

interface Watch {
  readonly marker: Buffer;
  readonly reachedMs: number[];
  allReached: () => void;
}

interface Phone {
  readonly socket: Socket;
  rest: Buffer | null;
  isOpen: boolean;
  watched: Watch | null;
}

const groups = new Map<string, { phones: Phone[]; last: Buffer; watch: Watch | null }>();

const group = (name: string) => {
  let found = groups.get(name);
  if (!found) groups.set(name, (found = { phones: [], last: Buffer.alloc(0), watch: null }));
  return found;
};

/** `path`: of a bare one. `auth`: of the handshake of a screen, 120 bytes as JSON at most. */
interface Server {
  readonly host: string;
  readonly port: number;
  readonly path?: string;
  readonly auth?: Readonly<Record<string, string>>;
}

/** Resolves once the server has sent the phone its first view; `bare` has none and is ready when it is open. */
const connectPhone = (
  name: string,
  protocol: Protocol,
  { host, port, path = PATH[protocol], auth = {} }: Server,
): Promise<void> =>
  new Promise((resolve, reject) => {
    const members = group(name);
    const join = frame(`40${JSON.stringify(auth)}`);
    const socket = connect({ host, port, noDelay: true });
    const phone: Phone = { socket, rest: null, isOpen: false, watched: null };
    members.phones.push(phone);

    const onMessage = (payload: Buffer): void => {
      const first = payload[0];
      if (protocol === 'screen') {
        if (first === 0x32) return void socket.write(PONG);
        if (first === 0x30) return void socket.write(join);
        if (first === 0x34 && payload[1] === 0x34) return reject(new Error(payload.toString()));
        if (first !== 0x34 || payload[1] !== 0x32) return;
        resolve();
      }
      const { watch } = members;
      if (watch !== phone.watched && watch && payload.includes(watch.marker)) {
        phone.watched = watch;
        if (watch.reachedMs.length === 0) members.last = Buffer.from(payload);
        watch.reachedMs.push(wallClock());
        if (watch.reachedMs.length === members.phones.length) watch.allReached();
      }
    };

    const onData = (chunk: Buffer): void => {
      let data = phone.rest ? Buffer.concat([phone.rest, chunk]) : chunk;
      phone.rest = null;
      if (!phone.isOpen) {
        const end = data.indexOf('\r\n\r\n');
        if (end === -1) {
          phone.rest = data;
          return;
        }
        const head = data.toString('latin1', 0, end);
        if (!head.startsWith('HTTP/1.1 101')) return reject(new Error(head));
        phone.isOpen = true;
        if (protocol === 'bare') resolve();
        data = data.subarray(end + 4);
      }
      while (data.length >= 2) {
        const short = (data[1] ?? 0) & 0x7f;
        const headLength = short === 126 ? 4 : short === 127 ? 10 : 2;
        if (data.length < headLength) break;
        const length = short === 126 ? data.readUInt16BE(2) : short === 127 ? Number(data.readBigUInt64BE(2)) : short;
        if (data.length < headLength + length) break;
        // Text frames only; neither server splits a message or sends anything binary.
        if (data[0] === 0x81) onMessage(data.subarray(headLength, headLength + length));
        data = data.subarray(headLength + length);
      }
      if (data.length > 0) phone.rest = Buffer.from(data);
    };

    socket.on('data', onData);
    socket.on('error', reject);
    socket.on('close', () => reject(new Error('the server closed the connection')));
    socket.write(
      `GET ${path} HTTP/1.1\r\nHost: ${host}:${port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
        `Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${randomBytes(16).toString('base64')}\r\n\r\n`,
    );
  });

const commands = {
  /** Connects so many more phones to a group, `atOnce` at a time. */
  connect: async (
    given: Server & { group: string; protocol: Protocol; count: number; atOnce: number },
  ): Promise<void> => {
    for (let left = given.count; left > 0; left -= given.atOnce) {
      await Promise.all(
        Array.from({ length: Math.min(left, given.atOnce) }, () => connectPhone(given.group, given.protocol, given)),
      );
    }
  },

  /** From now on, looks out for the message that holds `marker`. */
  watch: async (given: { group: string; marker: string }): Promise<void> => {
    const members = group(given.group);
    members.watch = { marker: Buffer.from(given.marker), reachedMs: [], allReached: () => undefined };
  },

  /** When the first and the last phone had the message that is looked out for, and the message. */
  reached: async (given: { group: string }): Promise<{ first: number; last: number; message: string }> => {
    const { phones, watch } = group(given.group);
    if (!watch) throw new Error('nothing is looked out for');
    await new Promise<void>((resolve, reject) => {
      if (watch.reachedMs.length === phones.length) return resolve();
      watch.allReached = resolve;
      setTimeout(
        () => reject(new Error(`${watch.reachedMs.length} of ${phones.length} phones were reached`)),
        PATIENCE_MS,
      ).unref();
    });
    return {
      first: watch.reachedMs[0] ?? 0,
      last: watch.reachedMs.at(-1) ?? 0,
      message: group(given.group).last.toString(),
    };
  },
};

export type Phones = typeof commands;
serveCommands(commands);
