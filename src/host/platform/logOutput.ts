import type { Writable } from 'node:stream';

/** Lines for a reader that does not read are dropped beyond this. */
const MAX_WAITING_BYTES = 1024 * 1024;
/** How long the last lines may take when the process ends, ms. */
const PATIENCE_MS = 500;

export interface LogOutput {
  write(line: string): void;
  /** Resolves when everything is written, or nobody takes it. */
  drained(): Promise<void>;
  /** Lines that nobody took. */
  dropped(): number;
}

/**
 * The log, one line after the other, without ever waiting for who reads it: the show goes on when the reader is gone (a
 * closed pipe) or hangs (a full one). `open`: the stream, asked for with the first line.
 */
export const createLogOutput = (open: () => Writable): LogOutput => {
  let stream: Writable | null = null;
  let dropped = 0;

  const opened = (): Writable => {
    if (stream) return stream;
    stream = open();
    // A reader that has gone does not come back, and there is nowhere else to say so.
    stream.on('error', () => stream?.destroy());
    return stream;
  };

  return {
    write: (line) => {
      const to = opened();
      if (to.destroyed || to.writableLength > MAX_WAITING_BYTES) dropped += 1;
      else to.write(line);
    },
    drained: () =>
      new Promise((resolve) => {
        if (!stream || stream.destroyed || stream.writableLength === 0) return resolve();
        const timer = setTimeout(resolve, PATIENCE_MS);
        const done = (): void => {
          clearTimeout(timer);
          resolve();
        };
        stream.once('drain', done).once('close', done);
        return undefined;
      }),
    dropped: () => dropped,
  };
};

/** The log of this process. */
export const logOutput = createLogOutput(() => process.stdout);
