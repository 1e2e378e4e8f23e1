import type { Clock } from '../../src/host/platform/clock.ts';

export interface ManualClock extends Clock {
  /** Lets time pass: whatever falls due is called, in order and at its moment. */
  advance(ms: number): void;
}

interface Alarm {
  readonly call: () => void;
  readonly everyMs: number | null;
  at: number;
}

/** Noon, so that logs and screenshots of a failure are easy to read. */
export const NOON = Date.UTC(2026, 10, 20, 12);

/** A clock that stands still until it is told otherwise. */
export const createManualClock = (start = NOON): ManualClock => {
  let now = start;
  const alarms = new Set<Alarm>();
  const set = (alarm: Alarm): (() => void) => {
    alarms.add(alarm);
    return () => void alarms.delete(alarm);
  };
  const nextDue = (end: number): Alarm | undefined =>
    [...alarms].filter(({ at }) => at <= end).sort((one, other) => one.at - other.at)[0];
  return {
    now: () => now,
    after: (ms, call) => set({ at: now + ms, call, everyMs: null }),
    every: (ms, call) => set({ at: now + ms, call, everyMs: ms }),
    advance: (ms) => {
      const end = now + ms;
      for (let alarm = nextDue(end); alarm; alarm = nextDue(end)) {
        now = Math.max(now, alarm.at);
        if (alarm.everyMs === null) alarms.delete(alarm);
        else alarm.at += alarm.everyMs;
        alarm.call();
      }
      now = end;
    },
  };
};
