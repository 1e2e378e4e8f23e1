import { receiptOf, treeInSlices, type Entry } from '../../../core/fairness/entries.ts';
import { roomTree, type Contribution } from '../../../core/fairness/entropy.ts';
import { inclusionPath, type MerkleTree } from '../../../core/fairness/merkle.ts';
import type { FairQueue } from '../../platform/fairQueue.ts';
import { inTurns } from '../../platform/inTurns.ts';
import { readStoredEntries } from './proof.ts';
import type { DrawRecord, DrawsStore } from './store.ts';

/** Draws whose receipts are kept ready: the newest, and the older one that was asked for last. */
const MAX_READY = 4;
/** Their entries together; each takes some 400 bytes. The newest draw is kept whatever its size. */
const MAX_ENTRIES = 300_000;

interface RoomPlaces {
  readonly tree: MerkleTree;
  /** By number: the contribution and its place in the list. */
  readonly places: Map<number, readonly [given: Contribution, index: number]>;
}

/** A draw whose receipts can be given. */
interface ReadyDraw {
  readonly id: string;
  readonly announcedAt: number;
  readonly entries: readonly Entry[];
  /** Places in the entries by holder. */
  readonly places: ReadonlyMap<string, number>;
  /** Made when the first holder is found; null: not yet, or it failed. */
  tree: Promise<MerkleTree> | null;
  treeIsReady: boolean;
  /** From the reveal on. */
  room: RoomPlaces | null;
  /** Nothing has changed since it was looked up whether the draw is there, and revealed. */
  isFresh: boolean;
}

const readyDraw = (draw: Pick<DrawRecord, 'id' | 'announcedAt'>, entries: readonly Entry[]): ReadyDraw => ({
  id: draw.id,
  announcedAt: draw.announcedAt,
  entries,
  places: new Map(entries.map((entry, index) => [entry[2], index])),
  tree: null,
  treeIsReady: false,
  room: null,
  isFresh: false,
});

const roomPlaces = async (room: string): Promise<RoomPlaces> => {
  // The store gives back what was decided with.
  const contributions = JSON.parse(room) as Contribution[];
  const tree = await inTurns(roomTree(contributions));
  return { tree, places: new Map(contributions.map((given, index) => [given[0], [given, index]])) };
};

/** `busy`: too much that the same asker wants waits already. */
export type NoReceipt = 'no_draw' | 'no_entry' | 'busy';

/** The receipt of an entry as the contract has it. */
export interface ReceiptData {
  entry: unknown[];
  index: number;
  path: string[];
  root: string;
  contribution: { step: number; value: string; index: number; path: string[] } | null;
}

/**
 * Receipts of entries: every phone in the room asks in the same seconds, and answers are look-ups in what is ready. What is
 * not ready is made once, however many ask, in turns between those who do (`builds`).
 */
export interface Receipts {
  /** `holder`: hex. `asker`: whose turn it takes. */
  of(drawId: string, holder: string, asker: string): Promise<ReceiptData | NoReceipt>;
  /** A draw that has just been announced: its tree is there already. */
  keep(draw: Pick<DrawRecord, 'id' | 'announcedAt'>, entries: readonly Entry[], tree: MerkleTree): void;
}

export const createReceipts = (
  store: Pick<DrawsStore, 'draw' | 'entriesPart' | 'evidence' | 'onPublicDraws'>,
  builds: FairQueue,
): Receipts => {
  const ready = new Map<string, ReadyDraw>();
  const underWay = new Map<string, Promise<ReadyDraw | 'no_draw' | 'busy'>>();
  let changes = 0;
  store.onPublicDraws(() => {
    changes += 1;
    for (const draw of ready.values()) draw.isFresh = false;
  });

  /** Drops the oldest, never one whose tree is being made, and not the one that was put in just now. */
  const put = (made: ReadyDraw): void => {
    ready.set(made.id, made);
    const others = [...ready.values()]
      .filter((draw) => draw !== made && (draw.tree === null || draw.treeIsReady))
      .sort((one, other) => one.announcedAt - other.announcedAt);
    const tooMany = (): boolean => {
      let entries = 0;
      for (const draw of ready.values()) entries += draw.entries.length;
      return ready.size > MAX_READY || entries > MAX_ENTRIES;
    };
    for (const oldest of others) {
      if (!tooMany()) return;
      ready.delete(oldest.id);
    }
  };

  const makeReady = async (drawId: string, asker: string): Promise<ReadyDraw | 'no_draw' | 'busy'> => {
    const seen = changes;
    const draw = await store.draw(drawId);
    if (!draw?.provable) {
      ready.delete(drawId);
      return 'no_draw';
    }
    const before = ready.get(drawId);
    // What the others added is nobody's business before the reveal; one's own receipt is.
    const needsRoom = draw.revealedAt !== null && !before?.room;
    const made =
      before && !needsRoom
        ? before
        : await builds.run(asker, async () => {
            const whole = before ?? readyDraw(draw, await readStoredEntries(store, drawId));
            if (needsRoom) whole.room = await roomPlaces((await store.evidence(drawId))?.room ?? '[]');
            return whole;
          });
    if (!made) return 'busy';
    made.isFresh = seen === changes;
    if (made !== before) put(made);
    return made;
  };

  const find = (drawId: string, asker: string): Promise<ReadyDraw | 'no_draw' | 'busy'> => {
    const others = underWay.get(drawId);
    // Whoever asked first may have too much waiting; that is not everybody's fault.
    if (others) return others.then((found) => (found === 'busy' ? makeReady(drawId, asker) : found));
    const making = makeReady(drawId, asker);
    underWay.set(drawId, making);
    const done = (): void => void underWay.delete(drawId);
    making.then(done, done);
    return making;
  };

  /** Null: too much waits. */
  const treeOf = (draw: ReadyDraw, asker: string): Promise<MerkleTree> | null => {
    if (draw.tree) return draw.tree;
    const growing = builds.run(asker, () => inTurns(treeInSlices(draw.entries)));
    draw.tree = growing;
    growing?.then(
      () => (draw.treeIsReady = true),
      () => (draw.tree = null),
    );
    return growing;
  };

  return {
    of: async (drawId, holder, asker) => {
      const there = ready.get(drawId);
      const draw = there?.isFresh ? there : await find(drawId, asker);
      if (typeof draw === 'string') return draw;
      const place = draw.places.get(holder);
      if (place === undefined) return 'no_entry';
      const tree = await treeOf(draw, asker);
      if (!tree) return 'busy';
      const receipt = receiptOf(draw.entries, tree, place);
      const [given, index] = draw.room?.places.get(receipt.entry[0]) ?? [];
      return {
        entry: [...receipt.entry],
        index: receipt.index,
        path: [...receipt.path],
        root: tree.root,
        contribution:
          draw.room && given && index !== undefined
            ? { step: given[1], value: given[2], index, path: [...inclusionPath(draw.room.tree, index)] }
            : null,
      };
    },

    keep: (draw, entries, tree) => put({ ...readyDraw(draw, entries), tree: Promise.resolve(tree), treeIsReady: true }),
  };
};
