import { chainLink, sealOf } from '../../core/fairness/chain.ts';
import { decideDraw, planDraw, type DrawRefusal, type DrawRequest } from '../../core/stage/draw.ts';
import { reelCount, revealAt, stoppingAt, type Stage } from '../../core/stage/stage.ts';
import { accept, refuse, type Result } from '../../core/result.ts';
import type { Picture } from '../images/picture.ts';
import type { Clock } from '../clock.ts';
import { newClaimCode, newId, readClaimCode, type Random } from '../random.ts';
import type {
  ClaimOutcome,
  DrawRecord,
  EventPatch,
  EventRecord,
  Newcomer,
  NewPrize,
  Once,
  PrizePatch,
  PrizeRecord,
  RegisterOutcome,
  ResetOutcome,
  Storage,
} from '../storage/storage.ts';
import { createQueue } from './queue.ts';
import { createRegistrar } from './registrar.ts';

/** Everything the views are made of, as of now. Replaced whole with each change. */
export interface ShowState {
  readonly event: EventRecord;
  /** Hex of chain[0] of the epoch in use. */
  readonly seal: string;
  readonly prizes: readonly PrizeRecord[];
  readonly stage: Stage;
  /** The draw on the stage; null when idle. */
  readonly current: (DrawRecord & { readonly stoppingAt: number; readonly revealAt: number }) | null;
  readonly eligible: number;
  readonly draws: number;
  readonly participantsRevision: number;
  readonly drawsRevision: number;
  readonly problem: { readonly at: number; readonly message: string } | null;
}

/** `joined`: only counts of participants changed, which may wait; `shown`: anything else, which may not. */
export type ShowChange = { readonly kind: 'joined'; readonly joined: number } | { readonly kind: 'shown' };

type Refusable<T, Code extends string> = Promise<Result<T, Code>>;

/** One running event: the only place where its state changes. Changes are committed, then told. */
export interface Show {
  state(): ShowState;
  subscribe(listener: (change: ShowChange) => void): void;
  /** A spin is under way or a result is on the stage. */
  isRunning(): boolean;
  /** Runs a command alone: no other command sees a state in between. */
  command<T>(run: () => Promise<T>): Promise<T>;

  register(newcomer: Newcomer): Promise<RegisterOutcome>;
  // The following change state and run within `command`.
  updateEvent(patch: EventPatch, once: Once<EventRecord> | null): Promise<EventRecord>;
  draw(request: DrawRequest, once: Once<DrawRecord> | null): Refusable<DrawRecord, DrawRefusal>;
  dismiss(once: Once<void> | null): Refusable<void, 'draw_in_progress' | 'nothing_to_dismiss'>;
  createPrize(prize: Omit<NewPrize, 'id'>, once: Once<PrizeRecord> | null): Promise<PrizeRecord>;
  updatePrize(
    id: string,
    patch: PrizePatch,
    once: Once<PrizeRecord> | null,
  ): Refusable<PrizeRecord, 'prize_not_found' | 'prize_was_drawn'>;
  setPicture(
    id: string,
    picture: Picture | null,
    once: Once<PrizeRecord> | null,
  ): Refusable<PrizeRecord, 'prize_not_found'>;
  deletePrize(id: string, once: Once<void> | null): Refusable<void, 'prize_not_found' | 'prize_was_drawn'>;
  orderPrizes(ids: readonly string[], once: Once<PrizeRecord[]> | null): Refusable<PrizeRecord[], 'prize_not_found'>;
  claim(code: string, once: Once<ClaimOutcome> | null): Refusable<ClaimOutcome, 'claim_not_found' | 'already_claimed'>;
  /** `keepCopy` is called before anything is removed. */
  reset(
    what: { participants: boolean; draws: boolean },
    keepCopy: () => Promise<void>,
    once: Once<ResetOutcome> | null,
  ): Refusable<ResetOutcome, 'draw_in_progress'>;
  /** Something went wrong that the organiser should know of. */
  report(message: string): void;
  /** Finishes what is under way; nothing is begun after. */
  close(): Promise<void>;
}

const RETRY_MS = 2_000;

export const openShow = async (parts: { storage: Storage; clock: Clock; random: Random }): Promise<Show> => {
  const { storage, clock, random } = parts;
  const queue = createQueue();
  const listeners: ((change: ShowChange) => void)[] = [];
  const tell = (change: ShowChange): void => listeners.forEach((listener) => listener(change));

  const event = await storage.openEvent({
    id: newId(random),
    name: 'Lucky Draw',
    tip: random.bytes(32),
    at: clock.now(),
  });
  const eventId = event.id;

  const readSeal = async (): Promise<string> => sealOf(Buffer.from((await storage.seal(eventId)).tip).toString('hex'));

  const onStage = (draw: DrawRecord, numberWidth: number): ShowState['current'] => ({
    ...draw,
    revealAt: revealAt(draw),
    stoppingAt: stoppingAt(draw, reelCount(numberWidth, draw.entryCount)),
  });

  const history = await storage.draws(eventId);
  const last = history[0];
  let state: ShowState = {
    event,
    seal: await readSeal(),
    prizes: await storage.prizes(eventId),
    stage: 'idle',
    current: last && last.dismissedAt === null ? onStage(last, event.numberWidth) : null,
    eligible: event.participantCount - (await storage.winnerCount(eventId)),
    draws: history.length,
    participantsRevision: 0,
    drawsRevision: 0,
    problem: null,
  };

  const show = (change: Partial<ShowState>): void => {
    state = { ...state, ...change };
    tell({ kind: 'shown' });
  };
  const report = (message: string): void => {
    // A crowd that runs into the same problem again and again is no news.
    if (state.problem?.message !== message) show({ problem: { at: clock.now(), message } });
  };

  let cancelTimer = (): void => undefined;
  let closed = false;
  const at = (moment: number, call: () => void): void => {
    cancelTimer();
    cancelTimer = clock.after(Math.max(0, moment - clock.now()), call);
  };

  /** The reels stand: remember it, then tell everybody. A full disk must not hold up the show. */
  const reveal = (): Promise<void> =>
    queue.run(async () => {
      const { current } = state;
      if (closed || !current || state.stage === 'winner') return;
      const revealedAt = clock.now();
      try {
        await storage.markRevealed(current.id, revealedAt);
      } catch (error) {
        report(`The result is safe, but that it was shown could not be stored yet: ${String(error)}`);
        clock.after(RETRY_MS, () => void markLater(current.id, revealedAt));
      }
      show({
        stage: 'winner',
        current: { ...current, revealedAt },
        drawsRevision: state.drawsRevision + 1,
        participantsRevision: state.participantsRevision + 1,
      });
    });

  const markLater = async (drawId: string, revealedAt: number): Promise<void> => {
    if (closed) return;
    try {
      await storage.markRevealed(drawId, revealedAt);
      show({ problem: null, drawsRevision: state.drawsRevision + 1 });
    } catch {
      // The problem is on the organiser's screen already; the store may recover at any time.
      clock.after(RETRY_MS, () => void markLater(drawId, revealedAt));
    }
  };

  /** Sets the stage for the draw in `state.current` and the timers that lead it to its reveal. */
  const runStage = (): void => {
    const { current } = state;
    if (!current) return;
    if (current.revealedAt !== null) return show({ stage: 'winner' });
    const now = clock.now();
    if (now >= current.revealAt) {
      void reveal();
      return;
    }
    const stopping = now >= current.stoppingAt;
    show({ stage: stopping ? 'stopping' : 'spinning' });
    if (stopping) at(current.revealAt, () => void reveal());
    else at(current.stoppingAt, runStage);
  };

  const changePrizes = async (): Promise<void> => show({ prizes: await storage.prizes(eventId) });
  const prize = (id: string): PrizeRecord | undefined => state.prizes.find((candidate) => candidate.id === id);
  const noSuchPrize = () => refuse('prize_not_found', 'There is no such prize (any more).');
  const isSpinning = (): boolean => state.stage === 'spinning' || state.stage === 'stopping' || state.stage === 'armed';

  const register = createRegistrar(storage, eventId, (joined) => {
    state = {
      ...state,
      event: { ...state.event, participantCount: state.event.participantCount + joined },
      eligible: state.eligible + joined,
      participantsRevision: state.participantsRevision + 1,
    };
    tell({ kind: 'joined', joined });
  });

  // A draw that a restart cut off: its reveal is due at the moment it was due, or at once if that has passed. A clock
  // that was set back meanwhile cannot make it spin longer than a whole spin.
  if (state.current && state.current.revealedAt === null && state.current.decidedAt > clock.now()) {
    const { current } = state;
    const decidedAt = clock.now();
    state = { ...state, current: onStage({ ...current, decidedAt }, event.numberWidth) };
  }
  runStage();

  return {
    state: () => state,
    subscribe: (listener) => void listeners.push(listener),
    isRunning: () => state.stage !== 'idle',
    command: (run) => queue.run(run),
    register,
    report,

    updateEvent: async (patch, once) => {
      const updated = await storage.updateEvent(eventId, patch, once);
      // The count is kept up to date by those who join, who do not wait for commands.
      show({ event: { ...updated, participantCount: state.event.participantCount } });
      return updated;
    },

    draw: async (request, once) => {
      const possible = planDraw(state.stage, state.prizes, state.eligible, request);
      if (!possible.ok) return possible;
      const entries = await storage.eligibleEntries(eventId);
      // Somebody may have joined meanwhile: the draw is planned for exactly these entries.
      const planned = planDraw(state.stage, state.prizes, entries.length, request);
      if (!planned.ok) return planned;
      const seal = await storage.seal(eventId);
      const decidedAt = clock.now();
      const place = {
        eventId,
        epoch: seal.epoch,
        draw: seal.nextDraw,
        chainLink: chainLink(Buffer.from(seal.tip).toString('hex'), seal.nextDraw),
      };
      const { announcement, winners, reserves } = decideDraw(
        planned.value,
        entries,
        place,
        new Date(decidedAt).toISOString(),
      );
      const { prize: chosen } = planned.value;
      const recorded = await storage.recordDraw(
        eventId,
        {
          id: newId(random),
          epoch: place.epoch,
          draw: place.draw,
          prizeId: chosen?.id ?? null,
          prizeName: planned.value.prizeName,
          prizeRank: planned.value.prizeRank,
          prizeDescription: chosen?.description ?? '',
          imageId: chosen?.imageId ?? null,
          entryCount: entries.length,
          decidedAt,
          spinMs: state.event.spinMs,
          winners,
          reserves,
          announcement: JSON.stringify(announcement),
          entries: JSON.stringify(entries),
          room: '[]',
          entropy: '[]',
        },
        () => newClaimCode(random),
        random.bytes(32),
        once,
      );
      state = {
        ...state,
        seal: await readSeal(),
        prizes: await storage.prizes(eventId),
        current: onStage(recorded, state.event.numberWidth),
        stage: 'spinning',
        eligible: state.eligible - winners.length,
        draws: state.draws + 1,
        drawsRevision: state.drawsRevision + 1,
        problem: null,
      };
      runStage();
      return accept(recorded);
    },

    dismiss: async (once) => {
      if (isSpinning()) return refuse('draw_in_progress', 'The reels are turning. Wait until the result is shown.');
      const { current } = state;
      if (!current) return refuse('nothing_to_dismiss', 'No result is on the stage.');
      await storage.markDismissed(current.id, clock.now(), once);
      show({ stage: 'idle', current: null });
      return accept(undefined);
    },

    createPrize: async (newPrize, once) => {
      const created = await storage.createPrize(eventId, { id: newId(random), ...newPrize }, clock.now(), once);
      await changePrizes();
      return created;
    },

    updatePrize: async (id, patch, once) => {
      const existing = prize(id);
      if (!existing) return noSuchPrize();
      if (patch.quantity !== undefined && patch.quantity < existing.drawn) {
        return refuse(
          'prize_was_drawn',
          `${existing.drawn} of this prize are drawn already; the quantity cannot be less.`,
          { drawn: existing.drawn },
        );
      }
      const updated = await storage.updatePrize(eventId, id, patch, once);
      await changePrizes();
      return accept(updated);
    },

    setPicture: async (id, picture, once) => {
      if (!prize(id)) return noSuchPrize();
      if (picture) await storage.putImage({ ...picture, at: clock.now() });
      const updated = await storage.updatePrize(eventId, id, { imageId: picture?.id ?? null }, once);
      await changePrizes();
      return accept(updated);
    },

    deletePrize: async (id, once) => {
      const existing = prize(id);
      if (!existing) return noSuchPrize();
      if (existing.drawn > 0) {
        return refuse('prize_was_drawn', 'This prize has winners. Reset the draws first if it must go.', {
          drawn: existing.drawn,
        });
      }
      await storage.deletePrize(eventId, id, once);
      await changePrizes();
      return accept(undefined);
    },

    orderPrizes: async (ids, once) => {
      const complete = ids.length === state.prizes.length && state.prizes.every(({ id }) => ids.includes(id));
      if (!complete) return refuse('prize_not_found', 'The list of prizes has changed meanwhile. Order it again.');
      const ordered = await storage.orderPrizes(eventId, ids, once);
      await changePrizes();
      return accept(ordered);
    },

    claim: async (typed, once) => {
      const outcome = await storage.claim(eventId, readClaimCode(typed), clock.now(), once);
      if (outcome.kind === 'unknown') return refuse('claim_not_found', 'No win has this claim code.');
      if (outcome.kind === 'already') {
        const claimedAt = new Date(outcome.claimedAt).toISOString();
        return refuse('already_claimed', 'This prize was handed over already.', { claimed_at: claimedAt });
      }
      show({ drawsRevision: state.drawsRevision + 1 });
      return accept(outcome);
    },

    reset: async (what, keepCopy, once) => {
      if (isSpinning()) return refuse('draw_in_progress', 'The reels are turning. Reset when the result is shown.');
      await keepCopy();
      const outcome = await storage.reset(eventId, what, once);
      // Phones may have joined between the reset and now: both counts are read again from the store.
      const eventNow = await storage.event(eventId);
      show({
        event: eventNow,
        prizes: await storage.prizes(eventId),
        eligible: eventNow.participantCount - (await storage.winnerCount(eventId)),
        participantsRevision: state.participantsRevision + 1,
        drawsRevision: state.drawsRevision + 1,
        ...(what.draws ? { stage: 'idle' as const, current: null, draws: 0 } : {}),
      });
      return accept(outcome);
    },

    close: async () => {
      closed = true;
      cancelTimer();
      await queue.idle();
    },
  };
};
