import { afterNewcomers } from '../newcomers.ts';

/**
 * Who is answered next. A connection has one request in hand, those that it sent meanwhile wait; and addresses take turns,
 * those first that had none lately, so that somebody who asks for much waits for himself. A crowd behind one address is as
 * fast as ever: only others' requests come in between.
 */

/** Requests of one connection that wait for the one before them. Browsers never send any; reading stops at the first number. */
const WAITING_SLOWS = 16;
const MAX_WAITING = 500;
/** Of all connections together; each takes some KB. */
const MAX_WAITING_IN_ALL = 5_000;
/** So many requests are begun before the host looks after everything else. */
const REQUESTS_A_TURN = 16;

/** An address that had a turn within this time, or up to twice as long, has another only after those that had none, ms. */
const LATELY_MS = 1_000;

/** A connection, as far as it concerns turns. */
interface Connection {
  pause(): unknown;
  resume(): unknown;
  destroy(): unknown;
  readonly destroyed: boolean;
}

/** A request that waits for its turn. */
interface Asked {
  readonly connection: Connection;
  readonly address: string;
  /** Begins the work. */
  go(): void;
  /** Calls back when the answer is sent, or can no longer be. */
  onEnd(ended: () => void): void;
}

interface Line {
  busy: boolean;
  readonly waiting: Asked[];
}

/** Takes a request in: its `go` is called when it is its turn, or never, where its connection is ended. */
export type TakeTurn = (asked: Asked) => void;

/** Turns of one host. */
export const createTurns = (): TakeTurn => {
  const lines = new WeakMap<Connection, Line>();
  let waitingInAll = 0;
  /** Those whose connection is ready for them, by address: of addresses that had no turn lately, and of the others. */
  const fresh = new Map<string, Asked[]>();
  const again = new Map<string, Asked[]>();
  /** Addresses that had a turn in this period, and in the one before. */
  let recent = new Set<string>();
  let before = new Set<string>();
  let periodEnds = 0;
  let isScheduled = false;

  const noteTurn = (address: string, now: number): void => {
    if (now > periodEnds) {
      before = now > periodEnds + LATELY_MS ? new Set() : recent;
      recent = new Set();
      periodEnds = now + LATELY_MS;
    }
    recent.add(address);
  };

  const schedule = (): void => {
    if (isScheduled || fresh.size + again.size === 0) return;
    isScheduled = true;
    afterNewcomers(takeTurns);
  };

  const takeTurns = (): void => {
    isScheduled = false;
    const now = performance.now();
    try {
      for (let begun = 0; begun < REQUESTS_A_TURN; begun += 1) {
        const from = fresh.size > 0 ? fresh : again;
        const first = from.entries().next();
        if (first.done) return;
        const [address, line] = first.value;
        from.delete(address);
        const next = line.shift();
        // The address that had a turn is the last to have another.
        if (line.length > 0) again.set(address, line);
        noteTurn(address, now);
        if (next?.connection.destroyed === false) next.go();
      }
    } finally {
      schedule();
    }
  };

  const forget = (line: Line): void => {
    waitingInAll -= line.waiting.length;
    line.waiting.length = 0;
  };

  const begin = (asked: Asked, line: Line): void => {
    line.busy = true;
    asked.onEnd(() => {
      line.busy = false;
      if (asked.connection.destroyed) forget(line);
      const next = line.waiting.shift();
      if (!next) return;
      waitingInAll -= 1;
      if (line.waiting.length < WAITING_SLOWS) next.connection.resume();
      else next.connection.pause();
      begin(next, line);
    });
    const { address } = asked;
    const others = fresh.get(address) ?? again.get(address);
    if (others) others.push(asked);
    else (recent.has(address) || before.has(address) ? again : fresh).set(address, [asked]);
    schedule();
  };

  return (asked) => {
    const { connection } = asked;
    let line = lines.get(connection);
    if (!line) lines.set(connection, (line = { busy: false, waiting: [] }));
    if (!line.busy) return begin(asked, line);
    if (connection.destroyed) return;
    if (line.waiting.length >= MAX_WAITING || waitingInAll >= MAX_WAITING_IN_ALL) {
      forget(line);
      connection.destroy();
      return;
    }
    line.waiting.push(asked);
    waitingInAll += 1;
    if (line.waiting.length >= WAITING_SLOWS) connection.pause();
  };
};
