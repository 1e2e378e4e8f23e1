import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Entry } from '../../../core/fairness/entries.ts';
import { accept, refuse, type Result } from '../../../core/result.ts';
import {
  orderOf,
  planDraw,
  type DrawGroup,
  type DrawRefusal,
  type DrawRequest,
  type PlannedDraw,
} from '../../../core/stage/draw.ts';
import { isUnderWay, stageAt, type Stage } from '../../../core/stage/stage.ts';
import type { Platform } from '../../platform/feature.ts';
import { hostChange, type AuditedChange } from '../../platform/storage/auditedChange.ts';
import type { ArmedDraw } from '../draws/armedDraw.ts';
import { ENTRIES_AT_ONCE, type Draws, type OwnedDrawOrder } from '../draws/service.ts';
import type { SourcePlan } from '../draws/sources.ts';
import { newClaimCode } from '../event/claimCode.ts';
import type { Events } from '../event/service.ts';
import type { EventStore, PrizeRecord } from '../event/store.ts';
import { createAbsence, type AbsentRefusal } from './absent/absences.ts';
import { onStage, revealedNow, startedBy, turning, type CurrentDraw } from './currentDraw.ts';
import type {
  AbsentWinner,
  DecidedOnStage,
  ForfeitedOnStage,
  ResetOutcome,
  StagedPrize,
  StageDraw,
  StageStore,
} from './store.ts';

/** What the stage is doing, as of now. Replaced whole with each change. */
export interface StageState {
  readonly stage: Stage;
  /** The draw on the stage; null when idle. */
  readonly current: CurrentDraw | null;
  /** While armed: contributions counted and refused so far, and whether the audience's words are still missing. */
  readonly contributions: number;
  readonly contributionsRefused: number;
  readonly awaitingWords: boolean;
  /** Draws of the event that were decided. */
  readonly draws: number;
  /** Rises with every change of the list of draws. */
  readonly drawsRevision: number;
}

/** `contributed`: only counts changed; `shown`: anything else. */
export type StageChange = 'contributed' | 'shown';

/**
 * `hereOnly`: among the phones that are here now; null: as the event's settings say. `group`: among the participants
 * whom another feature knows by this id; null: among all.
 */
export type StageDrawRequest = DrawRequest & { readonly hereOnly: boolean | null; readonly group: string | null };
type StageDrawRefusal = DrawRefusal | 'group_not_found';
/** Null: there is no such group. */
export type FindGroup = (id: string) => Promise<DrawGroup | null>;

type Refusable<T, Code extends string> = Promise<Result<T, Code>>;

/** The stage of the active event: what the projector does, in time. Changes are committed, then told. */
export interface Stages {
  state(): StageState;
  subscribe(listener: (change: StageChange) => void): void;
  /** What the event's settings ask to be mixed in, as far as it can be had. Asks the network: before the queue. */
  planSources(): Promise<SourcePlan>;
  /** A phone's step for the armed draw; answers whether it counts. Whatever it is, it never stops the draw. */
  contribute(drawId: string, holder: Uint8Array, step: number, value: string): Promise<boolean>;
  /** Something came that is no contribution at all. */
  refuseContribution(): void;

  // The following run within the event's queue.
  /** Decided at once, with no entropy. */
  draw(request: StageDrawRequest, change: AuditedChange<DecidedOnStage>): Refusable<StageDraw, StageDrawRefusal>;
  /** Announces a draw that gathers entropy, and is then decided by itself. */
  announce(
    request: StageDrawRequest,
    sources: SourcePlan,
    change: { readonly announced: AuditedChange<StageDraw>; readonly decided: AuditedChange<DecidedOnStage> },
  ): Refusable<StageDraw, StageDrawRefusal>;
  /** The words that somebody in the audience called out. */
  speak(text: string, change: AuditedChange<void>): Refusable<void, 'not_armed' | 'no_words_awaited'>;
  abandon(change: AuditedChange<void>): Refusable<void, 'not_armed'>;
  dismiss(change: AuditedChange<void>): Refusable<void, 'draw_in_progress' | 'nothing_to_dismiss'>;
  /** A winner is not there: the next reserve steps in. */
  absent(
    winner: Pick<AbsentWinner, 'drawId' | 'drawNumber' | 'reason'>,
    change: AuditedChange<ForfeitedOnStage>,
  ): Refusable<ForfeitedOnStage, AbsentRefusal>;
  /** `keepCopy` is called before anything is removed. */
  reset(
    what: { readonly participants: boolean; readonly draws: boolean },
    keepCopy: () => Promise<void>,
    change: AuditedChange<ResetOutcome>,
  ): Refusable<ResetOutcome, 'draw_in_progress'>;
  /** The list of draws shows something new: a prize was handed over. */
  listChanged(): void;
  /** Nothing is begun any more. */
  stop(): void;
}

const RETRY_MS = 2_000;

/** The draw without what only the stage's own list adds: as the draws feature takes it up again. */
const drawRecordOf = (draw: StageDraw) => ({ ...draw, winners: draw.winners.map(({ drawNumber }) => drawNumber) });

export const createStages = async (
  platform: Pick<Platform, 'clock' | 'random' | 'queues' | 'problems'>,
  store: StageStore,
  needs: {
    events: Events;
    draws: Draws;
    eventStore: Pick<EventStore, 'contributor' | 'eligibleEntries'>;
    findGroup: FindGroup;
  },
): Promise<Stages> => {
  const { clock, random, queues, problems } = platform;
  const { events, draws, eventStore } = needs;
  const eventId = events.active().event.id;
  const claimCode = (): string => newClaimCode(random);
  const numberWidth = (): number => events.active().event.numberWidth;

  const listeners: ((change: StageChange) => void)[] = [];
  const tell = (change: StageChange): void => {
    for (const listener of listeners) listener(change);
  };

  const last = await store.current(eventId);
  let armed: ArmedDraw | null = null;
  let state: StageState = {
    stage: 'idle',
    current: last && onStage(startedBy(last, clock.now()), numberWidth()),
    contributions: 0,
    contributionsRefused: 0,
    awaitingWords: false,
    draws: (await store.draws(eventId)).length,
    // From the clock, so that what a screen saw before a restart is never taken for what it sees after it.
    drawsRevision: clock.now(),
  };
  let stopped = false;
  let cancelTimer = (): void => undefined;

  /** Replaces what is on the stage, sets its timer, and tells. */
  const show = (change: Partial<StageState>): void => {
    cancelTimer();
    const next = { ...state, ...change };
    const { stage, timer } = stageAt(next.current && turning(next.current), clock.now());
    state = { ...next, stage };
    if (timer?.due === 'reveal' && timer.at <= clock.now()) {
      // The moment has passed already: what is told next is the result.
      void reveal();
      return;
    }
    if (timer && !stopped) {
      const wait = Math.max(0, timer.at - clock.now());
      cancelTimer = clock.after(wait, () => (timer.due === 'stop' ? show({}) : void reveal()));
    }
    tell('shown');
  };
  const nextDraws = (): { drawsRevision: number } => ({ drawsRevision: state.drawsRevision + 1 });

  /** The reels stand: remember it, then tell everybody. A full disk must not hold up the show. */
  const revealDue = async (): Promise<void> => {
    const { current } = state;
    if (stopped || !current) return;
    const { decidedAt, revealAt, revealedAt: before } = turning(current);
    if (decidedAt === null || before !== null) return;
    const revealedAt = clock.now();
    // A timer may be a moment early.
    if (revealedAt < revealAt) return show({});
    const { id, stepIn } = current;
    const mark = (): Promise<void> =>
      stepIn
        ? store.markSteppedIn(eventId, id, stepIn.drawNumber, hostChange(revealedAt))
        : store.markRevealed(eventId, id, hostChange(revealedAt));
    try {
      await mark();
    } catch (error) {
      const problem = problems.report(
        `The result is safe, but that it was shown could not be stored yet: ${String(error)}`,
      );
      clock.after(RETRY_MS, () => void markLater(mark, problem));
    }
    show({ current: revealedNow(current, revealedAt), ...nextDraws() });
    events.revealed();
  };
  const reveal = (): Promise<void> => queues.run(eventId, revealDue);

  const markLater = async (mark: () => Promise<void>, problem: ReturnType<typeof problems.report>): Promise<void> => {
    if (stopped) return;
    try {
      await mark();
      problems.clear(problem);
      show(nextDraws());
    } catch {
      // The problem is on the organiser's screen already; the store may recover at any time.
      clock.after(RETRY_MS, () => void markLater(mark, problem));
    }
  };

  const leaveArmed = (): void => {
    armed = null;
    events.pledge(null);
  };

  const decided = ({ draw, state: { prizes } }: DecidedOnStage): void => {
    leaveArmed();
    events.drawn(prizes, draw.winners.length);
    show({ current: onStage(draw, numberWidth()), awaitingWords: false, draws: state.draws + 1, ...nextDraws() });
  };
  const givenUp = (): void => {
    leaveArmed();
    show({ current: null, awaitingWords: false, ...nextDraws() });
  };
  const decidedStep = (steps: readonly (readonly [number, number])[]) => store.decided(claimCode, steps);

  /** A draw is announced and gathers: the stage is armed with it. */
  const arm = (next: ArmedDraw, draw: StageDraw): CurrentDraw => {
    armed = next;
    if (draw.prizeId !== null) events.pledge({ prizeId: draw.prizeId, winners: next.announcement.winners });
    const current = { ...onStage(draw, numberWidth()), entropyUntil: next.entropyUntil };
    show({ current, contributions: 0, contributionsRefused: 0, awaitingWords: next.isAwaitingWords() });
    return current;
  };

  /** Those who may win now, read in parts so that nobody has to wait for it; late-comers are in the next draw. */
  const readEligible = async (): Promise<Entry[]> => {
    const entries: Entry[] = [];
    for (;;) {
      const part = await eventStore.eligibleEntries(eventId, entries.at(-1)?.[0] ?? 0, ENTRIES_AT_ONCE);
      for (const entry of part) entries.push(entry);
      if (part.length < ENTRIES_AT_ONCE) return entries;
      await nextTurn();
    }
  };

  /** May this be drawn now? With the entries, frozen at this moment. */
  const plan = async (
    request: StageDrawRequest,
  ): Promise<Result<{ planned: PlannedDraw<PrizeRecord>; order: OwnedDrawOrder }, StageDrawRefusal>> => {
    const { prizes, eligible, event } = events.active();
    const possible = planDraw(state.stage, prizes, eligible, event.reserves, request);
    if (!possible.ok) return possible;
    const hereOnly = request.hereOnly ?? event.hereOnly;
    const group = request.group === null ? null : await needs.findGroup(request.group);
    if (request.group !== null && !group) return refuse('group_not_found', 'There is no such group to draw among.');
    const takesPart = ([number]: Entry): boolean =>
      (!group || group.numbers.has(number)) && (!hereOnly || events.crowd.isHere(number));
    const entries = (await readEligible()).filter(takesPart);
    // Somebody may have joined meanwhile: the draw is planned for exactly these entries.
    const planned = planDraw(state.stage, prizes, entries.length, event.reserves, request);
    if (!planned.ok) return planned;
    return accept({
      planned: planned.value,
      order: { ...orderOf(planned.value, group, hereOnly), ownerId: eventId, entries },
    });
  };

  const stagedPrize = ({ prize, prizeName, prizeRank }: PlannedDraw<PrizeRecord>): StagedPrize => ({
    prizeId: prize?.id ?? null,
    prizeName,
    prizeRank,
    prizeDescription: prize?.description ?? '',
    imageId: prize?.imageId ?? null,
    spinMs: events.active().event.spinMs,
  });

  const contributed = (): void => {
    if (!armed) return;
    state = { ...state, contributions: armed.counted(), contributionsRefused: armed.refused() };
    tell('contributed');
  };

  const drawAtOnce: Stages['draw'] = async (request, change) => {
    const ready = await plan(request);
    if (!ready.ok) return ready;
    const { planned, order } = ready.value;
    // What went wrong before is told until the next draw.
    problems.clear();
    const outcome = await draws.drawAtOnce(order, store.announcedAndDecided(stagedPrize(planned), claimCode), change);
    decided(outcome);
    // Without a spin there is nothing to wait for: whoever asks next finds the result.
    if (outcome.draw.spinMs === 0) await revealDue();
    return accept(outcome.draw);
  };

  // A draw that a restart cut off. Decided: its reveal is due when it was due, or at once if that has passed; a clock
  // that was set back meanwhile cannot make it spin longer than a whole spin. Only announced: the phones are asked anew.
  if (last?.decidedAt === null) {
    arm(await draws.resume(drawRecordOf(last), decidedStep, { decided, givenUp }), last);
  } else {
    show({});
  }

  return {
    state: () => state,
    subscribe: (listener) => void listeners.push(listener),

    planSources: async () => {
      const { event } = events.active();
      return draws.planSources({
        room: event.roomEntropy,
        spoken: event.spokenEntropy,
        beacon: event.beaconEntropy,
        windowMs: event.entropyWindowMs,
      });
    },

    draw: drawAtOnce,

    announce: async (request, sources, change) => {
      if (sources.at(clock.now()).length === 0) {
        const drawn = await drawAtOnce(request, change.decided);
        if (drawn.ok && sources.missing !== null) problems.report(sources.missing);
        return drawn;
      }
      const ready = await plan(request);
      if (!ready.ok) return ready;
      const { planned, order } = ready.value;
      problems.clear();
      if (sources.missing !== null) problems.report(sources.missing);
      const { event } = events.active();
      const { result, armed: next } = await draws.announce(
        order,
        { sources, windowMs: event.roomEntropy ? event.entropyWindowMs : 0 },
        { announced: store.announced(stagedPrize(planned)), decided: decidedStep },
        change.announced,
        { decided, givenUp },
      );
      arm(next, result);
      return accept(result);
    },

    speak: async (text, change) => {
      if (!armed) return refuse('not_armed', 'No draw is armed.');
      const heard = await armed.speak(text, change);
      if (heard.ok) show({ awaitingWords: false });
      return heard;
    },

    abandon: async (change) => {
      if (!armed) return refuse('not_armed', 'No draw is armed.');
      await armed.abandon(change);
      givenUp();
      return accept(undefined);
    },

    contribute: async (drawId, holder, step, value) => {
      const asked = armed;
      if (!asked) return false;
      const meant = asked.record.id === drawId && asked.asksRoom && clock.now() <= asked.entropyUntil;
      const counted = meant && asked.contribute(await eventStore.contributor(eventId, holder), step, value);
      if (!meant) asked.refuse();
      contributed();
      return counted;
    },

    refuseContribution: () => {
      armed?.refuse();
      contributed();
    },

    dismiss: async (change) => {
      if (isUnderWay(state.stage)) {
        return refuse('draw_in_progress', 'The reels are turning. Wait until the result is shown.');
      }
      const { current } = state;
      if (!current) return refuse('nothing_to_dismiss', 'No result is on the stage.');
      await store.markDismissed(eventId, current.id, change);
      show({ current: null });
      return accept(undefined);
    },

    absent: createAbsence(store, events, claimCode, {
      stage: () => state.stage,
      current: () => state.current,
      forfeited: async ({ draw, steppedIn }) => {
        const isOnStage = steppedIn !== null || state.current?.id === draw.id;
        show({ ...nextDraws(), ...(isOnStage ? { current: onStage(draw, numberWidth()) } : {}) });
        if (steppedIn !== null && draw.stepIn?.spinMs === 0) await revealDue();
      },
    }),

    reset: async (what, keepCopy, change) => {
      if (isUnderWay(state.stage)) {
        return refuse('draw_in_progress', 'The reels are turning. Reset when the result is shown.');
      }
      await keepCopy();
      const outcome = await events.rewrite(() => store.reset(eventId, what, change));
      show({ ...nextDraws(), ...(what.draws ? { current: null, draws: 0 } : {}) });
      return accept(outcome);
    },

    listChanged: () => show(nextDraws()),

    stop: () => {
      stopped = true;
      cancelTimer();
      armed?.stop();
    },
  };
};
