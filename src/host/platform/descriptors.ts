import { readFileSync } from 'node:fs';

/** Where the system does not tell. */
const UNKNOWN = 24_000;
const WANTED = 24_000;
/** For the store, its copies, files of the screens, workers, the network's names: what the host needs besides connections. */
const RESERVE = 128;

/** How many files and connections this process may have open; null where the system does not tell in this way. */
const descriptorLimit = (): number | null => {
  try {
    const limits = readFileSync('/proc/self/limits', 'utf8');
    const soft = /^Max open files +(\d+)/m.exec(limits)?.[1];
    return soft === undefined ? null : Number(soft);
  } catch {
    // Not Linux. Windows has no such limit, and macOS gives a process as many as Node asks for.
    return null;
  }
};

/** How many connections there may be, so that descriptors are left for everything else. */
export const connectionLimit = (): number =>
  Math.max(RESERVE, Math.min(WANTED, (descriptorLimit() ?? UNKNOWN + RESERVE) - RESERVE));
