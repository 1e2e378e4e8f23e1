import { open, stat, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { cloudEventText, SMS_TYPE } from '../cloudEvent.ts';
import { PRIVATE_FILE } from '../../../platform/storage/privateFiles.ts';
import type { StoredEvent } from '../store.ts';
import { DELIVERED, type Sink } from './sink.ts';

const BATCH = 500;
const LOOK_BACK_BYTES = 64 * 1024;
const NEWLINE = 0x0a;

/** The length of the file without a last line that was not written to its end; such an event was never marked. */
const wholeLength = async (file: FileHandle, length: number): Promise<number> => {
  const piece = Buffer.alloc(LOOK_BACK_BYTES);
  for (let end = length; end > 0;) {
    const start = Math.max(0, end - LOOK_BACK_BYTES);
    const { bytesRead } = await file.read(piece, 0, end - start, start);
    const newline = piece.subarray(0, bytesRead).lastIndexOf(NEWLINE);
    if (newline >= 0) return start + newline + 1;
    end = start;
  }
  return 0;
};

/** A new file is there after a power cut only when its folder is on the disk as well. Windows needs and allows no such thing. */
const syncFolder = async (path: string): Promise<void> => {
  if (process.platform === 'win32') return;
  const folder = await open(dirname(path), 'r');
  await folder.sync().finally(() => folder.close());
};

/** Opens the file for adding to it, and mends what a crash or a full disk left. */
const openMended = async (path: string): Promise<FileHandle> => {
  const file = await open(path, 'a+', PRIVATE_FILE);
  try {
    const { size } = await file.stat();
    const whole = await wholeLength(file, size);
    if (whole < size) await file.truncate(whole);
    await file.sync();
    await syncFolder(path);
    return file;
  } catch (error) {
    await file.close();
    throw error;
  }
};

/** A file of JSON lines, for people without anything else: an event is delivered when it is on the disk. */
export const createFileSink = (path: string): Sink => {
  let opened: FileHandle | null = null;
  let last: Promise<unknown> = Promise.resolve();

  const drop = async (): Promise<void> => {
    const file = opened;
    opened = null;
    await file?.close();
  };

  /** Whoever rotates logs moves the file away, and expects the next lines in a new one. */
  const isStillThere = async (file: FileHandle): Promise<boolean> => {
    const [ours, there] = await Promise.all([file.stat(), stat(path).catch(() => null)]);
    return there !== null && there.ino === ours.ino && there.dev === ours.dev;
  };

  const append = async (events: readonly StoredEvent[]): Promise<void> => {
    try {
      if (opened && !(await isStillThere(opened))) await drop();
      opened ??= await openMended(path);
      await opened.appendFile(events.map((event) => `${cloudEventText(event)}\n`).join(''));
      await opened.datasync();
    } catch (error) {
      // Half a line may stand there now: the next try opens the file anew, and mends it.
      await drop();
      throw error;
    }
  };
  /** One after the other, a test message among the events too. */
  const inTurn = (events: readonly StoredEvent[]) => {
    const done = last.then(() => append(events));
    last = done.catch(() => undefined);
    return done.then(() => DELIVERED);
  };

  return {
    id: 'file',
    kind: 'file',
    target: path,
    parallel: 1,
    batch: BATCH,
    perSubject: false,
    takes: ({ type }) => type !== SMS_TYPE,
    check: async () => void (await inTurn([])),
    deliver: inTurn,
    test: (event) => inTurn([event]),
    close: async () => {
      await last;
      await drop();
    },
  };
};
