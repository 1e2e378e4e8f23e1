import { receiptOf, treeInSlices, type Entry } from '../../../core/fairness/entries.ts';
import { roomTree, type Contribution } from '../../../core/fairness/entropy.ts';
import { inclusionPath, type MerkleTree } from '../../../core/fairness/merkle.ts';
import { inTurns } from '../../platform/inTurns.ts';
import { readStoredEntries } from './proof.ts';
import type { DrawEvidence, DrawsStore } from './store.ts';

interface DrawTree {
  readonly entries: Entry[];
  readonly tree: MerkleTree;
  /** Places in the entries by holder. */
  readonly places: Map<string, number>;
  /** From the reveal on. */
  room: Promise<RoomPlaces> | null;
}

interface RoomPlaces {
  readonly tree: MerkleTree;
  /** By number: the contribution and its place in the list. */
  readonly places: Map<number, readonly [given: Contribution, index: number]>;
}

const roomPlaces = async (room: string): Promise<RoomPlaces> => {
  // The store gives back what was decided with.
  const contributions = JSON.parse(room) as Contribution[];
  const tree = await inTurns(roomTree(contributions));
  return { tree, places: new Map(contributions.map((given, index) => [given[0], [given, index]])) };
};

const MAX_TREES = 2;

/** Receipts of entries. The trees of the last draws are kept: every phone in the room asks in the same minute. */
export const createReceipts = (store: Pick<DrawsStore, 'entriesPart'>) => {
  const trees = new Map<string, Promise<DrawTree>>();
  const grow = async (drawId: string): Promise<DrawTree> => {
    const entries = await readStoredEntries(store, drawId);
    const tree = await inTurns(treeInSlices(entries));
    return {
      entries,
      tree,
      places: new Map(entries.map((entry, index) => [entry[2], index])),
      room: null,
    };
  };

  /** `holder`: hex. Null: no entry of that holder is in the draw. */
  return async (drawId: string, evidence: DrawEvidence, holder: string) => {
    let growing = trees.get(drawId);
    if (!growing) {
      const oldest = trees.keys().next();
      if (trees.size >= MAX_TREES && !oldest.done) trees.delete(oldest.value);
      growing = grow(drawId);
      trees.set(drawId, growing);
    }
    const draw = await growing;
    const place = draw.places.get(holder);
    if (place === undefined) return null;
    // What the others added is nobody's business before the reveal; one's own receipt is.
    if (evidence.room !== null && evidence.revealedAt !== null) draw.room ??= roomPlaces(evidence.room);
    const receipt = receiptOf(draw.entries, draw.tree, place);
    const room = await draw.room;
    const [given, index] = room?.places.get(receipt.entry[0]) ?? [];
    return {
      entry: [...receipt.entry],
      index: receipt.index,
      path: [...receipt.path],
      root: draw.tree.root,
      contribution:
        room && given && index !== undefined
          ? { step: given[1], value: given[2], index, path: [...inclusionPath(room.tree, index)] }
          : null,
    };
  };
};
