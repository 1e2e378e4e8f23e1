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

const open = new Set<Socket>();

const openSocket = (port: number, from: string): Promise<Socket | null> =>
  new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port, localAddress: from, noDelay: true });
    open.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      open.delete(socket);
      resolve(null);
    });
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

  /** How many of the connections stand still. */
  standing: async (): Promise<number> => open.size,

  hangUp: async (): Promise<void> => {
    for (const socket of open) socket.destroy();
  },
};

export type Attacker = typeof commands;
serveCommands(commands);
