import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { limitConnections } from '../../../src/host/platform/http/connections.ts';
import { giveWay } from '../../../src/host/platform/inTurns.ts';
import { createPace } from '../../../src/host/platform/pace.ts';
import { upTo } from '../../support/upTo.ts';

/** A server, and so many who connect to it at the same instant. Answers how many it has taken. */
const crowdAtTheDoor = async (size: number) => {
  const server = createServer();
  limitConnections(server, 1_000);
  let taken = 0;
  server.on('connection', () => (taken += 1));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const crowd = upTo(size).map(() => connect({ host: '127.0.0.1', port }));
  onTestFinished(() => {
    for (const socket of crowd) socket.destroy();
    server.close();
  });
  await Promise.all(crowd.map((socket) => once(socket, 'connect')));
  return () => taken;
};

describe('a crowd at the door', () => {
  it('is taken before work goes on', async () => {
    const taken = await crowdAtTheDoor(50);
    await giveWay();
    expect(taken()).toBe(50);
  });

  it('is taken between two pieces of what goes on at a pace', async () => {
    const taken = await crowdAtTheDoor(50);
    const pace = createPace(1);
    await Promise.all([pace(), pace()]);
    expect(taken()).toBe(50);
  });

  it('cannot keep work waiting for ever', async () => {
    const taken = await crowdAtTheDoor(300);
    await giveWay();
    expect(taken()).toBeLessThan(300);
  });
});
