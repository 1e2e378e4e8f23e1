import type { Announcement } from '../../../core/fairness/announcement.ts';
import type { Entry } from '../../../core/fairness/entries.ts';
import { closeOf, type Contribution, type Entropy } from '../../../core/fairness/entropy.ts';
import { accept, refuse, type Result } from '../../../core/result.ts';
import type { Platform } from '../../platform/feature.ts';
import type { ProblemCode } from '../../../contract/problems.ts';
import type { Problem, Trouble } from '../../platform/problems.ts';
import { hostChange, StorageError, type AuditedChange, type CommitStep } from '../../platform/storage/auditedChange.ts';
import { linkOfDraw } from './announced.ts';
import type { Beacon } from './beacon/beacon.ts';
import { decisionOf, delayOf } from './decision.ts';
import type { Delayer } from './delay/delayer.ts';
import { createGathering, type Contributor } from './gathering.ts';
import type { Decision, DrawRecord, DrawsStore } from './store.ts';

/** The steps of phones' chains that a draw has revealed, by lucky number. */
export type RevealedSteps = readonly (readonly [drawNumber: number, step: number])[];

/** What another feature does in the commits of a draw that is under way. */
export interface DrawCommits<Closed, Decided> {
  readonly closed: (steps: RevealedSteps) => CommitStep<DrawRecord, Closed>;
  readonly decided: () => CommitStep<DrawRecord, Decided>;
}

/** What happens to a draw by itself. Called after its commit, within the owner's queue. */
export interface DrawListener<Closed, Decided> {
  /** Nothing can be added, dropped or given up any more; the delay is being computed. */
  closed(result: Closed): void;
  decided(result: Decided): void;
  /** The announced beacon could not be had: the draw can never be proved, and nobody was drawn. */
  givenUp(): void;
}

/** A draw under way: it gathers what was announced, is closed when all of it is there, and decided after the delay. */
export interface ArmedDraw {
  readonly record: DrawRecord;
  readonly announcement: Announcement;
  /** Until when phones may add randomness, ms since 1970. */
  readonly entropyUntil: number;
  isAwaitingWords(): boolean;
  /** Contributions that count, and attempts that do not. */
  counted(): number;
  refused(): number;
  /** Takes a phone's step; answers whether it counts, once that is on the disk. Whatever it is, it never stops the draw. */
  contribute(contributor: Contributor | null, step: number, value: string): Promise<boolean>;
  refuse(): void;
  // The following run within the owner's queue.
  speak(text: string, change: AuditedChange<void>): Promise<Result<void, 'no_words_awaited'>>;
  abandon(change: AuditedChange<void>): Promise<Result<void, 'draw_in_progress'>>;
  /** The host stops: nothing is begun any more. */
  stop(): void;
}

const RETRY_MS = 2_000;
const BEACON_LOST: Trouble = {
  code: 'beacon_lost',
  message:
    'The public beacon could not be reached, so the announced draw was cancelled. Nobody was drawn; start it again, or turn the beacon off.',
};

/** The store did not take what was to be written, and is asked again. */
const notStored = (code: ProblemCode, what: string, error: unknown): Trouble => {
  const reason = error instanceof Error ? error.message : String(error);
  return { code, details: { reason }, message: `${what}: ${reason}` };
};

/**
 * Leads an announced draw to its decision: waits for the window, the words and the beacon; closes; computes the delay;
 * decides; tries again while the store cannot write. `kept`: contributions from before the host was started again.
 */
export const armDraw = <Closed, Decided>(
  platform: Pick<Platform, 'clock' | 'queues' | 'problems' | 'audit'>,
  store: Pick<DrawsStore, 'putContribution' | 'close' | 'decide' | 'abandon'>,
  needs: { readonly loadBeacon: () => Promise<Beacon>; readonly delayer: Delayer },
  announced: {
    record: DrawRecord;
    announcement: Announcement;
    entries: readonly Entry[];
    entropyUntil: number;
    kept: readonly Contribution[];
  },
  commits: DrawCommits<Closed, Decided>,
  listener: DrawListener<Closed, Decided>,
): ArmedDraw => {
  const { clock, queues, problems } = platform;
  const { record, announcement, entries, entropyUntil, kept } = announced;
  const gathering = createGathering(announcement, entries, kept);
  const ending = new AbortController();
  /** `over`: decided, given up, or the host stops. */
  let phase: 'gathers' | 'closed' | 'over' = record.closedAt === null ? 'gathers' : 'closed';
  const isOver = (): boolean => phase === 'over';
  let cancelTimer = (): void => undefined;
  const after = (ms: number, call: () => void): void => {
    cancelTimer();
    cancelTimer = clock.after(Math.max(0, ms), call);
  };
  const end = (): void => {
    phase = 'over';
    cancelTimer();
    ending.abort();
  };

  const decide = async (decision: Decision, told: Problem | null): Promise<void> => {
    if (isOver()) return;
    let result: Decided;
    try {
      result = await store.decide(record.id, decision, commits.decided(), hostChange(clock.now()));
    } catch (error) {
      // The same close, the same delay, the same winners, when the store can write again.
      const problem = problems.report(
        notStored('draw_not_stored', 'The draw could not be stored yet and waits', error),
      );
      after(RETRY_MS, () => void queues.run(record.ownerId, () => decide(decision, problem)));
      return;
    }
    end();
    if (told) problems.clear(told);
    listener.decided(result);
  };

  /** From the close on nothing but time lies between a draw and its result. */
  const computeAndDecide = async (entropy: readonly Entropy[]): Promise<void> => {
    const parts = { announcement, chainLink: linkOfDraw(record), entropy };
    const delay = await delayOf(parts, needs.delayer, ending.signal);
    if (delay === null) return;
    const outcome = await decisionOf({ ...parts, entries, delay });
    await queues.run(record.ownerId, () => decide({ ...outcome, decidedAt: clock.now() }, null));
  };

  /** `told`: what the organiser was told when the store could not write the last time; over when it can. */
  const close = async (told: Problem | null): Promise<void> => {
    if (phase !== 'gathers') return;
    const { entropy, room } = await gathering.close();
    const closing = {
      closedAt: clock.now(),
      room: JSON.stringify(room),
      entropy: JSON.stringify(entropy),
      told: closeOf(entropy),
    };
    const steps = room.map(([drawNumber, step]) => [drawNumber, step] as const);
    let result: Closed;
    try {
      result = await store.close(record.id, closing, commits.closed(steps), hostChange(clock.now()));
    } catch (error) {
      // Nobody was told of it: it is closed with the same when the store can write again.
      const problem = problems.report(
        notStored('draw_not_closed', 'The draw could not be closed yet and waits', error),
      );
      after(RETRY_MS, () => void queues.run(record.ownerId, () => close(problem)));
      return;
    }
    phase = 'closed';
    if (told) problems.clear(told);
    listener.closed(result);
    // Not awaited: others have the queue while the delay is computed.
    void computeAndDecide(entropy);
  };

  const closeWhenReady = (): Promise<void> =>
    queues.run(record.ownerId, async () => {
      if (phase !== 'gathers') return;
      if (clock.now() < entropyUntil) {
        // A timer may be a moment early.
        after(entropyUntil - clock.now(), () => void closeWhenReady());
        return;
      }
      if (gathering.has('spoken') && gathering.words === null) return;
      if (gathering.beaconRound() !== null && gathering.beacon === null) return;
      await close(null);
    });

  const abandon: ArmedDraw['abandon'] = async (change) => {
    if (phase !== 'gathers') {
      return refuse('draw_in_progress', 'The entropy is closed: nobody can stop or change this draw any more.');
    }
    await store.abandon(record.id, change);
    end();
    return accept(undefined);
  };

  /** A full disk must not stop the host: the draw stays armed until it can be given up. */
  const giveUp = (): Promise<void> =>
    queues.run(record.ownerId, async () => {
      if (phase !== 'gathers') return;
      try {
        await abandon(hostChange(clock.now()));
        listener.givenUp();
        problems.report(BEACON_LOST);
      } catch (error) {
        const what = 'The public beacon could not be reached, and that the draw is cancelled could not be stored yet';
        problems.report(notStored('beacon_lost_not_stored', what, error));
        clock.after(RETRY_MS, () => void giveUp());
      }
    });

  /** Fetches the announced round when it is due, outside the queue: the network may take its time. */
  const awaitBeacon = async (): Promise<void> => {
    const round = gathering.beaconRound();
    if (round === null) return;
    const beacon = await needs.loadBeacon();
    await new Promise<void>((due) => clock.after(Math.max(0, beacon.dueAt(round) - clock.now()), due));
    if (isOver()) return;
    const fetched = await beacon.fetch(round);
    if (isOver()) return;
    if (!fetched.ok) return giveUp();
    gathering.beacon = fetched.entropy;
    return closeWhenReady();
  };

  if (phase === 'gathers') {
    after(entropyUntil - clock.now(), () => void closeWhenReady());
    void awaitBeacon();
  } else {
    // The store gives back what was closed.
    void computeAndDecide(JSON.parse(record.entropy ?? '[]') as Entropy[]);
  }

  return {
    record,
    announcement,
    entropyUntil,
    isAwaitingWords: () => phase === 'gathers' && gathering.has('spoken') && gathering.words === null,
    counted: gathering.counted,
    refused: gathering.refused,
    contribute: async (contributor, step, value) => {
      if (phase !== 'gathers' || !gathering.has('room') || clock.now() > entropyUntil) {
        gathering.refuse();
        return false;
      }
      const taken = gathering.contribute(contributor, step, value);
      if (taken === 'refused' || contributor === null) return false;
      try {
        // Also for who asks again: it may have been taken a moment ago, and not be on the disk yet.
        await store.putContribution(record.id, [contributor.drawNumber, step, value]);
        return true;
      } catch (error) {
        if (!(error instanceof StorageError)) throw error;
        // It is in the draw unless the host goes down; the phone is not told that it counts for sure.
        return false;
      }
    },
    refuse: gathering.refuse,
    speak: async (text, change) => {
      if (phase !== 'gathers' || !gathering.has('spoken') || gathering.words !== null) {
        return refuse('no_words_awaited', 'This draw no longer waits for a word.');
      }
      await platform.audit(record.ownerId, change, 'words_spoken', { draw_id: record.id, text });
      gathering.words = text;
      // Not awaited: it runs after the command that this is part of.
      void closeWhenReady();
      return accept(undefined);
    },
    abandon,
    stop: end,
  };
};
