/** A host that may open few files: one address opens as many connections as it can, and the show goes on. */
import { once } from 'node:events';
import { Agent } from 'node:http';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, it, onTestFinished } from 'vitest';
import { createClient } from '../support/client.ts';
import { PROJECT_DIR } from '../support/project.ts';
import { connectScreen } from '../support/screens.ts';
import { temporaryFolder } from '../support/temporary.ts';
import { upTo } from '../support/upTo.ts';
import { handshake } from '../support/wire.ts';
import { startCommand } from './runCommand.ts';

/** Of these the host keeps 128 for itself, and of the rest 32 for the windows of this machine. */
const DESCRIPTORS = 256;
const PASSWORD = 'good enough';

const startHost = async () => {
  const serve = join(PROJECT_DIR, 'src/headless/serve.ts');
  const args = ['--port', '0', '--host', '127.0.0.1', '--admin-password', PASSWORD, '--data-dir', temporaryFolder()];
  const running = startCommand(serve, args, {}, DESCRIPTORS);
  const [line] = await running.match('stdout', /^.*"msg":"listening".*$/m);
  const { port, eventId } = JSON.parse(line) as { port: number; eventId: string };
  const url = `http://127.0.0.1:${port}`;
  const client = createClient(url, eventId);
  const { token } = (await client.call('login', { body: { password: PASSWORD } })).data;
  return { running, port, url, client, token };
};

/** An address of this machine that opens connections and says on each no more than this. */
const openFrom = async (port: number, from: string, count: number, say: string): Promise<Socket[]> => {
  const sockets: Socket[] = [];
  for (let nth = 0; nth < count; nth += 1) {
    const socket = connect({ host: '127.0.0.1', port, localAddress: from });
    socket.on('error', () => undefined);
    socket.resume();
    onTestFinished(() => void socket.destroy());
    sockets.push(socket);
    await once(socket, 'connect');
    if (say !== '') socket.write(say);
  }
  return sockets;
};

describe.skipIf(process.platform !== 'linux')('an address that opens all the connections it can', () => {
  let host: Awaited<ReturnType<typeof startHost>>;
  beforeAll(async () => void (host = await startHost()));
  afterAll(async () => {
    host.client.close();
    host.running.child.kill('SIGKILL');
    await host.running.ended;
  });

  it.each([
    ['and says nothing', ''],
    ['and asks once', 'GET /health HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n'],
    ['as screens that show nothing', handshake('/socket.io/?EIO=4&transport=websocket', { Host: '127.0.0.1' })],
  ])('%s: the projector, the phones that are here and those that come see the show', async (name, say) => {
    const { port, url, client, token } = host;
    const agents = new Map<string, Agent>();
    const screenFrom = (from: string, channel: 'audience' | 'display', session?: string) => {
      const agent = agents.get(from) ?? new Agent({ localAddress: from });
      agents.set(from, agent);
      return connectScreen(url, channel, { agent, ...(session === undefined ? {} : { token: session }) });
    };
    const projector = await screenFrom('127.0.0.1', 'display', token);
    const phones = await Promise.all(upTo(12).map((n) => screenFrom(`127.0.0.${10 + n}`, 'audience')));
    // More than there is room for: the rest takes the place of its own first ones.
    await openFrom(port, '127.0.0.2', 200, say);

    const newcomers = await Promise.all(upTo(12).map((n) => screenFrom(`127.0.0.${40 + n}`, 'audience')));
    await client.call('updateEvent', { token, body: { name } });
    for (const screen of [projector, ...phones, ...newcomers]) await screen.until((view) => view.name === name);
  });
});
