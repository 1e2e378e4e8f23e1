import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import type { PublicNews } from '../../contract/events.ts';
import type { Show, ShowChange } from '../show/show.ts';
import { publicEvent } from '../show/views.ts';

const JOINED_EVERY_MS = 250;
const MOST_CLIENTS = 500;
/** Whoever has this much unread is dropped, never waited for. */
const MOST_UNREAD_BYTES = 256 * 1024;

/**
 * The public news as a plain WebSocket for other programs, server to client. The first message tells the stage as it
 * is; what a client sends is not read.
 */
export const createNews = (show: Show) => {
  const wss = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    maxPayload: 1_024,
    clientTracking: true,
  });
  const alive = new WeakSet<WebSocket>();
  let joined = 0;
  let joinedTimer: NodeJS.Timeout | null = null;
  let told = '';

  const publish = (message: PublicNews): void => {
    const text = JSON.stringify(message);
    for (const client of wss.clients) {
      if (client.bufferedAmount > MOST_UNREAD_BYTES) client.terminate();
      else if (client.readyState === client.OPEN) client.send(text);
    }
  };

  const stageChanged = (): PublicNews => {
    const { id, stage, draw, count } = publicEvent(show.state());
    return { type: 'stage_changed', event_id: id, data: { stage, draw, count } };
  };
  /** What makes one stage another: the stage's name and the draw on it. */
  const stageKey = (): string => `${show.state().stage} ${show.state().current?.id ?? ''}`;
  told = stageKey();

  const publishJoined = (): void => {
    joinedTimer = null;
    const { event } = show.state();
    publish({ type: 'participant_joined', event_id: event.id, data: { count: event.participantCount, joined } });
    joined = 0;
  };

  return {
    accept: (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
      if (wss.clients.size >= MOST_CLIENTS) {
        socket.end('HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\n\r\n');
        return;
      }
      wss.handleUpgrade(request, socket, head, (client) => {
        alive.add(client);
        client.on('pong', () => alive.add(client));
        client.on('message', () => undefined);
        // A broken connection closes by itself; there is nobody to tell.
        client.on('error', () => client.terminate());
        client.send(JSON.stringify(stageChanged()));
      });
    },

    changed: (change: ShowChange): void => {
      if (change.kind === 'joined') {
        joined += change.joined;
        joinedTimer ??= setTimeout(publishJoined, JOINED_EVERY_MS);
        return;
      }
      const key = stageKey();
      if (key === told) return;
      told = key;
      publish(stageChanged());
      const { event, stage, current } = show.state();
      if (stage !== 'winner' || !current) return;
      publish({
        type: 'winners_revealed',
        event_id: event.id,
        data: {
          draw_id: current.id,
          prize_name: current.prizeName,
          prize_rank: current.prizeRank,
          winners: current.winners.map(({ drawNumber }) => ({ draw_number: drawNumber })),
        },
      });
    },

    /** Drops those who do not answer or do not read. */
    sweep: (): void => {
      for (const client of wss.clients) {
        if (!alive.has(client) || client.bufferedAmount > MOST_UNREAD_BYTES) client.terminate();
        alive.delete(client);
        client.ping();
      }
    },

    close: (): void => {
      if (joinedTimer) clearTimeout(joinedTimer);
      for (const client of wss.clients) client.close(1001, 'The host stops.');
      wss.close();
    },
  };
};
