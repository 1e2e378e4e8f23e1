import { createServer } from 'node:http';
import { once } from 'node:events';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { limitConnections } from '../../../src/host/platform/http/connections.ts';

/** A server that takes so many connections, and those who connect, each from an address of this machine. */
const serverWith = async (limit: number) => {
  const server = createServer((_, response) => response.end('answer'));
  limitConnections(server, limit);
  server.on('upgrade', (_request, socket) => socket.on('error', () => socket.destroy()));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const sockets: Socket[] = [];
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const open = async (from: string): Promise<Socket> => {
    const accepted = once(server, 'connection');
    const socket = connect({ host: '127.0.0.1', port, localAddress: from });
    socket.on('error', () => undefined);
    sockets.push(socket);
    await accepted;
    return socket;
  };
  const ask = async (socket: Socket): Promise<string> => {
    socket.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n');
    const [data] = (await once(socket, 'data')) as [Buffer];
    return data.toString();
  };
  return { open, ask };
};

describe('when nearly all connections are taken', () => {
  it('the idlest of the busiest address goes, and a newcomer is answered', async () => {
    const { open, ask } = await serverWith(42);
    const other = await open('127.0.0.3');
    const busy: Socket[] = [];
    for (let nth = 0; nth < 9; nth += 1) busy.push(await open('127.0.0.2'));
    const [first, second] = busy;
    if (!first || !second) throw new Error('nobody is there');
    expect(await ask(first)).toContain('answer');
    const gone = once(second, 'close');
    const newcomer = await open('127.0.0.4');
    await gone;
    expect(await ask(newcomer)).toContain('answer');
    expect(await ask(other)).toContain('answer');
    expect(await ask(first)).toContain('answer');
  });

  it('a screen goes after all others', async () => {
    const { open, ask } = await serverWith(35);
    const screen = await open('127.0.0.2');
    screen.write('GET / HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n');
    const idle = [await open('127.0.0.2'), await open('127.0.0.2')];
    const gone = idle.map((socket) => once(socket, 'close'));
    for (let nth = 0; nth < 2; nth += 1) await ask(await open('127.0.0.5'));
    await Promise.all(gone);
    expect(screen.destroyed).toBe(false);
  });

  it('some are left for the windows of this machine', async () => {
    const { open, ask } = await serverWith(34);
    for (let nth = 0; nth < 50; nth += 1) await open('127.0.0.2');
    for (let nth = 0; nth < 5; nth += 1) expect(await ask(await open('127.0.0.1'))).toContain('answer');
  });
});
