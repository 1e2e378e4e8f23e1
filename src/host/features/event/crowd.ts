/** Who of the participants is here: which numbers a live phone shows, and how many come from one address. */
import { hash } from 'node:crypto';
import type { Platform } from '../../platform/feature.ts';
import { StorageError } from '../../platform/storage/auditedChange.ts';
import type { EventStore } from './store.ts';

/** What is known of the crowd, for the organiser. */
export interface CrowdCounts {
  /** Numbers that a phone shows now. */
  readonly here: number;
  /** Numbers that no phone has ever shown. */
  readonly neverSeen: number;
  /** The address that most unseen numbers came from, or else most numbers; null: nobody has joined. */
  readonly largest: { readonly numbers: number; readonly neverSeen: number } | null;
}

export interface Crowd {
  /** A phone shows whose it is. Answers what to call when it has gone; null: a stranger's. */
  arrive(holder: Uint8Array): Promise<(() => void) | null>;
  /** A phone shows this number now. */
  isHere(drawNumber: number): boolean;
  counts(): CrowdCounts;
  /** So many numbers of this source no phone has shown yet. */
  unseenOf(source: number): number;
  /** Numbers that no phone has ever shown, ascending: all of them, or those of the largest address. */
  neverSeen(from: 'everywhere' | 'largest_address'): number[];
  joined(drawNumber: number, source: number): void;
  /** The participants are others now. */
  reload(): Promise<void>;
  /** Calls back when phones have come or gone. */
  subscribe(listener: () => void): void;
  /** Keeps what was seen. */
  close(): Promise<void>;
}

/** What is seen is kept this often: it changes no draw, so that a crash may lose the last second of it. */
const KEPT_EVERY_MS = 1_000;

/** Where somebody comes from, as 48 bits that tell nobody the address. `salt`: of this installation. */
export const sourceOf = (salt: string, place: string): number =>
  hash('sha256', `${salt}\0${place}`, 'buffer').readUIntBE(0, 6);

export const openCrowd = async (
  { clock, logger }: Pick<Platform, 'clock' | 'logger'>,
  store: Pick<EventStore, 'crowd' | 'phonesSeen' | 'contributor'>,
  eventId: string,
): Promise<Crowd> => {
  let round = 0;
  let sources = new Map<number, { numbers: number; unseen: number }>();
  /** By number, the source of each that no phone has shown. */
  let unseen = new Map<number, number>();
  /** By number, on how many live connections it is shown. */
  let shown = new Map<number, number>();
  let toKeep: number[] = [];
  const listeners: (() => void)[] = [];
  const tell = (): void => listeners.forEach((listener) => listener());

  const countsOf = (source: number) => {
    const counts = sources.get(source) ?? { numbers: 0, unseen: 0 };
    sources.set(source, counts);
    return counts;
  };

  const see = (drawNumber: number): void => {
    const source = unseen.get(drawNumber);
    if (source === undefined) return;
    unseen.delete(drawNumber);
    countsOf(source).unseen -= 1;
    toKeep.push(drawNumber);
  };

  /** With the most unseen numbers, then with the most numbers. */
  const largest = (): number | null => {
    let found: number | null = null;
    let most = { numbers: 0, unseen: 0 };
    for (const [source, counts] of sources) {
      if (counts.unseen < most.unseen || (counts.unseen === most.unseen && counts.numbers <= most.numbers)) continue;
      found = source;
      most = counts;
    }
    return found;
  };

  let keeping: Promise<void> = Promise.resolve();
  const keep = async (): Promise<void> => {
    if (toKeep.length === 0) return;
    const batch = toKeep;
    toKeep = [];
    try {
      await store.phonesSeen(eventId, batch);
    } catch (error) {
      // A full disk: they are seen all the same, and kept with the next ones.
      if (!(error instanceof StorageError)) logger.error({ err: error }, 'phones that were seen could not be kept');
      toKeep.push(...batch);
    }
  };
  const keepSoon = (): void => {
    keeping = keeping.then(keep);
  };
  const endKeeping = clock.every(KEPT_EVERY_MS, keepSoon);

  const reload = async (): Promise<void> => {
    keepSoon();
    await keeping;
    const crowd = await store.crowd(eventId);
    if (crowd.joinRound !== round) shown = new Map();
    round = crowd.joinRound;
    sources = new Map(crowd.sources.map(({ source, numbers }) => [source, { numbers, unseen: 0 }]));
    unseen = new Map(crowd.unseen);
    for (const source of unseen.values()) countsOf(source).unseen += 1;
    tell();
  };
  await reload();

  return {
    arrive: async (holder) => {
      const here = shown;
      const found = await store.contributor(eventId, holder);
      // Of a round that has ended meanwhile: the phone joins anew, and shows another number.
      if (!found || here !== shown) return null;
      const { drawNumber } = found;
      here.set(drawNumber, (here.get(drawNumber) ?? 0) + 1);
      see(drawNumber);
      tell();
      let gone = false;
      return () => {
        if (gone) return;
        gone = true;
        const left = (here.get(drawNumber) ?? 1) - 1;
        if (left === 0) here.delete(drawNumber);
        else here.set(drawNumber, left);
        tell();
      };
    },
    isHere: (drawNumber) => shown.has(drawNumber),
    counts: () => {
      const source = largest();
      const counts = source === null ? null : countsOf(source);
      return {
        here: shown.size,
        neverSeen: unseen.size,
        largest: counts && { numbers: counts.numbers, neverSeen: counts.unseen },
      };
    },
    unseenOf: (source) => sources.get(source)?.unseen ?? 0,
    neverSeen: (from) => {
      const source = largest();
      return [...unseen]
        .filter(([, its]) => from === 'everywhere' || its === source)
        .map(([drawNumber]) => drawNumber)
        .sort((one, other) => one - other);
    },
    joined: (drawNumber, source) => {
      const counts = countsOf(source);
      counts.numbers += 1;
      counts.unseen += 1;
      unseen.set(drawNumber, source);
    },
    reload,
    subscribe: (listener) => void listeners.push(listener),
    close: async () => {
      endKeeping();
      keepSoon();
      await keeping;
    },
  };
};
