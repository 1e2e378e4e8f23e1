import { PRIZE_LIMITS } from '../../../contract/event/limits.ts';
import { accept, refuse, type Result } from '../../../core/result.ts';
import type { Platform } from '../../platform/feature.ts';
import { createGroupCommit } from '../../platform/groupCommit.ts';
import { newId } from '../../platform/random.ts';
import type { AuditedChange, CommitStep } from '../../platform/storage/auditedChange.ts';
import { readClaimCode } from './claimCode.ts';
import { openCrowd, type Crowd } from './crowd.ts';
import type { Picture } from './picture.ts';
import type {
  ChangedPrize,
  Claimed,
  EventPatch,
  EventRecord,
  EventState,
  EventStore,
  Newcomer,
  NewPrize,
  PrizePatch,
  PrizeRecord,
  RegisterOutcome,
  Removed,
} from './store.ts';

/** Registrations of one commit at most. */
const MAX_REGISTRATIONS = 2_000;

/**
 * `joined`: only the count of participants has changed. `changed`: anything else of the active event. `claimed`: a prize
 * was handed over.
 */
export type EventChange =
  { readonly kind: 'joined'; readonly joined: number } | { readonly kind: 'changed' } | { readonly kind: 'claimed' };

type Refusable<T, Code extends string> = Promise<Result<T, Code>>;

/** The active event: its participants and prizes, as of now. Changes are committed, then told. */
export interface Events {
  /** Replaced whole with each change. */
  active(): EventState;
  /** Who of the participants is here. */
  readonly crowd: Crowd;
  /** Rises with every change of the list of participants. */
  participantsRevision(): number;
  /** Any event, the active one from memory; null: there is none of this id. */
  find(eventId: string): Promise<EventState | null>;
  subscribe(listener: (change: EventChange) => void): void;
  register(newcomer: Newcomer): Promise<RegisterOutcome>;
  /** So many have just won; the prizes as they are now. Who it is, the lists show from the reveal on. */
  drawn(prizes: readonly PrizeRecord[], winners: number): void;
  revealed(): void;
  /** The event as an absent winner leaves it: what is left of a prize, and how many can still win. */
  forfeited(state: EventState): void;
  /** Changes the event as a whole while nobody is being registered; `run` answers the event as it is then. */
  rewrite<T>(run: () => Promise<{ readonly outcome: T; readonly state: EventState }>): Promise<T>;
  /** The same for what may turn out to be impossible: null changes nothing. */
  restore<T>(run: () => Promise<{ readonly outcome: T; readonly state: EventState } | null>): Promise<T | null>;
  /** So many winners of a prize are announced and not drawn yet: it cannot be deleted, nor shrink below them. */
  pledge(pledged: { readonly prizeId: string; readonly winners: number } | null): void;

  // The following run within the event's queue.
  /** `seen`: the version that the patch was made for; null: whatever it is now. */
  update(
    patch: EventPatch,
    seen: number | null,
    change: AuditedChange<EventRecord>,
  ): Refusable<EventRecord, 'event_changed' | 'prize_not_found'>;
  createPrize(
    prize: Omit<NewPrize, 'id'>,
    change: AuditedChange<PrizeRecord>,
  ): Refusable<PrizeRecord, 'too_many_prizes'>;
  updatePrize(
    id: string,
    patch: PrizePatch,
    seen: number | null,
    change: AuditedChange<PrizeRecord>,
  ): Refusable<PrizeRecord, 'prize_not_found' | 'prize_was_drawn' | 'prize_changed'>;
  setPicture(
    id: string,
    picture: Picture | null,
    change: AuditedChange<PrizeRecord>,
  ): Refusable<PrizeRecord, 'prize_not_found'>;
  deletePrize(id: string, change: AuditedChange<void>): Refusable<void, 'prize_not_found' | 'prize_was_drawn'>;
  orderPrizes(
    ids: readonly string[],
    change: AuditedChange<readonly PrizeRecord[]>,
  ): Refusable<readonly PrizeRecord[], 'prize_not_found'>;
  claim(
    code: string,
    change: AuditedChange<Claimed>,
  ): Refusable<Claimed, 'claim_not_found' | 'already_claimed' | 'win_forfeited'>;
  /** Removes the numbers that no phone has ever shown, but for winners and reserves. `keepCopy` is called before. */
  removeNeverSeen(
    from: 'everywhere' | 'largest_address',
    keepCopy: () => Promise<void>,
    change: AuditedChange<Removed>,
  ): Refusable<Removed, 'draw_in_progress'>;
}

/** `beginChain`: begins the seal chain of the first event, in the commit that makes it. */
export const createEvents = async (
  { clock, random, logger }: Pick<Platform, 'clock' | 'random' | 'logger'>,
  store: EventStore,
  beginChain: (eventId: string) => CommitStep<void, string>,
): Promise<Events> => {
  const firstId = newId(random);
  let state = await store.openActive({ id: firstId, name: 'Lucky Draw', at: clock.now() }, beginChain(firstId));
  // From the clock, so that what a screen saw before a restart is never taken for what it sees after it.
  let participantsRevision = clock.now();
  let pledged: { readonly prizeId: string; readonly winners: number } | null = null;

  const listeners: ((change: EventChange) => void)[] = [];
  const tell = (change: EventChange): void => {
    for (const listener of listeners) listener(change);
  };
  const set = (next: EventState): void => {
    state = next;
    tell({ kind: 'changed' });
  };
  const eventId = (): string => state.event.id;

  const crowd = await openCrowd({ clock, logger }, store, eventId());
  const registrations = createGroupCommit(async (newcomers: readonly Newcomer[]) => {
    const outcomes = await store.register(eventId(), newcomers);
    let joined = 0;
    newcomers.forEach(({ source }, index) => {
      const outcome = outcomes[index];
      if (outcome?.kind !== 'registered' || outcome.isExisting) return;
      crowd.joined(outcome.drawNumber, source);
      joined += 1;
    });
    if (joined > 0) {
      const { event } = state;
      state = {
        ...state,
        event: { ...event, participantCount: event.participantCount + joined },
        eligible: state.eligible + joined,
      };
      participantsRevision += 1;
      tell({ kind: 'joined', joined });
    }
    return outcomes;
  }, MAX_REGISTRATIONS);

  const prizeOf = (id: string): PrizeRecord | undefined => state.prizes.find((prize) => prize.id === id);
  const noSuchPrize = () => refuse('prize_not_found', 'This prize does not exist (any more).');
  /** Drawn, or promised by an announced draw. */
  const taken = (prize: PrizeRecord): number => prize.drawn + (pledged?.prizeId === prize.id ? pledged.winners : 0);
  const changedPrize = ({ prize, prizes }: ChangedPrize): PrizeRecord => {
    set({ ...state, prizes });
    return prize;
  };

  const rewrite: Events['rewrite'] = (run) =>
    registrations.hold(async () => {
      const { outcome, state: next } = await run();
      await crowd.reload();
      participantsRevision += 1;
      set(next);
      return outcome;
    });

  return {
    active: () => state,
    crowd,
    participantsRevision: () => participantsRevision,
    find: (id) => (id === eventId() ? Promise.resolve(state) : store.find(id)),
    subscribe: (listener) => void listeners.push(listener),
    register: registrations.submit,
    // Those who join meanwhile are counted by themselves: the difference is what the draw knows for sure.
    drawn: (prizes, winners) => set({ ...state, prizes, eligible: state.eligible - winners }),
    revealed: () => {
      participantsRevision += 1;
      tell({ kind: 'changed' });
    },
    // Those who join meanwhile are counted by themselves.
    forfeited: ({ prizes, eligible, event }) => {
      participantsRevision += 1;
      const joined = state.event.participantCount - event.participantCount;
      set({ ...state, prizes, eligible: eligible + joined });
    },
    rewrite,
    restore: (run) =>
      registrations.hold(async () => {
        const restored = await run();
        if (!restored) return null;
        await crowd.reload();
        participantsRevision += 1;
        set(restored.state);
        return restored.outcome;
      }),
    pledge: (next) => {
      pledged = next;
    },

    update: async (patch, seen, change) => {
      if (seen !== null && seen !== state.event.version) {
        return refuse('event_changed', 'Somebody else has changed the settings meanwhile. Nothing was saved.');
      }
      const next = patch.nextPrizeId;
      if (next !== undefined && next !== null && !prizeOf(next)) return noSuchPrize();
      const updated = await store.updateEvent(eventId(), patch, change);
      // The count is kept up to date by those who join, who do not wait for commands.
      set({ ...state, event: { ...updated, participantCount: state.event.participantCount } });
      return accept(updated);
    },

    createPrize: async (prize, change) => {
      if (state.prizes.length >= PRIZE_LIMITS.prizes) {
        return refuse('too_many_prizes', `An event has ${PRIZE_LIMITS.prizes} prizes at most.`);
      }
      return accept(changedPrize(await store.createPrize(eventId(), { id: newId(random), ...prize }, change)));
    },

    updatePrize: async (id, patch, seen, change) => {
      const existing = prizeOf(id);
      if (!existing) return noSuchPrize();
      if (seen !== null && seen !== existing.version) {
        return refuse('prize_changed', 'Somebody else has changed this prize meanwhile. Nothing was saved.');
      }
      const drawn = taken(existing);
      if (patch.quantity !== undefined && patch.quantity < drawn) {
        return refuse('prize_was_drawn', `${drawn} of this prize are drawn already; the quantity cannot be less.`, {
          drawn,
        });
      }
      return accept(changedPrize(await store.updatePrize(eventId(), id, patch, change)));
    },

    setPicture: async (id, picture, change) =>
      prizeOf(id) ? accept(changedPrize(await store.setPicture(eventId(), id, picture, change))) : noSuchPrize(),

    deletePrize: async (id, change) => {
      const existing = prizeOf(id);
      if (!existing) return noSuchPrize();
      if (taken(existing) > 0) {
        return refuse('prize_was_drawn', 'This prize has winners. Reset the draws first if it must go.', {
          drawn: existing.drawn,
        });
      }
      set({ ...state, prizes: await store.deletePrize(eventId(), id, change) });
      return accept(undefined);
    },

    orderPrizes: async (ids, change) => {
      const complete = ids.length === state.prizes.length && state.prizes.every(({ id }) => ids.includes(id));
      if (!complete) return refuse('prize_not_found', 'The list of prizes has changed meanwhile. Order it again.');
      const prizes = await store.orderPrizes(eventId(), ids, change);
      set({ ...state, prizes });
      return accept(prizes);
    },

    removeNeverSeen: async (from, keepCopy, change) => {
      if (pledged) return refuse('draw_in_progress', 'A draw is announced with these numbers. Finish it first.');
      await keepCopy();
      return accept(await rewrite(() => store.removeParticipants(eventId(), crowd.neverSeen(from), change)));
    },

    claim: async (typed, change) => {
      const outcome = await store.claim(eventId(), readClaimCode(typed), change);
      if (outcome.kind === 'unknown') return refuse('claim_not_found', 'No win has this claim code.');
      if (outcome.kind === 'forfeited') {
        return refuse(
          'win_forfeited',
          'This win was forfeited: its winner was absent when called. Hand nothing over.',
          {
            forfeited_at: new Date(outcome.forfeitedAt).toISOString(),
          },
        );
      }
      if (outcome.kind === 'already') {
        const claimedAt = new Date(outcome.claimedAt).toISOString();
        return refuse('already_claimed', 'This prize was handed over already.', { claimed_at: claimedAt });
      }
      tell({ kind: 'claimed' });
      return accept(outcome);
    },
  };
};
