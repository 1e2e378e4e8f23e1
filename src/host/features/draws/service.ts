import { setImmediate as nextTurn } from 'node:timers/promises';
import { announce, type DrawOrder } from '../../../core/draws/announce.ts';
import type { Announcement } from '../../../core/fairness/announcement.ts';
import { delayHex } from '../../../core/fairness/delay.ts';
import { delayInputOf } from '../../../core/fairness/draw.ts';
import { saltHash, treeInSlices, type Entry } from '../../../core/fairness/entries.ts';
import { closeOf, type Contribution } from '../../../core/fairness/entropy.ts';
import type { Platform } from '../../platform/feature.ts';
import { storageTrouble, type Trouble } from '../../platform/problems.ts';
import { inTurns } from '../../platform/inTurns.ts';
import { newId } from '../../platform/random.ts';
import { hostChange, StorageError, type AuditedChange, type CommitStep } from '../../platform/storage/auditedChange.ts';
import { armDraw, type ArmedDraw, type DrawCommits, type DrawListener } from './armedDraw.ts';
import type { Beacon } from './beacon/beacon.ts';
import { createChainLinks } from './chainLinks.ts';
import { decisionOf } from './decision.ts';
import { stepsFor, type Delayer } from './delay/delayer.ts';
import { readStoredEntries } from './proof.ts';
import type { Receipts } from './receipts.ts';
import { planSources, type SourcePlan, type WantedSources } from './sources.ts';
import type { ChainRecord, DrawRecord, DrawsStore, LostChains, NewDraw } from './store.ts';

/** Entries that are stored, or read, at a time; in between others have their turn. */
export const ENTRIES_AT_ONCE = 4_000;

const NOTE_AGAIN_MS = 2_000;

const lostTrouble = ({ abandoned }: LostChains): Trouble => ({
  code: 'secret_lost',
  details: { announced: abandoned },
  message: [
    'The secret of this data folder’s draws was locked by the key store of another machine or user, and cannot be read here.',
    'Results and proofs stay; further draws have a new secret and a new seal.',
    ...(abandoned > 0 ? [`Announced draws that were cancelled for it: ${abandoned}.`] : []),
  ].join(' '),
});

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
  /** For the commit that makes an owner: begins its seal chain, with its salt (16 random bytes in hex; null: a new one). */
  beginChain(ownerId: string, salt: string | null): CommitStep<void, string>;
  /**
   * At a start, before any chain is taken up: locks the secrets that are stored as they are, where there is a keeper; begins new
   * chains where those in use are locked by one that is not here, and tells the organiser. Answers how many it locked.
   */
  keepSecrets(): Promise<number>;
  /** Takes up an owner's chain at a start; answers its seal in hex. @throws Error where it has none. */
  openChain(ownerId: string): Promise<string>;
  /** Writes down, for everybody to read, that the host was started and goes on with this owner's draws. */
  noteStart(ownerId: string): Promise<void>;
  /** Hex of chain[0] of the epoch in use, of an owner whose chain was taken up. */
  seal(ownerId: string): string;
  /** What is public of its salt, hex. */
  saltHash(ownerId: string): string;
  /** Which sources can be had: asks the network, so never within a queue. */
  planSources(wanted: WantedSources): Promise<SourcePlan>;
  /**
   * Announces a draw that gathers `sources`, is closed and decides by itself. `commits`: what the caller does in the
   * commits of the three.
   */
  announce<A, C, D>(
    order: OwnedDrawOrder,
    gathers: { readonly sources: SourcePlan; readonly windowMs: number; readonly delaySteps: number },
    commits: DrawCommits<C, D> & { readonly announced: CommitStep<DrawRecord, A> },
    change: AuditedChange<A>,
    listener: DrawListener<C, D>,
  ): Promise<{ readonly result: A; readonly armed: ArmedDraw }>;
  /** How many steps of delay fill a time, ms, on this machine. The first call measures, for a moment: never within a queue. */
  delaySteps(ms: number): Promise<number>;
  /** Announces a draw with no entropy and no delay, and decides it, under one commit. */
  drawAtOnce<Out>(
    order: OwnedDrawOrder,
    alongside: CommitStep<DrawRecord, Out>,
    change: AuditedChange<Out>,
  ): Promise<Out>;
  /**
   * Goes on with a draw after a restart. Where it was only announced, the phones are asked anew, and what they have added
   * already stays; from the close on the same delay is computed again.
   */
  resume<C, D>(record: DrawRecord, commits: DrawCommits<C, D>, listener: DrawListener<C, D>): Promise<ArmedDraw>;
}

export const createDraws = (
  platform: Pick<Platform, 'clock' | 'random' | 'queues' | 'problems' | 'audit'>,
  store: DrawsStore,
  needs: {
    readonly loadBeacon: () => Promise<Beacon>;
    readonly delayer: Delayer;
    readonly receipts: Pick<Receipts, 'keep'>;
  },
): Draws => {
  const { loadBeacon, delayer, receipts } = needs;
  const { clock, random, problems } = platform;
  const linkOf = createChainLinks();
  const seals = new Map<string, { readonly seal: string; readonly saltHash: string }>();
  const keepSeal = (chain: ChainRecord): string => {
    const seal = linkOf(chain, 0);
    seals.set(chain.ownerId, { seal, saltHash: saltHash(chain.salt) });
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
      problems.report(storageTrouble(error));
      clock.after(NOTE_AGAIN_MS, () => noteAskedAgain(drawId));
    }
  };

  /** Freezes the entries under a new draw's id and writes the announcement; nothing is announced yet. */
  const prepare = async (order: OwnedDrawOrder, sources: SourcePlan, windowMs: number, delaySteps: number) => {
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
    const announcement = announce(
      order,
      { count, root },
      place,
      planned,
      delaySteps,
      new Date(announcedAt).toISOString(),
    );
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

  const arm = <C, D>(
    record: DrawRecord,
    announcement: Announcement,
    entries: readonly Entry[],
    entropyUntil: number,
    kept: readonly Contribution[],
    commits: DrawCommits<C, D>,
    listener: DrawListener<C, D>,
  ): ArmedDraw =>
    armDraw(platform, store, needs, { record, announcement, entries, entropyUntil, kept }, commits, listener);

  const takenUp = (ownerId: string) => {
    const known = seals.get(ownerId);
    if (known === undefined) throw new Error(`the chain of ${ownerId} was not taken up`);
    return known;
  };

  return {
    beginChain: (ownerId, salt) =>
      store.beginChain(ownerId, random.bytes(32), salt ?? Buffer.from(random.bytes(16)).toString('hex')),

    keepSecrets: async () => {
      let locked = 0;
      try {
        locked = await store.lockChains();
      } catch (error) {
        // A full disk must not keep the show from starting: the next start locks them.
        if (!(error instanceof StorageError)) throw error;
        problems.report(storageTrouble(error));
      }
      const lost = await store.renewLostChains(() => random.bytes(32), hostChange(clock.now()));
      if (lost.chains > 0) problems.report(lostTrouble(lost));
      return locked;
    },

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
        problems.report(storageTrouble(error));
      }
    },

    seal: (ownerId) => takenUp(ownerId).seal,
    saltHash: (ownerId) => takenUp(ownerId).saltHash,

    delaySteps: async (ms) => (ms === 0 ? 0 : stepsFor(ms, await delayer.stepsPerSecond())),

    planSources: (wanted) => planSources(wanted, loadBeacon),

    announce: async (order, { sources, windowMs, delaySteps }, commits, change, listener) => {
      const { draw, announcement, chain, tree } = await prepare(order, sources, windowMs, delaySteps);
      const { chain: nextChain, result } = await store.announce(draw, random.bytes(32), commits.announced, change);
      keepSeal(nextChain);
      // The whole room asks for its receipts after the reveal.
      if (windowMs > 0) receipts.keep(draw, order.entries, tree);
      const record: DrawRecord = {
        ...draw,
        chainSecret: chain.chainSecret,
        chainTop: chain.chainTop,
        provable: true,
        closedAt: null,
        entropy: null,
        decidedAt: null,
        delay: null,
        winners: [],
        reserves: [],
        revealedAt: null,
        abandonedAt: null,
      };
      const until = draw.announcedAt + windowMs;
      return { result, armed: arm(record, announcement, order.entries, until, [], commits, listener) };
    },

    drawAtOnce: async (order, alongside, change) => {
      const { draw, announcement, chain } = await prepare(order, { at: () => [], missing: null }, 0, 0);
      const parts = { announcement, chainLink: linkOf(chain, draw.draw), entropy: [] };
      const delay = delayHex(delayInputOf(parts));
      const decision = { ...(await decisionOf({ ...parts, entries: order.entries, delay })), decidedAt: clock.now() };
      const closing = { closedAt: decision.decidedAt, room: '[]', entropy: '[]', told: closeOf([]) };
      const { chain: nextChain, result } = await store.announceDecided(
        draw,
        closing,
        decision,
        random.bytes(32),
        alongside,
        change,
      );
      keepSeal(nextChain);
      return result;
    },

    resume: async (record, commits, listener) => {
      const entries = await readStoredEntries(store, record.id);
      // The store gives back what was announced.
      const announcement = JSON.parse(record.announcement) as Announcement;
      if (record.closedAt !== null) {
        return arm(record, announcement, entries, record.announcedAt + record.windowMs, [], commits, listener);
      }
      const kept = await store.contributions(record.id);
      if (record.windowMs > 0) await noteAskedAgain(record.id);
      return arm(record, announcement, entries, clock.now() + record.windowMs, kept, commits, listener);
    },
  };
};
