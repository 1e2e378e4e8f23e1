/** The phone's part in a fair draw: keeps what it sees, adds its randomness, checks the result. */
import type { AudienceView, PublicDraw } from '../../../contract/stage/views.ts';
import type { Live } from '../../common/live.ts';
import { spreadOut } from '../../common/backoff.ts';
import type { KeyValueStore } from '../../common/browserStorage.ts';
import { createRetryingTask } from '../../common/retryingTask.ts';
import {
  readAnnouncements,
  readFairnessRecord,
  writeAnnouncements,
  writeFairnessRecord,
} from '../../common/storedFairness.ts';
import type { Ticket } from '../../common/storedTicket.ts';
import { isSameRound, type Known } from '../phoneState.ts';
import { checkDraw, type Revealed } from './checkDraw.ts';
import type { CheckedDraw } from './lightCheck.ts';
import { bindStep, drawThatAsks, isInTime, sendAfter, usedFor, valueOf, withAnswer } from './randomness.ts';
import { withSight } from './savedAnnouncements.ts';
import { isSealSwapped, withSeals } from './trustedSeals.ts';

/** All phones see the reveal in the same instant; their checks are spread over this. */
const CHECK_SPREAD_MS = 4_000;
const CHECK_AGAIN_MS = 5_000;
/** An answer to a contribution that takes longer was lost on the air. */
const CONTRIBUTION_TIMEOUT_MS = 1_500;

/** The host listens to no more from one connection. */
const MAX_TRIES = 3;

/** What this phone adds to the draw on the stage. `refused`: it came too late, or no answer came. */
export type ContributionState = 'none' | 'adding' | 'added' | 'refused';

export interface FairnessState {
  /** The announced draw, until its reveal. */
  readonly announced: { readonly draw: PublicDraw; readonly contribution: ContributionState } | null;
  /**
   * Of the draw on the stage, or while there is none, of the last one; each names its draw. `late`: this phone joined after
   * the announcement. `waiting`: the host has not answered yet, and is asked again.
   */
  readonly verdict:
    | { readonly state: 'none' }
    | { readonly state: 'late'; readonly draw: PublicDraw }
    | { readonly state: 'checking'; readonly draw: PublicDraw; readonly waiting: boolean }
    | ({ readonly state: 'done' } & CheckedDraw);
  /** Draws that failed before this one: nothing makes them good again. */
  readonly failed: readonly CheckedDraw[];
}

export interface Fairness {
  get(): FairnessState;
  subscribe(changed: () => void): () => void;
}

/** Where the ticket and the view come from. */
interface Source {
  known(): Known;
  subscribe(changed: () => void): () => void;
}

/** This phone's answer to the draw that asks; a new window (after a restart of the host) is a new one. */
interface Attempt {
  readonly drawId: string;
  readonly until: number;
  state: ContributionState;
  /** The connection over which it was sent in time; null where it was not, and once that is stored. */
  sentInTimeOn: number | null;
}

/** This phone's own sense of time. */
export interface OwnClock {
  /** ms since 1970. */
  now(): number;
  /** Whether the page was awake all the time since a moment, so that nothing came to its notice late. */
  awakeSince(moment: number): boolean;
}

export const followFairness = (
  source: Source,
  live: Pick<Live<AudienceView>, 'contribute' | 'hostNow' | 'get' | 'subscribe'>,
  storage: KeyValueStore,
  own: OwnClock,
): Fairness => {
  const NOTHING: FairnessState = { announced: null, verdict: { state: 'none' }, failed: [] };
  let state = NOTHING;
  const listeners = new Set<() => void>();
  const set = (next: Partial<FairnessState>): void => {
    state = { ...state, ...next };
    for (const listener of listeners) listener();
  };

  let connection = 0;
  let online = false;
  /** The last view of this connection, and the one that was left over from the connection before. */
  let viewBefore: AudienceView | null = null;
  let stale: AudienceView | null = null;
  /** When this connection was made, by this phone's clock. */
  let connectedAt = own.now();
  let lastSight = '';

  const saveWhatIsSeen = (view: AudienceView, ticket: Ticket | null): void => {
    const { draw } = view;
    const sight = draw && `${draw.draw_id} ${draw.close !== null} ${draw.reveal !== null}`;
    if (draw && sight !== lastSight) {
      const saved = readAnnouncements(storage);
      const watchingSince = (moment: number): boolean => connectedAt <= moment && own.awakeSince(moment);
      const seen = withSight(saved, draw, { own: own.now(), host: live.hostNow(), watchingSince });
      if (seen !== saved) writeAnnouncements(storage, seen);
      lastSight = sight ?? '';
    }
    if (!ticket || !isSameRound(ticket, view)) return;
    const record = readFairnessRecord(storage, ticket);
    const seals = withSeals(record.seals, view);
    const swapped = record.swapped || (viewBefore !== null && isSealSwapped(viewBefore, view));
    if (seals !== record.seals || swapped !== record.swapped)
      writeFairnessRecord(storage, ticket, { ...record, seals, swapped });
  };

  let attempt: Attempt | null = null;
  const finish = (mine: Attempt, outcome: ContributionState): void => {
    mine.state = outcome;
    if (attempt === mine && state.announced) set({ announced: { ...state.announced, contribution: outcome } });
  };

  /** Stores what is known now of this phone's step for a draw. */
  const note = (ticket: Ticket, drawId: string, answer: Parameters<typeof withAnswer>[2]): void => {
    const record = readFairnessRecord(storage, ticket);
    if (record.randomness)
      writeFairnessRecord(storage, ticket, { ...record, randomness: withAnswer(record.randomness, drawId, answer) });
  };

  const contribute = async (mine: Attempt, ticket: Ticket, triesLeft = MAX_TRIES): Promise<void> => {
    const record = readFairnessRecord(storage, ticket);
    const bound = record.randomness && bindStep(record.randomness, mine.drawId);
    const now = live.hostNow();
    if (!bound || !live.get().online || now >= mine.until) return finish(mine, 'none');
    if (bound.own !== record.randomness) writeFairnessRecord(storage, ticket, { ...record, randomness: bound.own });
    if (isInTime(mine.until, now)) mine.sentInTimeOn ??= connection;
    const counted = await live.contribute(
      {
        draw_id: mine.drawId,
        session_token: ticket.token,
        step: bound.used.step,
        value: valueOf(bound.own, bound.used),
      },
      CONTRIBUTION_TIMEOUT_MS,
    );
    if (counted === null) {
      const mayTry = attempt === mine && triesLeft > 1 && live.get().online && live.hostNow() < mine.until;
      if (mayTry) return contribute(mine, ticket, triesLeft - 1);
      // It may have arrived all the same: the receipt will tell.
      return finish(mine, live.get().online ? 'refused' : 'none');
    }
    if (!counted) {
      const { randomness } = readFairnessRecord(storage, ticket);
      const used = randomness && usedFor(randomness, mine.drawId);
      // Refused because another tab of this phone was first: that one counts.
      return finish(mine, used?.countedUntil === mine.until ? 'added' : 'refused');
    }
    // Stored before it is shown: from now on it must be in the draw, whatever happens to this page.
    note(ticket, mine.drawId, { countedUntil: mine.until });
    finish(mine, 'added');
  };

  const takePart = (view: AudienceView, ticket: Ticket | null): ContributionState => {
    const asking = ticket && drawThatAsks(view, ticket);
    const isMine = attempt !== null && attempt.drawId === view.draw?.draw_id;
    if (!asking) {
      if (!isMine || !attempt || !ticket) return 'none';
      if (view.stage !== 'idle') {
        // The draw went on, and nothing broke in between: what was sent in time must be in it.
        if (attempt.sentInTimeOn === connection) note(ticket, attempt.drawId, { stood: true });
        attempt.sentInTimeOn = null;
      }
      return attempt.state === 'adding' ? 'refused' : attempt.state;
    }
    if (isMine && attempt && attempt.until === asking.entropy_until && attempt.state !== 'none') return attempt.state;
    const { randomness } = readFairnessRecord(storage, ticket);
    const wait = sendAfter(asking.announced_at, asking.entropy_until, live.hostNow(), Math.random());
    if (!randomness || wait === null || !online || bindStep(randomness, asking.draw_id) === null) return 'none';
    const mine: Attempt = {
      drawId: asking.draw_id,
      until: asking.entropy_until,
      state: 'adding',
      sentInTimeOn: null,
    };
    attempt = mine;
    if (usedFor(randomness, asking.draw_id)?.countedUntil === asking.entropy_until) mine.state = 'added';
    else setTimeout(() => void (attempt === mine && contribute(mine, ticket)), wait);
    return mine.state;
  };

  const drawOnStage = (): PublicDraw | null => source.known().view?.draw ?? null;
  /** A check may take longer than its draw stands on the stage: its verdict never shows under the next one. */
  const mayStandUnder = ({ draw_id }: PublicDraw): boolean => (drawOnStage()?.draw_id ?? draw_id) === draw_id;

  let revealed: Revealed | null = null;
  const check = createRetryingTask(async () => {
    const subject = revealed;
    if (!subject) return null;
    const { draw } = subject;
    const outcome = await checkDraw(subject, storage, () => revealed !== null);
    if (outcome === 'no_answer') {
      if (revealed !== subject) return 0;
      if (mayStandUnder(draw)) set({ verdict: { state: 'checking', draw, waiting: true } });
      return spreadOut(CHECK_AGAIN_MS, Math.random);
    }
    const isOnStage = drawOnStage()?.draw_id === draw.draw_id;
    if (outcome === 'new_number' || (!outcome.isKnown && !isOnStage)) {
      // The participants or the draws were reset meanwhile: there is nothing any more that could be checked.
      if (revealed === subject) forget();
      return revealed === null || revealed === subject ? null : 0;
    }
    const { report } = outcome;
    const checked: CheckedDraw = { draw, report };
    if (revealed === subject && mayStandUnder(draw)) set({ verdict: { state: 'done', ...checked } });
    else if (report.answer === 'wrong') set({ failed: [...state.failed, checked] });
    return revealed === subject ? null : 0;
  });

  const forget = (verdict: FairnessState['verdict'] = { state: 'none' }): void => {
    revealed = null;
    set({ verdict });
  };

  /** Another draw is on: the verdict of the one before goes, and what failed is not forgotten. */
  const takeDownOther = (draw: PublicDraw): void => {
    const { verdict, failed } = state;
    if (verdict.state === 'none' || verdict.draw.draw_id === draw.draw_id) return;
    const isWrong = verdict.state === 'done' && verdict.report.answer === 'wrong';
    set({ verdict: { state: 'none' }, failed: isWrong ? [...failed, verdict] : failed });
  };

  const judge = (view: AudienceView, ticket: Ticket | null): void => {
    const { draw } = view;
    const { verdict } = state;
    if (!draw) {
      // The last verdict stays until the next draw, unless there is no such draw any more.
      if (verdict.state === 'late' || (view.draws === 0 && verdict.state !== 'none')) forget();
      return;
    }
    takeDownOther(draw);
    if (!ticket || !isSameRound(ticket, view) || draw.winners === null || draw.reveal === null) return;
    if (revealed?.draw.draw_id === draw.draw_id && revealed.ticket.token === ticket.token) return;
    if (ticket.joinedAt > draw.announced_at) {
      if (state.verdict.state !== 'late') forget({ state: 'late', draw });
      return;
    }
    revealed = { view, draw, ticket };
    set({ verdict: { state: 'checking', draw, waiting: false } });
    check.soon(Math.random() * CHECK_SPREAD_MS);
  };

  const look = (): void => {
    const isOnline = live.get().online;
    if (isOnline && !online) {
      connection += 1;
      connectedAt = own.now();
    }
    online = isOnline;
    const { view, ticket } = source.known();
    if (!view) return;
    saveWhatIsSeen(view, ticket);
    // A view of another connection is not compared with the next one: much may have happened in between.
    if (!isOnline) stale = view;
    viewBefore = isOnline && view !== stale ? view : null;
    const contribution = takePart(view, ticket);
    const { draw } = view;
    const isAnnounced = draw !== null && draw.winners === null && view.stage !== 'idle';
    const { announced } = state;
    if (!isAnnounced) {
      if (announced) set({ announced: null });
    } else if (announced?.draw !== draw || announced.contribution !== contribution) {
      set({ announced: { draw, contribution } });
    }
    judge(view, ticket);
  };
  source.subscribe(look);
  live.subscribe(look);
  look();

  return {
    get: () => state,
    subscribe: (changed) => {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
  };
};
