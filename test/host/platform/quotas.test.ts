import { describe, expect, it, onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import { hostForTest, upTo, type TestHost } from '../../support/host.ts';
import { connectScreen, refusalOfScreen, type Screen } from '../../support/screens.ts';
import { exchange } from '../../support/wire.ts';

const behindProxy = { config: { trustProxy: ['127.0.0.1'] } };
const from = (address: string) => ({ headers: { 'x-forwarded-for': address } });

interface Reader {
  readonly socket: WebSocket;
  /** Whether the host has let it in. */
  readonly opened: Promise<boolean>;
}

const readFeed = (open: TestHost, address: string): Reader => {
  const socket = new WebSocket(`${open.url.replace('http', 'ws')}/api/luckydraw/ws`, from(address));
  onTestFinished(() => socket.terminate());
  const opened = new Promise<boolean>((resolve) => {
    socket.on('message', () => resolve(true));
    socket.on('error', () => resolve(false));
  });
  return { socket, opened };
};

describe('places for programs and displays', () => {
  it('are not all held by one address: whoever has fewer gets one from it', { timeout: 30_000 }, async () => {
    const open = await hostForTest(behindProxy);
    const greedy = upTo(500).map(() => readFeed(open, '10.0.0.1'));
    expect(new Set(await Promise.all(greedy.map(({ opened }) => opened)))).toEqual(new Set([true]));
    expect(await readFeed(open, '10.0.0.1').opened).toBe(false);
    const gone = new Promise((resolve) => greedy[0]?.socket.on('close', resolve));
    const neighbours = upTo(5).map((n) => readFeed(open, `10.0.0.${n + 1}`));
    expect(await Promise.all(neighbours.map(({ opened }) => opened))).toEqual([true, true, true, true, true]);
    await gone;
    await open.join(1);
    // Those that have their places keep them.
    expect(neighbours.map(({ socket }) => socket.readyState)).toEqual(Array.from({ length: 5 }, () => WebSocket.OPEN));
  });

  it('are twenty at most for displays without login of one address, and free again when one goes', async () => {
    const open = await hostForTest(behindProxy);
    const connect = (address: string): Promise<Screen<'display'>> => connectScreen(open.url, 'display', from(address));
    const mine = await Promise.all(upTo(20).map(() => connect('10.0.0.1')));
    const refusal = () => refusalOfScreen(open.url, { channel: 'display' }, from('10.0.0.1'));
    expect(await refusal()).toBe('too_many_connections');
    await connect('10.0.0.2');
    const projector = await connectScreen(open.url, 'display', { ...from('10.0.0.1'), token: open.adminToken });
    expect(projector.view().control).not.toBeNull();
    const desk = await connectScreen(open.url, 'operator', { token: open.adminToken });
    const before = desk.view().displays;
    mine[0]?.close();
    await desk.until(({ displays }) => displays < before);
    await connect('10.0.0.1');
    expect(await refusal()).toBe('too_many_connections');
  });
});

describe('screens by polling, where something on the way breaks WebSockets', () => {
  it('are let in', async () => {
    const open = await hostForTest();
    const screen = await connectScreen(open.url, 'audience', { transport: 'polling' });
    expect(screen.view().stage).toBe('idle');
  });

  it('take turns: a connection that asks for hundreds at once is ended', async () => {
    const open = await hostForTest();
    const handshake = `GET /socket.io/?EIO=4&transport=polling HTTP/1.1\r\nHost: ${new URL(open.url).host}\r\n\r\n`;
    const answers = await exchange(open.url, handshake.repeat(600));
    expect(answers.split('HTTP/1.1 200').length).toBeLessThan(100);
  });
});
