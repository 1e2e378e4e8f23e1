import { refuse, type Result } from '../../../core/result.ts';
import { isLoopback, placeOf } from '../../platform/http/addresses.ts';
import { createAttempts } from './attempts.ts';

/** Each waits for those before it, a fraction of a second each. */
const MAX_WAITING = 4;
/** Guesses from one place, where several people may work. */
const MAX_AT_ONCE = 2;
/** Places from which the right password came, the last ones. */
const MAX_FAMILIAR = 100;

/** Where somebody asks from. `passedOn`: by a proxy that nobody has named as trusted. */
export interface Asker {
  readonly address: string;
  readonly passedOn: boolean;
}

export type Guarded<T, Code extends string> = Promise<Result<T, Code | 'too_many_attempts'>>;

const tooMany = (waitMs: number) => {
  const seconds = Math.ceil(waitMs / 1_000);
  return refuse('too_many_attempts', `Too many wrong attempts. Try again in ${seconds} s.`, { retry_after_s: seconds });
};

/** One after the other. */
const createLane = () => {
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  return {
    waiting: () => waiting,
    run: <T>(task: () => Promise<T>): Promise<T> => {
      waiting += 1;
      const result = last.then(task).finally(() => {
        waiting -= 1;
      });
      last = result.then(
        () => undefined,
        () => undefined,
      );
      return result;
    },
  };
};

/**
 * Stands before everything that hashes a password, which costs 32 MiB and a thread of the four that also write to the
 * disk: two at a time are hashed at most, however many guess. One of them is for this machine, and for places from which
 * the right password came before, so that a thousand addresses that guess keep no organiser out of the own machine.
 * After five wrong ones from a place each further try waits: see `createAttempts`.
 */
export const createPasswordGate = (now: () => number) => {
  const attempts = createAttempts(now);
  const familiar = new Set<string>();
  /** Guesses under way, by place. */
  const underWay = new Map<string, number>();
  const lanes = { trusted: createLane(), others: createLane() };

  const remember = (place: string): void => {
    familiar.delete(place);
    familiar.add(place);
    const [oldest] = familiar;
    if (familiar.size > MAX_FAMILIAR && oldest !== undefined) familiar.delete(oldest);
  };

  return {
    /** Runs a check that may fail, and counts its failures for this place. */
    guess: async <T, Code extends string>(
      { address, passedOn }: Asker,
      check: () => Promise<Result<T, Code>>,
    ): Guarded<T, Code> => {
      const isHere = isLoopback(address) && !passedOn;
      const place = isHere ? 'here' : placeOf(address);
      const wait = attempts.waitMs(place);
      if (wait > 0) return tooMany(wait);
      const lane = isHere || familiar.has(place) ? lanes.trusted : lanes.others;
      const before = underWay.get(place) ?? 0;
      if (before >= MAX_AT_ONCE || lane.waiting() > MAX_WAITING) return tooMany(1_000);
      underWay.set(place, before + 1);
      try {
        const result = await lane.run(check);
        if (result.ok) {
          attempts.succeeded(place);
          remember(place);
        } else attempts.failed(place);
        return result;
      } finally {
        const left = (underWay.get(place) ?? 1) - 1;
        if (left === 0) underWay.delete(place);
        else underWay.set(place, left);
      }
    },

    /** Hashes for somebody who has shown who they are. */
    hash: <T>(work: () => Promise<T>): Promise<T> => lanes.trusted.run(work),
  };
};
