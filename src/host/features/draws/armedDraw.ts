import type { Announcement } from '../../../core/fairness/announcement.ts';
import type { Entry } from '../../../core/fairness/entries.ts';
import { accept, refuse, type Result } from '../../../core/result.ts';
import type { Platform } from '../../platform/feature.ts';
import type { Problem } from '../../platform/problems.ts';
import { hostChange, type AuditedChange, type CommitStep } from '../../platform/storage/auditedChange.ts';
import { linkOfDraw } from './announced.ts';
import type { Beacon } from './beacon/beacon.ts';
import { decisionOf } from './decision.ts';
import { createGathering, type Contributor } from './gathering.ts';
import type { DrawRecord, DrawsStore } from './store.ts';

/** The steps of phones' chains that a draw has revealed, by lucky number. */
export type RevealedSteps = readonly (readonly [drawNumber: number, step: number])[];

/** What happens to an armed draw by itself. Called after its commit, within the owner's queue. */
export interface ArmedDrawListener<Out> {
  decided(result: Out): void;
  /** The announced beacon could not be had: the draw can never be proved, and nobody was drawn. */
  givenUp(): void;
}

/** A draw that is announced and gathers what was announced; it decides by itself when all of it is there. */
export interface ArmedDraw {
  readonly record: DrawRecord;
  readonly announcement: Announcement;
  /** Until when phones may add randomness, ms since 1970. */
  readonly entropyUntil: number;
  /** Phones are asked. */
  readonly asksRoom: boolean;
  isAwaitingWords(): boolean;
  /** Contributions that count, and attempts that do not. */
  counted(): number;
  refused(): number;
  /** Takes a phone's step; answers whether it counts. Whatever it is, it never stops the draw. */
  contribute(contributor: Contributor | null, step: number, value: string): boolean;
  refuse(): void;
  // The following run within the owner's queue.
  speak(text: string, change: AuditedChange<void>): Promise<Result<void, 'no_words_awaited'>>;
  abandon(change: AuditedChange<void>): Promise<void>;
  /** The host stops: nothing is begun any more. */
  stop(): void;
}

const RETRY_MS = 2_000;
const BEACON_LOST =
  'The public beacon could not be reached, so the announced draw was given up. Nobody was drawn; start it again, or switch the beacon off.';

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/**
 * Leads an announced draw to its decision: waits for the window, the words and the beacon; decides; tries again while
 * the store cannot write. `decided`: what another feature does in the commit of the decision.
 */
export const armDraw = <Out>(
  platform: Pick<Platform, 'clock' | 'queues' | 'problems' | 'audit'>,
  store: Pick<DrawsStore, 'decide' | 'abandon'>,
  loadBeacon: () => Promise<Beacon>,
  announced: { record: DrawRecord; announcement: Announcement; entries: readonly Entry[]; entropyUntil: number },
  decided: (steps: RevealedSteps) => CommitStep<DrawRecord, Out>,
  listener: ArmedDrawListener<Out>,
): ArmedDraw => {
  const { clock, queues, problems } = platform;
  const { record, announcement, entries, entropyUntil } = announced;
  const gathering = createGathering(record.id, announcement, entries);
  /** Decided, given up, or the host stops. */
  let over = false;
  let cancelTimer = (): void => undefined;
  const after = (ms: number, call: () => void): void => {
    cancelTimer();
    cancelTimer = clock.after(Math.max(0, ms), call);
  };
  const end = (): void => {
    over = true;
    cancelTimer();
  };

  /** `told`: what the organiser was told when the store could not write the last time; over when it can. */
  const decide = async (told: Problem | null): Promise<void> => {
    // It may have been given up while it waited for the store.
    if (over) return;
    const { entropy, room } = await gathering.close();
    const decision = await decisionOf({
      announcement,
      chainLink: linkOfDraw(record),
      entries,
      entropy,
      room,
      decidedAt: clock.now(),
    });
    const steps = room.map(([drawNumber, step]) => [drawNumber, step] as const);
    let result: Out;
    try {
      result = await store.decide(record.id, decision, decided(steps), hostChange(clock.now()));
    } catch (error) {
      // Nothing was decided: the same announcement, the same entropy, the same winners, when the store can write again.
      const problem = problems.report(`The draw could not be stored yet and waits: ${messageOf(error)}`);
      after(RETRY_MS, () => void queues.run(record.ownerId, () => decide(problem)));
      return;
    }
    end();
    if (told) problems.clear(told);
    listener.decided(result);
  };

  const decideWhenReady = (): Promise<void> =>
    queues.run(record.ownerId, async () => {
      if (over) return;
      if (clock.now() < entropyUntil) {
        // A timer may be a moment early.
        after(entropyUntil - clock.now(), () => void decideWhenReady());
        return;
      }
      if (gathering.has('spoken') && gathering.words === null) return;
      if (gathering.beaconRound() !== null && gathering.beacon === null) return;
      await decide(null);
    });

  const abandon = async (change: AuditedChange<void>): Promise<void> => {
    await store.abandon(record.id, change);
    end();
  };

  /** A full disk must not stop the host: the draw stays armed until it can be given up. */
  const giveUp = (): Promise<void> =>
    queues.run(record.ownerId, async () => {
      if (over) return;
      try {
        await abandon(hostChange(clock.now()));
        listener.givenUp();
        problems.report(BEACON_LOST);
      } catch (error) {
        problems.report(
          `The public beacon could not be reached, and that the draw is given up could not be stored yet: ${messageOf(error)}`,
        );
        clock.after(RETRY_MS, () => void giveUp());
      }
    });

  /** Fetches the announced round when it is due, outside the queue: the network may take its time. */
  const awaitBeacon = async (): Promise<void> => {
    const round = gathering.beaconRound();
    if (round === null) return;
    const beacon = await loadBeacon();
    await new Promise<void>((due) => clock.after(Math.max(0, beacon.dueAt(round) - clock.now()), due));
    if (over) return;
    const fetched = await beacon.fetch(round);
    if (over) return;
    if (!fetched.ok) return giveUp();
    gathering.beacon = fetched.entropy;
    return decideWhenReady();
  };

  after(entropyUntil - clock.now(), () => void decideWhenReady());
  void awaitBeacon();

  return {
    record,
    announcement,
    entropyUntil,
    asksRoom: gathering.has('room'),
    isAwaitingWords: () => gathering.has('spoken') && gathering.words === null,
    counted: gathering.counted,
    refused: gathering.refused,
    contribute: (contributor, step, value) => {
      if (!over && gathering.has('room') && clock.now() <= entropyUntil) {
        return gathering.contribute(contributor, step, value);
      }
      gathering.refuse();
      return false;
    },
    refuse: gathering.refuse,
    speak: async (text, change) => {
      if (!gathering.has('spoken') || gathering.words !== null) {
        return refuse('no_words_awaited', 'This draw awaits no words (any more).');
      }
      await platform.audit(record.ownerId, change, 'words_spoken', { draw_id: record.id, text });
      gathering.words = text;
      // Not awaited: it runs after the command that this is part of.
      void decideWhenReady();
      return accept(undefined);
    },
    abandon,
    stop: end,
  };
};
