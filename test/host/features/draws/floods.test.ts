/** One client that asks for more than its share. */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { hostForTest, type TestHost } from '../../../support/host.ts';

const socketTo = async (open: TestHost): Promise<Socket> => {
  const socket = connect({ host: '127.0.0.1', port: open.host.port });
  onTestFinished(() => void socket.destroy());
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  return socket;
};

const ready = async () => {
  const open = await hostForTest();
  await open.admin('updateEvent', { body: { spin_ms: 0 } });
  const phones = await open.join(20);
  const drawn = await open.admin('draw', { body: { prize_name: 'Car', prize_rank: 1, count: 1 } });
  await open.admin('dismiss', {});
  const params = { draw_id: drawn.data.draw_id };
  return { ...open, phones, params, path: `/api/luckydraw/draws/${params.draw_id}` };
};

describe('a connection that pipelines', () => {
  it('gets every answer, one after the other', async () => {
    const open = await ready();
    const socket = await socketTo(open);
    const request = `GET ${open.path}/receipt HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer nobody\r\n\r\n`;
    let text = '';
    const all = new Promise<void>((resolve) => {
      socket.on('data', (data: Buffer) => {
        text += data.toString();
        if (text.split('participant_not_found').length > 200) resolve();
      });
    });
    socket.write(request.repeat(200));
    await all;
    expect(text.match(/HTTP\/1\.1 404/g)).toHaveLength(200);
  });

  it('and sends on without end is ended, and the host is there for others', async () => {
    const open = await ready();
    const socket = await socketTo(open);
    socket.pause();
    // With an error or without.
    const gone = new Promise((resolve) => socket.on('close', resolve));
    const request = `GET ${open.path}/proof HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n`;
    socket.write(request.repeat(12_000));
    socket.resume();
    await gone;
    expect((await open.call('proof', { params: open.params })).status).toBe(200);
  });
});

describe('what is kept ready', () => {
  it('is gone with the draws that a reset erases', async () => {
    const open = await ready();
    const token = open.phones[0]?.session_token ?? '';
    const ask = async () => [
      (await open.call('announcement', { params: open.params })).code,
      (await open.call('receipt', { params: open.params, token })).code,
      (await open.call('proof', { params: open.params })).code,
      (await open.call('publicDraws', {})).data.draws.length,
    ];
    expect([await ask(), await ask()]).toEqual([
      [null, null, null, 1],
      [null, null, null, 1],
    ]);
    await open.admin('reset', { body: { reset_participants: false, reset_draws: true } });
    expect(await ask()).toEqual(['draw_not_found', 'draw_not_found', 'draw_not_found', 0]);
  });

  it('is the same for everybody, and right for each', async () => {
    const open = await ready();
    const receipts = await Promise.all(
      open.phones.map(
        async ({ session_token: token }) => (await open.call('receipt', { params: open.params, token })).data,
      ),
    );
    expect(receipts.map(({ entry }) => entry[0])).toEqual(open.phones.map(({ draw_number }) => draw_number));
    expect(new Set(receipts.map(({ root }) => root)).size).toBe(1);
    expect((await open.call('receipt', { params: open.params, token: 'nobody' })).code).toBe('participant_not_found');
  });
});

describe('a refused upgrade', () => {
  it('is destroyed, also where the other side keeps its half open', async () => {
    const open = await ready();
    const socket = connect({ host: '127.0.0.1', port: open.host.port, allowHalfOpen: true });
    onTestFinished(() => void socket.destroy());
    socket.write('GET /nowhere HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n');
    const [answer] = (await once(socket, 'data')) as [Buffer];
    expect(answer.toString()).toContain('404');
    await once(socket, 'end');
    // Nobody is there to read this: the system says so.
    const broken = once(socket, 'error');
    const write = setInterval(() => socket.write('x'), 20);
    onTestFinished(() => clearInterval(write));
    await broken.catch(() => undefined);
    expect(socket.destroyed).toBe(true);
  });
});
