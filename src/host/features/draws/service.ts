import { setImmediate as nextTurn } from 'node:timers/promises';
import { announce, type DrawOrder } from '../../../core/draws/announce.ts';
import type { Announcement } from '../../../core/fairness/announcement.ts';
import { treeInSlices, type Entry } from '../../../core/fairness/entries.ts';
import type { Platform } from '../../platform/feature.ts';
import { inTurns } from '../../platform/inTurns.ts';
import { newId } from '../../platform/random.ts';
import { hostChange, StorageError, type AuditedChange, type CommitStep } from '../../platform/storage/auditedChange.ts';
import { armDraw, type ArmedDraw, type ArmedDrawListener, type RevealedSteps } from './armedDraw.ts';
import type { Beacon } from './beacon/beacon.ts';
import { createChainLinks } from './chainLinks.ts';
import { decisionOf } from './decision.ts';
import { readStoredEntries } from './proof.ts';
import type { Receipts } from './receipts.ts';
import { planSources, type SourcePlan, type WantedSources } from './sources.ts';
import type { ChainRecord, DrawRecord, DrawsStore, NewDraw } from './store.ts';

/** Entries that are stored, or read, at a time; in between others have their turn. */
export const ENTRIES_AT_ONCE = 4_000;

const NOTE_AGAIN_MS = 2_000;

/** A draw that somebody wants. `ownerId`: the event or game whose seal chain it takes. `entries`: sorted by number. */
export interface OwnedDrawOrder extends DrawOrder {
  readonly ownerId: string;
  readonly entries: readonly Entry[];
}

/**
 * Fair draws, for whoever wants one: the stage, a room, a lottery. Draws of one owner are announced one after the
 * other, within the owner's queue; those of different owners run interleaved.
 */
export interface Draws {
  /** For the commit that makes an owner: begins its seal chain. */
  beginChain(ownerId: string): CommitStep<void, string>;
  /** Takes up an owner's chain at a start; answers its seal in hex. @throws Error where it has none. */
  openChain(ownerId: string): Promise<string>;
  /** Writes down, for everybody to read, that the host was started and goes on with this owner's draws. */
  noteStart(ownerId: string): Promise<void>;
  /** Hex of chain[0] of the epoch in use, of an owner whose chain was taken up. */
  seal(ownerId: string): string;
  /** Which sources can be had: asks the network, so never within a queue. */
  planSources(wanted: WantedSources): Promise<SourcePlan>;
  /**
   * Announces a draw that gathers `sources`, and decides by itself. `announced`, `decided`: what the caller does in the
   * commits of the two.
   */
  announce<A, D>(
    order: OwnedDrawOrder,
    gathers: { readonly sources: SourcePlan; readonly windowMs: number },
    commits: {
      readonly announced: CommitStep<DrawRecord, A>;
      readonly decided: (steps: RevealedSteps) => CommitStep<DrawRecord, D>;
    },
    change: AuditedChange<A>,
    listener: ArmedDrawListener<D>,
  ): Promise<{ readonly result: A; readonly armed: ArmedDraw }>;
  /** Announces a draw with no entropy and decides it, under one commit. */
  drawAtOnce<Out>(
    order: OwnedDrawOrder,
    alongside: CommitStep<DrawRecord, Out>,
    change: AuditedChange<Out>,
  ): Promise<Out>;
  /** Goes on with an announced draw after a restart: the phones are asked anew. */
  resume<D>(
    record: DrawRecord,
    decided: (steps: RevealedSteps) => CommitStep<DrawRecord, D>,
    listener: ArmedDrawListener<D>,
  ): Promise<ArmedDraw>;
}

export const createDraws = (
  platform: Pick<Platform, 'clock' | 'random' | 'queues' | 'problems' | 'audit'>,
  store: DrawsStore,
  loadBeacon: () => Promise<Beacon>,
  receipts: Pick<Receipts, 'keep'>,
): Draws => {
  const { clock, random, problems } = platform;
  const linkOf = createChainLinks();
  const seals = new Map<string, string>();
  const keepSeal = (chain: ChainRecord): string => {
    const seal = linkOf(chain.chainSecret, 0);
    seals.set(chain.ownerId, seal);
    return seal;
  };

  const chainOf = async (ownerId: string): Promise<ChainRecord> => {
    const chain = await store.chain(ownerId);
    if (!chain) throw new Error(`${ownerId} has no seal chain`);
    return chain;
  };

  /** Everybody is told that the phones were asked anew; on a disk that is full now, as soon as it is not. */
  const noteAskedAgain = async (drawId: string): Promise<void> => {
    try {
      await store.noteAskedAgain(drawId, hostChange(clock.now()));
    } catch (error) {
      if (!(error instanceof StorageError)) throw error;
      problems.report(error.message);
      clock.after(NOTE_AGAIN_MS, () => noteAskedAgain(drawId));
    }
  };

  /** Freezes the entries under a new draw's id and writes the announcement; nothing is announced yet. */
  const prepare = async (order: OwnedDrawOrder, sources: SourcePlan, windowMs: number) => {
    const { ownerId, entries } = order;
    const tree = await inTurns(treeInSlices(entries));
    const { count, root } = tree;
    const id = newId(random);
    // Read before the entries are put down: a read waits for what was written before it to be on the disk.
    const chain = await chainOf(ownerId);
    for (let part = 0; part * ENTRIES_AT_ONCE < entries.length; part += 1) {
      const slice = entries.slice(part * ENTRIES_AT_ONCE, (part + 1) * ENTRIES_AT_ONCE);
      await store.putEntries(ownerId, id, part, JSON.stringify(slice));
      await nextTurn();
    }
    const place = { ownerId, epoch: chain.epoch, draw: chain.nextDraw };
    const announcedAt = clock.now();
    const planned = sources.at(announcedAt);
    const announcement = announce(order, { count, root }, place, planned, 0, new Date(announcedAt).toISOString());
    const draw: NewDraw = {
      ...place,
      id,
      entryCount: count,
      announcement: JSON.stringify(announcement),
      announcedAt,
      windowMs,
    };
    return { draw, announcement, chain, tree };
  };

  const arm = <D>(
    record: DrawRecord,
    announcement: Announcement,
    entries: readonly Entry[],
    entropyUntil: number,
    decided: (steps: RevealedSteps) => CommitStep<DrawRecord, D>,
    listener: ArmedDrawListener<D>,
  ): ArmedDraw =>
    armDraw(platform, store, loadBeacon, { record, announcement, entries, entropyUntil }, decided, listener);

  return {
    beginChain: (ownerId) => store.beginChain(ownerId, random.bytes(32)),

    openChain: async (ownerId) => {
      await store.dropUnannounced(ownerId);
      return keepSeal(await chainOf(ownerId));
    },

    noteStart: async (ownerId) => {
      try {
        await store.noteStart(ownerId, hostChange(clock.now()));
      } catch (error) {
        // A full disk must not keep the show from starting.
        if (!(error instanceof StorageError)) throw error;
        problems.report(error.message);
      }
    },

    seal: (ownerId) => {
      const seal = seals.get(ownerId);
      if (seal === undefined) throw new Error(`the chain of ${ownerId} was not taken up`);
      return seal;
    },

    planSources: (wanted) => planSources(wanted, loadBeacon),

    announce: async (order, { sources, windowMs }, commits, change, listener) => {
      const { draw, announcement, chain, tree } = await prepare(order, sources, windowMs);
      const { chain: nextChain, result } = await store.announce(draw, random.bytes(32), commits.announced, change);
      keepSeal(nextChain);
      // The whole room asks for its receipts after the reveal.
      if (windowMs > 0) receipts.keep(draw, order.entries, tree);
      const record: DrawRecord = {
        ...draw,
        chainSecret: chain.chainSecret,
        decidedAt: null,
        entropy: null,
        winners: [],
        reserves: [],
        revealedAt: null,
        abandonedAt: null,
      };
      const until = draw.announcedAt + windowMs;
      return { result, armed: arm(record, announcement, order.entries, until, commits.decided, listener) };
    },

    drawAtOnce: async (order, alongside, change) => {
      const { draw, announcement, chain } = await prepare(order, { at: () => [], missing: null }, 0);
      const decision = await decisionOf({
        announcement,
        chainLink: linkOf(chain.chainSecret, draw.draw),
        entries: order.entries,
        entropy: [],
        room: [],
        decidedAt: clock.now(),
      });
      const { chain: nextChain, result } = await store.announceDecided(
        draw,
        decision,
        random.bytes(32),
        alongside,
        change,
      );
      keepSeal(nextChain);
      return result;
    },

    resume: async (record, decided, listener) => {
      const entries = await readStoredEntries(store, record.id);
      // The store gives back what was announced.
      const announcement = JSON.parse(record.announcement) as Announcement;
      if (record.windowMs > 0) await noteAskedAgain(record.id);
      return arm(record, announcement, entries, clock.now() + record.windowMs, decided, listener);
    },
  };
};
