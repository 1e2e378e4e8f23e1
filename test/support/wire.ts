/** Bytes over a bare TCP connection: what no well-behaved client sends. */
import { connect, type Socket } from 'node:net';

const PATIENCE_MS = 5_000;

const connectTo = (url: string): Socket => {
  const { hostname, port } = new URL(url);
  return connect({ host: hostname, port: Number(port) });
};

/** Sends the bytes and answers everything that comes until the host closes the connection. */
export const exchange = (url: string, bytes: string | Uint8Array): Promise<string> =>
  new Promise((resolve, reject) => {
    const socket = connectTo(url);
    let text = '';
    const timer = setTimeout(() => {
      socket.destroy();
      reject(new Error(`the host left the connection open; it said: ${text}`));
    }, PATIENCE_MS);
    socket.setEncoding('latin1');
    socket.on('data', (part: string) => (text += part));
    // A host that hangs up in the middle of our bytes has answered all the same.
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      clearTimeout(timer);
      resolve(text);
    });
    socket.on('connect', () => socket.write(bytes));
  });

/** Sends the bytes and breaks the connection off as a client does that crashed. */
export const sendAndBreakOff = (url: string, bytes: string): Promise<void> =>
  new Promise((resolve) => {
    const socket = connectTo(url);
    socket.on('error', () => undefined);
    socket.on('close', () => resolve());
    socket.on('connect', () => socket.write(bytes, () => socket.resetAndDestroy()));
  });

/** A WebSocket handshake as text. */
export const handshake = (path: string, headers: Readonly<Record<string, string>>): string =>
  [
    `GET ${path} HTTP/1.1`,
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    '\r\n',
  ].join('\r\n');
