/** Time as the host uses it; injected, so that a test can hold it. */
export interface Clock {
  /** Ms since 1970. Never jumps while the host runs, whatever happens to the computer's clock. */
  now(): number;
  /** Calls back once, `ms` from now; answers the function that cancels it. */
  after(ms: number, call: () => void): () => void;
  /** Calls back every `ms`; answers the function that ends it. */
  every(ms: number, call: () => void): () => void;
}

/** The real clock: read once, then carried on by the monotonic one. */
export const createClock = (): Clock => {
  const origin = Date.now() - performance.now();
  return {
    now: () => Math.round(origin + performance.now()),
    after: (ms, call) => {
      const timer = setTimeout(call, ms);
      return () => clearTimeout(timer);
    },
    every: (ms, call) => {
      const timer = setInterval(call, ms);
      timer.unref();
      return () => clearInterval(timer);
    },
  };
};
