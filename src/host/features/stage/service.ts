import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Entry } from '../../../core/fairness/entries.ts';
import { accept, refuse, type Result } from '../../../core/result.ts';
import { orderOf, planDraw, type PlannedDraw } from '../../../core/stage/draw.ts';
import { isUnderWay, stageAt } from '../../../core/stage/stage.ts';
import type { Platform } from '../../platform/feature.ts';
import { hostChange } from '../../platform/storage/auditedChange.ts';
import type { ArmedDraw } from '../draws/armedDraw.ts';
import { ENTRIES_AT_ONCE, type Draws, type OwnedDrawOrder } from '../draws/service.ts';
import { newClaimCode } from '../event/claimCode.ts';
import type { Events } from '../event/service.ts';
import type { EventStore, PrizeRecord } from '../event/store.ts';
import { createAbsence } from './absent/absences.ts';
import { createUndo } from './undo/undoReset.ts';
import { drawRecordOf, onStage, revealedNow, startedBy, turning, type CurrentDraw } from './currentDraw.ts';
import type { DecidedOnStage, StagedPrize, StageDraw, StageStore } from './store.ts';
import type { FindGroup, StageChange, StageDrawRefusal, StageDrawRequest, Stages, StageState } from './stages.ts';

const RETRY_MS = 2_000;

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

  const kept = await store.current(eventId);
  const last = kept && startedBy(kept, clock.now());
  let armed: ArmedDraw | null = null;
  let state: StageState = {
    stage: 'idle',
    current: last && onStage(last, numberWidth()),
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
      const problem = problems.report({
        code: 'reveal_not_stored',
        details: { reason: String(error) },
        message: `The result is safe, but that it was shown could not be stored yet: ${String(error)}`,
      });
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
  const closed = (draw: StageDraw): void => {
    const current = onStage(draw, numberWidth());
    show({ current, contributions: current.close?.count ?? 0, awaitingWords: false });
  };
  const listener = { closed, decided, givenUp };
  const commits = { closed: store.closed, decided: () => store.decided(claimCode) };

  /** A draw is announced and gathers: the stage is armed with it. */
  const arm = (next: ArmedDraw, draw: StageDraw): CurrentDraw => {
    armed = next;
    if (draw.prizeId !== null) events.pledge({ prizeId: draw.prizeId, winners: next.announcement.winners });
    const current = { ...onStage(draw, numberWidth()), entropyUntil: next.entropyUntil };
    const contributions = current.close?.count ?? next.counted();
    show({ current, contributions, contributionsRefused: 0, awaitingWords: next.isAwaitingWords() });
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

  // A draw that a restart cut off. Decided: its reveal is due when it was due, or at once if that has passed. Closed: the
  // same delay is computed again. Only announced: the phones are asked anew.
  if (last?.decidedAt === null) {
    arm(await draws.resume(drawRecordOf(last), commits, listener), last);
  } else {
    show({});
  }

  return {
    state: () => state,
    subscribe: (listener) => void listeners.push(listener),

    plan: async () => {
      const { event } = events.active();
      const [sources, delaySteps] = await Promise.all([
        draws.planSources({
          room: event.roomEntropy,
          spoken: event.spokenEntropy,
          beacon: event.beaconEntropy,
          windowMs: event.entropyWindowMs,
        }),
        draws.delaySteps(event.delayMs),
      ]);
      return { sources, delaySteps };
    },

    draw: drawAtOnce,

    announce: async (request, { sources, delaySteps }, change) => {
      if (sources.at(clock.now()).length === 0) {
        const drawn = await drawAtOnce(request, change.decided);
        if (drawn.ok && sources.missing !== null) problems.report({ code: 'beacon_missing', message: sources.missing });
        return drawn;
      }
      const ready = await plan(request);
      if (!ready.ok) return ready;
      const { planned, order } = ready.value;
      problems.clear();
      if (sources.missing !== null) problems.report({ code: 'beacon_missing', message: sources.missing });
      const { event } = events.active();
      const { result, armed: next } = await draws.announce(
        order,
        { sources, windowMs: event.roomEntropy ? event.entropyWindowMs : 0, delaySteps },
        { ...commits, announced: store.announced(stagedPrize(planned)) },
        change.announced,
        listener,
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
      const abandoned = await armed.abandon(change);
      if (abandoned.ok) givenUp();
      return abandoned;
    },

    contribute: async (drawId, holder, step, value) => {
      const asked = armed;
      if (!asked) return false;
      const meant = asked.record.id === drawId && clock.now() <= asked.entropyUntil;
      const counted = meant && (await asked.contribute(await eventStore.contributor(eventId, holder), step, value));
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
      const backup = await keepCopy();
      const outcome = await events.rewrite(() => store.reset(eventId, what, backup, change));
      show({ ...nextDraws(), ...(what.draws ? { current: null, draws: 0 } : {}) });
      return accept(outcome);
    },

    undoReset: createUndo(
      store,
      events,
      () => state.stage,
      async (last, restoredDraws) => {
        const current = last.draws ? await store.current(eventId) : null;
        const isOnStage = current ? { current: onStage(current, numberWidth()) } : {};
        show({ ...nextDraws(), ...isOnStage, draws: state.draws + restoredDraws });
      },
    ),

    listChanged: () => show(nextDraws()),

    stop: () => {
      stopped = true;
      cancelTimer();
      armed?.stop();
    },
  };
};
