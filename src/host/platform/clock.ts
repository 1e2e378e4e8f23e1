import { uptime } from 'node:os';

/** Time as the host uses it; injected, so that a test can hold it. */
export interface Clock {
  /** Ms since 1970. Goes on while the computer sleeps, and never jumps when somebody or NTP sets the computer's clock. */
  now(): number;
  /** Calls back once, `ms` from now, however long that is; answers the function that cancels it. */
  after(ms: number, call: () => void): () => void;
  /** Calls back every `ms`, once for all the times that a sleep left out; answers the function that ends it. */
  every(ms: number, call: () => void): () => void;
}

/** The clocks of the operating system, each in ms. */
export interface SystemClocks {
  /** Even and never set, but on Linux and macOS it stands still while the computer sleeps. */
  monotonic(): number;
  /** Goes on during sleep, but in coarse steps: 10 ms on Linux, a second on macOS. */
  uptime(): number;
  /** Ms since 1970, as somebody or NTP set it. */
  wall(): number;
}

export interface ClockOptions {
  /** Is told what a callback throws, or rejects with; the timers go on. By default a warning of the process on stderr. */
  readonly onError?: (error: unknown) => void;
  readonly system?: SystemClocks;
}

const SYSTEM: SystemClocks = {
  monotonic: () => performance.now(),
  uptime: () => uptime() * 1_000,
  wall: () => Date.now(),
};

/** Less is no sleep: the uptime's steps alone make a difference of up to a second. */
const MIN_SLEEP_MS = 1_500;
/** A timer that fell due during a sleep fires at most so long after waking up. */
const WATCH_EVERY_MS = 1_000;
/** Longer ones `setTimeout` would fire at once. */
const MAX_TIMEOUT_MS = 2 ** 31 - 1;

const warn = (error: unknown): void => process.emitWarning(error instanceof Error ? error : String(error));

/** Ms since 1970, carried on from the moment of creation by the monotonic clock and by the sleeps that were noticed. */
const createTime = (system: SystemClocks, onSleep: () => void) => {
  let sleptMs = 0;
  const look = () => ({ monotonic: system.monotonic(), uptime: system.uptime(), wall: system.wall() });
  let last = look();
  const origin = last.wall - last.monotonic;

  /** Adds what the uptime went on by and the monotonic clock did not. */
  const noticeSleep = (): void => {
    const before = last;
    last = look();
    // From one look to the next only, so that clocks of slightly different pace never add up to a sleep.
    const gap = last.uptime - before.uptime - (last.monotonic - before.monotonic);
    if (gap < MIN_SLEEP_MS) return;
    sleptMs += gap;
    onSleep();
  };

  return {
    noticeSleep,
    now: (): number => {
      // To read the uptime is to read a file. The wall clock costs nothing, and a sleep shows in it at once.
      const apart = system.wall() - system.monotonic() - (last.wall - last.monotonic);
      if (Math.abs(apart) >= MIN_SLEEP_MS) noticeSleep();
      return Math.round(origin + system.monotonic() + sleptMs);
    },
  };
};

interface Alarm {
  readonly call: () => void;
  /** Null for those that ring once. */
  readonly everyMs: number | null;
  dueAt: number;
  timeout: NodeJS.Timeout | null;
}

/** The real clock. What is due by `every` alone does not keep the process alive. */
export const createClock = ({ onError = warn, system = SYSTEM }: ClockOptions = {}): Clock => {
  const alarms = new Set<Alarm>();
  let watch: NodeJS.Timeout | null = null;
  const time = createTime(system, () => {
    for (const alarm of alarms) arm(alarm);
  });

  /** (Re)starts the alarm's own timeout, which measures waking time only. */
  const arm = (alarm: Alarm): void => {
    if (alarm.timeout) clearTimeout(alarm.timeout);
    const ms = Math.min(MAX_TIMEOUT_MS, Math.max(0, alarm.dueAt - time.now()));
    alarm.timeout = setTimeout(ring, ms, alarm);
    if (alarm.everyMs !== null) alarm.timeout.unref();
  };

  const ring = (alarm: Alarm): void => {
    const now = time.now();
    // The part of a long wait that one timeout can hold, or a timeout that fired a moment early.
    if (now < alarm.dueAt) return arm(alarm);
    if (alarm.everyMs === null) cancel(alarm);
    else {
      const next = alarm.dueAt + alarm.everyMs;
      alarm.dueAt = next > now ? next : now + alarm.everyMs;
      arm(alarm);
    }
    void run(alarm.call);
  };

  const run = async (call: () => void): Promise<void> => {
    try {
      // An async function passes as a callback too.
      await call();
    } catch (error) {
      onError(error);
    }
  };

  const cancel = (alarm: Alarm): void => {
    if (!alarms.delete(alarm)) return;
    if (alarm.timeout) clearTimeout(alarm.timeout);
    if (alarms.size > 0 || !watch) return;
    clearInterval(watch);
    watch = null;
  };

  const set = (ms: number, everyMs: number | null, call: () => void): (() => void) => {
    if (Number.isNaN(ms)) throw new RangeError('a timer needs a number of milliseconds');
    const alarm: Alarm = { call, everyMs, dueAt: time.now() + ms, timeout: null };
    alarms.add(alarm);
    watch ??= setInterval(time.noticeSleep, WATCH_EVERY_MS).unref();
    arm(alarm);
    return () => cancel(alarm);
  };

  return {
    now: time.now,
    after: (ms, call) => set(ms, null, call),
    every: (ms, call) => set(ms, Math.max(1, ms), call),
  };
};
