import { setImmediate as nextTurn } from 'node:timers/promises';
import { announcementHash, type Announcement } from '../../core/fairness/announcement.ts';
import { chainLink, sealOf } from '../../core/fairness/chain.ts';
import { outcomeOf } from '../../core/fairness/draw.ts';
import { treeInSlices, type Entry } from '../../core/fairness/entries.ts';
import type { Entropy, PlannedEntropy } from '../../core/fairness/entropy.ts';
import { fingerprint } from '../../core/fairness/fingerprint.ts';
import { announce, planDraw, type DrawRefusal, type DrawRequest, type PlannedDraw } from '../../core/stage/draw.ts';
import { reelCount, revealAt, stoppingAt, type Stage } from '../../core/stage/stage.ts';
import { accept, refuse, type Result } from '../../core/result.ts';
import type { Picture } from '../images/picture.ts';
import type { Beacon } from '../beacon/beacon.ts';
import type { Clock } from '../clock.ts';
import { newClaimCode, newId, readClaimCode, type Random } from '../random.ts';
import type {
  ClaimOutcome,
  Decision,
  Deed,
  DrawRecord,
  EventPatch,
  EventRecord,
  Newcomer,
  NewPrize,
  PrizePatch,
  PrizeRecord,
  RegisterOutcome,
  ResetOutcome,
  Storage,
} from '../storage/storage.ts';
import { createGathering, type Gathering } from './gathering.ts';
import { readStoredEntries } from './proof.ts';
import { createQueue } from './queue.ts';
import { createRegistrar } from './registrar.ts';
import { inTurns } from './slices.ts';

/** A draw as the stage needs it. Moments in ms since 1970, by the host's clock; 0 for those that are not known yet. */
export interface StageDraw extends DrawRecord {
  readonly seal: string;
  readonly announcementHash: string;
  readonly fingerprint: string;
  readonly sources: readonly string[];
  /** As announced. */
  readonly winnersWanted: number;
  readonly entropyUntil: number;
  readonly stoppingAt: number;
  readonly revealAt: number;
}

/** Everything the views are made of, as of now. Replaced whole with each change. */
export interface ShowState {
  readonly event: EventRecord;
  /** Hex of chain[0] of the epoch in use. */
  readonly seal: string;
  readonly prizes: readonly PrizeRecord[];
  readonly stage: Stage;
  /** The draw on the stage; null when idle. */
  readonly current: StageDraw | null;
  /** While armed: contributions counted and refused so far, and whether the audience's words are still missing. */
  readonly contributions: number;
  readonly contributionsRefused: number;
  readonly awaitingWords: boolean;
  readonly eligible: number;
  readonly draws: number;
  readonly participantsRevision: number;
  readonly drawsRevision: number;
  readonly problem: { readonly at: number; readonly message: string } | null;
}

/**
 * `joined`, `contributed`: only counts changed, of participants or of contributions, which may wait; `shown`: anything
 * else, which may not.
 */
export type ShowChange =
  { readonly kind: 'joined'; readonly joined: number } | { readonly kind: 'contributed' } | { readonly kind: 'shown' };

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
  /** A phone's step for the armed draw; answers whether it counts. Whatever it is, it never stops the draw. */
  contribute(drawId: string, holder: Uint8Array, step: number, value: string): Promise<boolean>;
  /** Something came that is no contribution at all. */
  refuseContribution(): void;
  // The following change state and run within `command`.
  updateEvent(patch: EventPatch, deed: Deed<EventRecord>): Promise<EventRecord>;
  draw(request: DrawRequest, deed: Deed<DrawRecord>): Refusable<DrawRecord, DrawRefusal>;
  /** Announces a draw that gathers entropy as the event's settings say, and is then decided by itself. */
  announce(request: DrawRequest, deed: Deed<DrawRecord>): Refusable<StageDraw, DrawRefusal>;
  /** The words that somebody in the audience called out. */
  speak(text: string, deed: Deed<void>): Refusable<void, 'not_armed' | 'no_words_awaited'>;
  abandon(deed: Deed<void>): Refusable<void, 'not_armed'>;
  dismiss(deed: Deed<void>): Refusable<void, 'draw_in_progress' | 'nothing_to_dismiss'>;
  createPrize(prize: Omit<NewPrize, 'id'>, deed: Deed<PrizeRecord>): Promise<PrizeRecord>;
  updatePrize(
    id: string,
    patch: PrizePatch,
    deed: Deed<PrizeRecord>,
  ): Refusable<PrizeRecord, 'prize_not_found' | 'prize_was_drawn'>;
  setPicture(id: string, picture: Picture | null, deed: Deed<PrizeRecord>): Refusable<PrizeRecord, 'prize_not_found'>;
  deletePrize(id: string, deed: Deed<void>): Refusable<void, 'prize_not_found' | 'prize_was_drawn'>;
  orderPrizes(ids: readonly string[], deed: Deed<PrizeRecord[]>): Refusable<PrizeRecord[], 'prize_not_found'>;
  claim(code: string, deed: Deed<ClaimOutcome>): Refusable<ClaimOutcome, 'claim_not_found' | 'already_claimed'>;
  /** `keepCopy` is called before anything is removed. */
  reset(
    what: { participants: boolean; draws: boolean },
    keepCopy: () => Promise<void>,
    deed: Deed<ResetOutcome>,
  ): Refusable<ResetOutcome, 'draw_in_progress'>;
  /** Something went wrong that the organiser should know of. */
  report(message: string): void;
  /** Finishes what is under way; nothing is begun after. */
  close(): Promise<void>;
}

const RETRY_MS = 2_000;
const ENTRIES_AT_ONCE = 4_000;
/** The announced round must not be known to anybody yet. */
const BEACON_MARGIN_MS = 6_000;

export const openShow = async (parts: {
  storage: Storage;
  clock: Clock;
  random: Random;
  /** Loaded when it is first used. */
  beacon: () => Promise<Beacon>;
}): Promise<Show> => {
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

  const hostDeed = <T>(): Deed<T> => ({ actor: 'host', at: clock.now(), once: null });

  const onStage = (draw: DrawRecord, numberWidth: number): StageDraw => {
    // The store gives back what was announced.
    const announcement = JSON.parse(draw.announcement) as Announcement;
    const hash = announcementHash(announcement);
    const times = draw.decidedAt === null ? null : { decidedAt: draw.decidedAt, spinMs: draw.spinMs };
    return {
      ...draw,
      seal: sealOf(Buffer.from(draw.tip).toString('hex')),
      announcementHash: hash,
      fingerprint: fingerprint(hash),
      sources: announcement.entropy,
      winnersWanted: announcement.winners,
      entropyUntil: draw.announcedAt + draw.windowMs,
      stoppingAt: times ? stoppingAt(times, reelCount(numberWidth, draw.entryCount)) : 0,
      revealAt: times ? revealAt(times) : 0,
    };
  };

  const history = await storage.draws(eventId);
  const last = await storage.stageDraw(eventId);
  let gathering: Gathering | null = null;
  let state: ShowState = {
    event,
    seal: await readSeal(),
    prizes: await storage.prizes(eventId),
    stage: 'idle',
    current: last && onStage(last, event.numberWidth),
    contributions: 0,
    contributionsRefused: 0,
    awaitingWords: false,
    eligible: event.participantCount - (await storage.winnerCount(eventId)),
    draws: history.length,
    // From the clock, so that what a screen saw before a restart is never taken for what it sees after it.
    participantsRevision: clock.now(),
    drawsRevision: clock.now(),
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
        await storage.markRevealed(eventId, current.id, { ...hostDeed<void>(), at: revealedAt });
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
      await storage.markRevealed(eventId, drawId, { ...hostDeed<void>(), at: revealedAt });
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
    if (current.decidedAt === null) return arm();
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

  /** The stage is armed: wait for what was announced, then decide. */
  const arm = (): void => {
    show({
      stage: 'armed',
      contributions: 0,
      contributionsRefused: 0,
      awaitingWords: gathering !== null && gathering.has('spoken') && gathering.words === null,
    });
    if (!state.current || !gathering) return;
    at(state.current.entropyUntil, () => void decideWhenReady());
    void awaitBeacon(gathering);
  };

  /** Fetches the announced round when it is due. Where it cannot be had, the draw can never be proved: give it up. */
  const awaitBeacon = async (armed: Gathering): Promise<void> => {
    const round = armed.beaconRound();
    if (round === null) return;
    const beacon = await parts.beacon();
    await new Promise<void>((due) => clock.after(Math.max(0, beacon.dueAt(round) - clock.now()), due));
    if (closed || gathering !== armed) return;
    const fetched = await beacon.fetch(round);
    if (closed || gathering !== armed) return;
    if (fetched.ok) {
      armed.beaconValue = fetched.value;
      return decideWhenReady();
    }
    await giveUpWithoutBeacon(armed);
  };

  /** A full disk must not stop the host: the draw stays armed until it can be given up. */
  const giveUpWithoutBeacon = (armed: Gathering): Promise<void> =>
    queue.run(async () => {
      if (closed || gathering !== armed) return;
      try {
        await giveUp(hostDeed());
        report(
          'The public beacon could not be reached, so the announced draw was given up. Nobody was drawn; start it again, or switch the beacon off.',
        );
      } catch (error) {
        report(
          `The public beacon could not be reached, and that the draw is given up could not be stored yet: ${String(error)}`,
        );
        clock.after(RETRY_MS, () => void giveUpWithoutBeacon(armed));
      }
    });

  const decideWhenReady = (): Promise<void> =>
    queue.run(async () => {
      const { current } = state;
      if (closed || !current || !gathering || state.stage !== 'armed') return;
      if (clock.now() < current.entropyUntil) {
        // A timer may be a moment early.
        at(current.entropyUntil, () => void decideWhenReady());
        return;
      }
      if (gathering.has('spoken') && gathering.words === null) return;
      if (gathering.beaconRound() !== null && gathering.beaconValue === null) return;
      await decide(current, gathering);
    });

  const giveUp = async (deed: Deed<void>): Promise<void> => {
    if (!state.current) return;
    await storage.abandonDraw(eventId, state.current.id, deed);
    cancelTimer();
    gathering = null;
    show({ stage: 'idle', current: null, awaitingWords: false, drawsRevision: state.drawsRevision + 1 });
  };

  const decisionOf = async (
    announcement: Announcement,
    tip: Uint8Array,
    entries: readonly Entry[],
    mixed: { entropy: Entropy[]; room: Decision['room']; steps: Decision['steps'] },
  ): Promise<Decision> => {
    const link = chainLink(Buffer.from(tip).toString('hex'), announcement.draw);
    const outcome = await inTurns(outcomeOf({ announcement, chainLink: link, entries, entropy: mixed.entropy }));
    return {
      decidedAt: clock.now(),
      winners: outcome.winners,
      reserves: outcome.reserves,
      room: mixed.room,
      entropy: JSON.stringify(mixed.entropy),
      steps: mixed.steps,
    };
  };

  /** `waiting`: what the organiser was told when the store could not write the last time; over when it can. */
  const decide = async (
    current: StageDraw,
    gathered: Gathering,
    waiting: ShowState['problem'] = null,
  ): Promise<void> => {
    // It may have been given up while it waited for the store.
    if (closed || gathering !== gathered) return;
    const { entropy, room } = gathered.close();
    const decision = await decisionOf(gathered.announcement, current.tip, gathered.entries, {
      entropy,
      room: JSON.stringify(room),
      steps: room.map(([drawNumber, step]) => [drawNumber, step] as const),
    });
    try {
      const decided = await storage.decideDraw(eventId, current.id, decision, () => newClaimCode(random), hostDeed());
      if (state.problem === waiting) state = { ...state, problem: null };
      await startSpin(decided);
    } catch (error) {
      // Nothing was decided: the same announcement, the same entropy, the same winners, when the store can write again.
      report(`The draw could not be stored yet and waits: ${error instanceof Error ? error.message : String(error)}`);
      const told = state.problem;
      clock.after(RETRY_MS, () => void queue.run(() => decide(current, gathered, told)));
    }
  };

  const startSpin = async (decided: DrawRecord): Promise<void> => {
    gathering = null;
    state = {
      ...state,
      prizes: await storage.prizes(eventId),
      current: onStage(decided, state.event.numberWidth),
      stage: 'spinning',
      awaitingWords: false,
      eligible: state.eligible - decided.winners.length,
      draws: state.draws + 1,
      drawsRevision: state.drawsRevision + 1,
    };
    runStage();
  };

  /** Those who may win now, read in parts so that nobody has to wait for it; late-comers are in the next draw. */
  const readEligible = async (): Promise<Entry[]> => {
    const entries: Entry[] = [];
    for (;;) {
      const part = await storage.eligibleEntries(eventId, entries.at(-1)?.[0] ?? 0, ENTRIES_AT_ONCE);
      for (const entry of part) entries.push(entry);
      if (part.length < ENTRIES_AT_ONCE) return entries;
      await nextTurn();
    }
  };

  /** Plans, freezes the entries, announces; with no sources at all it is decided under the same commit. */
  const prepare = async (
    request: DrawRequest,
    sourcesOf: () => Promise<PlannedEntropy[]>,
    windowMs: number,
    deed: Deed<DrawRecord>,
  ): Promise<Result<{ record: DrawRecord; entries: Entry[]; announcement: Announcement }, DrawRefusal>> => {
    const possible = planDraw(state.stage, state.prizes, state.eligible, request);
    if (!possible.ok) return possible;
    const entries = await readEligible();
    // Somebody may have joined meanwhile: the draw is planned for exactly these entries.
    const planned = planDraw(state.stage, state.prizes, entries.length, request);
    if (!planned.ok) return planned;
    const { count, root } = await inTurns(treeInSlices(entries));
    const id = newId(random);
    for (let part = 0; part * ENTRIES_AT_ONCE < entries.length; part += 1) {
      const slice = entries.slice(part * ENTRIES_AT_ONCE, (part + 1) * ENTRIES_AT_ONCE);
      await storage.putEntries(id, part, JSON.stringify(slice));
      await nextTurn();
    }
    // What went wrong before is told until the next draw.
    state = { ...state, problem: null };
    const sources = await sourcesOf();
    const seal = await storage.seal(eventId);
    const place = { eventId, epoch: seal.epoch, draw: seal.nextDraw };
    const announcedAt = clock.now();
    const announcement = announce(planned.value, { count, root }, place, sources, new Date(announcedAt).toISOString());
    const decision =
      sources.length > 0
        ? null
        : await decisionOf(announcement, seal.tip, entries, { entropy: [], room: '[]', steps: [] });
    const record = await storage.announceDraw(
      eventId,
      {
        ...drawFields(planned.value),
        ...place,
        id,
        entryCount: count,
        announcement: JSON.stringify(announcement),
        announcedAt,
        windowMs,
        spinMs: state.event.spinMs,
      },
      decision,
      () => newClaimCode(random),
      random.bytes(32),
      deed,
    );
    state = { ...state, seal: await readSeal() };
    return accept({ record, entries, announcement });
  };

  const drawFields = (planned: PlannedDraw<PrizeRecord>) => ({
    prizeId: planned.prize?.id ?? null,
    prizeName: planned.prizeName,
    prizeRank: planned.prizeRank,
    prizeDescription: planned.prize?.description ?? '',
    imageId: planned.prize?.imageId ?? null,
  });

  /** What the event's settings ask to be mixed in. A beacon that cannot be reached is left out, and said so. */
  const plannedSources = async (): Promise<PlannedEntropy[]> => {
    const sources: PlannedEntropy[] = [];
    if (state.event.roomEntropy) sources.push('room');
    if (state.event.beaconEntropy) {
      const beacon = await parts.beacon();
      if (await beacon.reachable()) {
        // Without spoken words: typed in after the round is known, they could be chosen to suit it.
        return [
          ...sources,
          `beacon:${beacon.next(clock.now(), state.event.entropyWindowMs + BEACON_MARGIN_MS)}` as const,
        ];
      }
      report('The public beacon cannot be reached: this draw is announced without it.');
    }
    return state.event.spokenEntropy ? [...sources, 'spoken'] : sources;
  };

  const changePrizes = async (): Promise<void> => show({ prizes: await storage.prizes(eventId) });
  const prize = (id: string): PrizeRecord | undefined => state.prizes.find((candidate) => candidate.id === id);
  const noSuchPrize = () => refuse('prize_not_found', 'There is no such prize (any more).');
  /** Winners of this prize that an armed draw has announced. */
  const pledged = (id: string): number =>
    state.stage === 'armed' && state.current?.prizeId === id ? (gathering?.announcement.winners ?? 0) : 0;
  const contributed = (): void => {
    if (!gathering) return;
    state = { ...state, contributions: gathering.counted(), contributionsRefused: gathering.refused() };
    tell({ kind: 'contributed' });
  };
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

  // A draw that a restart cut off. Decided: its reveal is due when it was due, or at once if that has passed; a clock
  // that was set back meanwhile cannot make it spin longer than a whole spin. Only announced: the phones are asked anew.
  if (state.current?.decidedAt === null) {
    const { current } = state;
    const entries = await readStoredEntries(storage, current.id);
    gathering = createGathering(current.id, JSON.parse(current.announcement) as Announcement, entries);
    state = { ...state, current: { ...current, entropyUntil: clock.now() + current.windowMs } };
  } else if (state.current && state.current.revealedAt === null && (state.current.decidedAt ?? 0) > clock.now()) {
    state = { ...state, current: onStage({ ...state.current, decidedAt: clock.now() }, event.numberWidth) };
  }
  runStage();

  return {
    state: () => state,
    subscribe: (listener) => void listeners.push(listener),
    isRunning: () => state.stage !== 'idle',
    command: (run) => queue.run(run),
    register,
    report,

    updateEvent: async (patch, deed) => {
      const updated = await storage.updateEvent(eventId, patch, deed);
      // The count is kept up to date by those who join, who do not wait for commands.
      show({ event: { ...updated, participantCount: state.event.participantCount } });
      return updated;
    },

    draw: async (request, deed) => {
      const prepared = await prepare(request, async () => [], 0, deed);
      if (!prepared.ok) return prepared;
      await startSpin(prepared.value.record);
      return accept(prepared.value.record);
    },

    announce: async (request, deed) => {
      const prepared = await prepare(
        request,
        plannedSources,
        state.event.roomEntropy ? state.event.entropyWindowMs : 0,
        deed,
      );
      if (!prepared.ok) return prepared;
      const { record, entries, announcement } = prepared.value;
      if (record.decidedAt !== null) {
        await startSpin(record);
        return accept(onStage(record, state.event.numberWidth));
      }
      gathering = createGathering(record.id, announcement, entries);
      const current = onStage(record, state.event.numberWidth);
      state = { ...state, current };
      arm();
      return accept(current);
    },

    speak: async (text, deed) => {
      if (state.stage !== 'armed' || !gathering) return refuse('not_armed', 'No draw is armed.');
      if (!gathering.has('spoken') || gathering.words !== null) {
        return refuse('no_words_awaited', 'This draw awaits no words (any more).');
      }
      await storage.note(eventId, deed, 'words_spoken', { draw_id: gathering.drawId, text });
      gathering.words = text;
      show({ awaitingWords: false });
      // Not awaited: it runs after this command.
      void decideWhenReady();
      return accept(undefined);
    },

    abandon: async (deed) => {
      if (state.stage !== 'armed') return refuse('not_armed', 'No draw is armed.');
      await giveUp(deed);
      return accept(undefined);
    },

    contribute: async (drawId, holder, step, value) => {
      const before = gathering;
      if (
        !before ||
        before.drawId !== drawId ||
        !before.has('room') ||
        clock.now() > (state.current?.entropyUntil ?? 0)
      ) {
        before?.refuse();
        contributed();
        return false;
      }
      const counted = before.contribute(await storage.contributor(eventId, holder), step, value);
      contributed();
      return counted;
    },

    refuseContribution: () => {
      gathering?.refuse();
      contributed();
    },

    dismiss: async (deed) => {
      if (isSpinning()) return refuse('draw_in_progress', 'The reels are turning. Wait until the result is shown.');
      const { current } = state;
      if (!current) return refuse('nothing_to_dismiss', 'No result is on the stage.');
      await storage.markDismissed(eventId, current.id, deed);
      show({ stage: 'idle', current: null });
      return accept(undefined);
    },

    createPrize: async (newPrize, deed) => {
      const created = await storage.createPrize(eventId, { id: newId(random), ...newPrize }, deed);
      await changePrizes();
      return created;
    },

    updatePrize: async (id, patch, deed) => {
      const existing = prize(id);
      if (!existing) return noSuchPrize();
      const drawn = existing.drawn + pledged(id);
      if (patch.quantity !== undefined && patch.quantity < drawn) {
        return refuse('prize_was_drawn', `${drawn} of this prize are drawn already; the quantity cannot be less.`, {
          drawn,
        });
      }
      const updated = await storage.updatePrize(eventId, id, patch, deed);
      await changePrizes();
      return accept(updated);
    },

    setPicture: async (id, picture, deed) => {
      if (!prize(id)) return noSuchPrize();
      if (picture) await storage.putImage({ ...picture, at: clock.now() });
      const updated = await storage.updatePrize(eventId, id, { imageId: picture?.id ?? null }, deed);
      await changePrizes();
      return accept(updated);
    },

    deletePrize: async (id, deed) => {
      const existing = prize(id);
      if (!existing) return noSuchPrize();
      if (existing.drawn + pledged(id) > 0) {
        return refuse('prize_was_drawn', 'This prize has winners. Reset the draws first if it must go.', {
          drawn: existing.drawn,
        });
      }
      await storage.deletePrize(eventId, id, deed);
      await changePrizes();
      return accept(undefined);
    },

    orderPrizes: async (ids, deed) => {
      const complete = ids.length === state.prizes.length && state.prizes.every(({ id }) => ids.includes(id));
      if (!complete) return refuse('prize_not_found', 'The list of prizes has changed meanwhile. Order it again.');
      const ordered = await storage.orderPrizes(eventId, ids, deed);
      await changePrizes();
      return accept(ordered);
    },

    claim: async (typed, deed) => {
      const outcome = await storage.claim(eventId, readClaimCode(typed), deed);
      if (outcome.kind === 'unknown') return refuse('claim_not_found', 'No win has this claim code.');
      if (outcome.kind === 'already') {
        const claimedAt = new Date(outcome.claimedAt).toISOString();
        return refuse('already_claimed', 'This prize was handed over already.', { claimed_at: claimedAt });
      }
      show({ drawsRevision: state.drawsRevision + 1 });
      return accept(outcome);
    },

    reset: async (what, keepCopy, deed) => {
      if (isSpinning()) return refuse('draw_in_progress', 'The reels are turning. Reset when the result is shown.');
      await keepCopy();
      const outcome = await storage.reset(eventId, what, deed);
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
