/** Somebody who wants the host for himself: connections from addresses of his own, all of this machine. */
import { connect, type Socket } from 'node:net';
import { serveCommands } from '../child.ts';
import { pause } from '../numbers.ts';

interface Target {
  readonly port: number;
  /** Of this machine's own, 127.0.0.2 and up: the host sees each as another client. One connection after the other takes the next. */
  readonly from: readonly string[];
  readonly connections: number;
}

const openSocket = (port: number, from: string): Promise<Socket | null> =>
  new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port, localAddress: from, noDelay: true });
    socket.on('error', () => socket.destroy());
    socket.on('close', () => resolve(null));
    socket.on('connect', () => resolve(socket));
  });

const commands = {
  /** Sends these bytes at once over each connection, and reads what comes, or never does. Answers how many were opened. */
  send: async (target: Target & { readonly text: string; readonly reads: boolean }): Promise<number> => {
    let opened = 0;
    for (let nth = 0; nth < target.connections; nth += 1) {
      const socket = await openSocket(target.port, target.from[nth % target.from.length] ?? '127.0.0.1');
      if (!socket) continue;
      opened += 1;
      if (target.reads) socket.resume();
      else socket.pause();
      socket.write(target.text);
    }
    return opened;
  },

  /** Asks again as soon as it is answered, over every connection, for so long. Answers how many answers came. */
  loop: async (target: Target & { readonly text: string; readonly seconds: number }): Promise<number> => {
    let answered = 0;
    const { port, from, connections, text, seconds } = target;
    for (let nth = 0; nth < connections; nth += 1) {
      const socket = await openSocket(port, from[nth % from.length] ?? '127.0.0.1');
      socket?.on('data', () => {
        answered += 1;
        socket.write(text);
      });
      socket?.write(text);
    }
    await pause(seconds * 1_000);
    return answered;
  },

  /** No attack: a room that asks for all of this, each connection for its share, one after the other. */
  askAll: async (target: Target & { readonly texts: readonly string[] }): Promise<void> => {
    const { port, from, connections, texts } = target;
    const shares = Array.from({ length: connections }, (_, nth) =>
      texts.filter((_text, index) => index % connections === nth),
    );
    await Promise.all(
      shares.map(async (share, nth) => {
        const socket = await openSocket(port, from[nth % from.length] ?? '127.0.0.1');
        for (const text of share) {
          // Each answer comes in one piece: it is small.
          const answered = new Promise((resolve) => socket?.once('data', resolve));
          socket?.write(text);
          await answered;
        }
        socket?.destroy();
      }),
    );
  },
};

export type Attacker = typeof commands;
serveCommands(commands);
