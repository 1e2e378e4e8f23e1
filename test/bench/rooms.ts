/** Rooms: from something that a host does to the last screen of the room, beside bare `ws` sockets that get the same bytes. */
import { connect, type Socket } from 'node:net';
import { startChild } from './child.ts';
import { join, logIn, newDataDir, residentBytes, startHost, type RunningHost } from './hostUnderTest.ts';
import { median, pairs, pause, quantile, wallClock } from './numbers.ts';
import type { BareSockets } from './processes/bareSockets.ts';
import type { Phones } from './processes/phones.ts';
import type { Measurement } from './report.ts';

const CLIENT_PROCESSES = 2;
const CONNECT_AT_ONCE = 100;
const SETTLE_MS = 1_500;
/** Rooms that are made at the same time. */
const ACQUIRE_AT_ONCE = 25;

type Protocol = 'screen' | 'bare';
interface Room {
  readonly id: string;
  readonly hostToken: string;
}
interface Times {
  /** Of the request alone, until it was answered: stored, and its screens told. */
  readonly answered: number[];
  readonly ours: number[];
  readonly theirs: number[];
}

const title = async (host: RunningHost, room: Room, text: string): Promise<void> => {
  const response = await fetch(`${host.url}/api/rooms/${room.id}`, {
    method: 'PATCH',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${room.hostToken}` },
    body: JSON.stringify({ title: text }),
  });
  if (!response.ok) throw new Error(`the title was answered ${response.status}: ${await response.text()}`);
  await response.arrayBuffer();
};

/** Programs that connect to the room's plain WebSocket and never read a byte. */
const connectSilent = (host: RunningHost, room: Room, count: number): Promise<Socket[]> =>
  Promise.all(
    Array.from(
      { length: count },
      () =>
        new Promise<Socket>((resolve, reject) => {
          const socket = connect({ host: '127.0.0.1', port: host.port });
          socket.on('error', reject);
          socket.pause();
          socket.write(
            `GET /api/rooms/${room.id}/ws HTTP/1.1\r\nHost: 127.0.0.1:${host.port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
              `Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: MDEyMzQ1Njc4OWFiY2RlZg==\r\n\r\n`,
            () => resolve(socket),
          );
        }),
    ),
  );

/** `rooms` with `people` screens each; `actions`: how often something is done, each time in the next room. */
const measureOne = async (
  host: RunningHost,
  size: { readonly rooms: number; readonly people: number; readonly actions: number; readonly silent: number },
): Promise<{
  readonly times: Times;
  readonly besideSilent: Times | null;
  readonly kilobytes: readonly [number, number] | null;
}> => {
  const bare = startChild<BareSockets>('bareSockets');
  const clients = Array.from({ length: CLIENT_PROCESSES }, () => startChild<Phones>('phones'));
  let silent: Socket[] = [];
  try {
    const organiser = await logIn(host);
    const acquire = async (): Promise<Room> => {
      const { room_id: id, host_token: hostToken } = await organiser('GET', '/api/rooms', undefined);
      return { id: String(id), hostToken: String(hostToken) };
    };
    const rooms: Room[] = [];
    while (rooms.length < size.rooms) {
      const count = Math.min(ACQUIRE_AT_ONCE, size.rooms - rooms.length);
      rooms.push(...(await Promise.all(Array.from({ length: count }, acquire))));
    }
    const ports: Record<Protocol, number> = { screen: host.port, bare: await bare.call('port', undefined) };
    const memory = { screen: residentBytes(host.pid), bare: residentBytes(bare.pid) };

    // The screens of a small room are in one process, those of a large one in all.
    const clientsOf = (index: number) =>
      size.rooms === 1 ? clients : clients.filter((_, client) => client === index % CLIENT_PROCESSES);
    const connectAll = async (protocol: Protocol): Promise<void> => {
      for (const [index, { id }] of rooms.entries()) {
        const mine = clientsOf(index);
        await Promise.all(
          mine.map((client) =>
            client.call('connect', {
              group: `${protocol} ${id}`,
              protocol,
              host: '127.0.0.1',
              port: ports[protocol],
              count: size.people / mine.length,
              atOnce: CONNECT_AT_ONCE,
              ...(protocol === 'screen' ? { auth: { channel: 'room', key: id } } : { path: `/${id}` }),
            }),
          ),
        );
      }
    };
    await connectAll('screen');
    await connectAll('bare');
    await pause(SETTLE_MS);
    const grown = (protocol: Protocol, pid: number): number | null => {
      const [before, now] = [memory[protocol], residentBytes(pid)];
      return before === null || now === null ? null : (now - before) / (size.rooms * size.people) / 1024;
    };
    const [ours, theirs] = [grown('screen', host.pid), grown('bare', bare.pid)];

    const timeToLast = async (
      index: number,
      protocol: Protocol,
      marker: string,
      act: () => Promise<number>,
    ): Promise<{ ms: number; message: string }> => {
      const group = `${protocol} ${rooms[index]?.id ?? ''}`;
      const mine = clientsOf(index);
      await Promise.all(mine.map((client) => client.call('watch', { group, marker })));
      const beganAt = await act();
      const reached = await Promise.all(mine.map((client) => client.call('reached', { group })));
      return { ms: Math.max(...reached.map(({ last }) => last)) - beganAt, message: reached[0]?.message ?? '' };
    };
    let spoken = 0;
    const measure = async (): Promise<Times> => {
      const times: Times = { answered: [], ours: [], theirs: [] };
      for (let action = 0; action < size.actions; action += 1) {
        const index = action % rooms.length;
        const room = rooms[index];
        if (!room) throw new Error('there is no room');
        const marker = `Round ${(spoken += 1)}.`;
        const mine = await timeToLast(index, 'screen', marker, async () => {
          const beganAt = wallClock();
          await title(host, room, marker);
          times.answered.push(wallClock() - beganAt);
          return beganAt;
        });
        const reference = await timeToLast(index, 'bare', marker, () =>
          bare.call('send', { message: mine.message, path: `/${room.id}` }),
        );
        times.ours.push(mine.ms);
        times.theirs.push(reference.ms);
      }
      return times;
    };
    // The first of them warm the code up.
    await measure();
    const times = await measure();
    let besideSilent: Times | null = null;
    const [first] = rooms;
    if (size.silent > 0 && first) {
      silent = await connectSilent(host, first, size.silent);
      besideSilent = await measure();
    }
    for (const { id, hostToken } of rooms) {
      await fetch(`${host.url}/api/rooms/${id}/release`, {
        method: 'PATCH',
        headers: { authorization: `Bearer ${hostToken}` },
      });
    }
    return { times, besideSilent, kilobytes: ours === null || theirs === null ? null : [ours, theirs] };
  } finally {
    for (const socket of silent) socket.destroy();
    await Promise.all([bare.stop(), ...clients.map((client) => client.stop())]);
  }
};

const P99 = 0.99;

export const measureRooms = async (size: {
  readonly rooms: number;
  readonly people: number;
  readonly crowd: number;
  readonly actions: number;
}): Promise<Measurement[]> => {
  const data = newDataDir();
  const host = await startHost(data.path);
  try {
    await join(host);
    const many = await measureOne(host, { rooms: size.rooms, people: size.people, actions: size.actions, silent: 0 });
    const large = await measureOne(host, {
      rooms: 1,
      people: size.crowd,
      actions: Math.ceil(size.actions / 10),
      silent: 20,
    });
    const line = (name: string, { ours, theirs, answered }: Times): Measurement => ({
      group: 'Rooms',
      name,
      value: quantile(ours, P99),
      unit: 'ms',
      reference: { name: 'bare ws loop', value: quantile(theirs, P99) },
      ratio: quantile(theirs, P99) / quantile(ours, P99),
      note: `the request itself, with its commit, took ${quantile(answered, P99).toFixed(1)} ms (p99)`,
      rounds: pairs(ours, theirs),
    });
    const memory = (name: string, kilobytes: readonly [number, number] | null): Measurement[] =>
      kilobytes === null
        ? []
        : [
            {
              group: 'Rooms',
              name,
              value: kilobytes[0],
              unit: 'KB',
              reference: { name: 'bare ws', value: kilobytes[1] },
            },
          ];
    const rooms = size.rooms.toLocaleString('en');
    const crowd = size.crowd.toLocaleString('en');
    const beside = large.besideSilent;
    return [
      line(`action to the last of ${size.people} screens, one of ${rooms} rooms, p99`, many.times),
      line(`action to the last of ${crowd} screens of one room, p99`, large.times),
      ...(beside
        ? [
            {
              group: 'Rooms',
              name: 'the same beside 20 programs that never read, median',
              value: median(beside.ours),
              unit: 'ms' as const,
              reference: { name: 'without them', value: median(large.times.ours) },
              ratio: median(large.times.ours) / median(beside.ours),
              rounds: pairs(beside.ours, large.times.ours),
            },
          ]
        : []),
      ...memory(`memory of the host for each connection, ${rooms} rooms of ${size.people}`, many.kilobytes),
      ...memory(`memory of the host for each connection, one room of ${crowd}`, large.kilobytes),
    ];
  } finally {
    await host.stop();
    data.remove();
  }
};
