import { MAX_ADDRESSES } from '../../../contract/network/limits.ts';
import type {
  AudienceView,
  DisplayControl,
  DisplayView,
  OperatorView,
  PublicDraw,
  PublicEvent,
} from '../../../contract/stage/views.ts';
import type { AudienceCounts, DisplayCounts, OperatorCounts } from '../../../contract/stage/live.ts';
import { VIEW_PROTOCOL } from '../../../contract/shared/views.ts';
import { nextPrize, nextUp } from '../../../core/stage/prizes.ts';
import type { Problem } from '../../platform/problems.ts';
import { imageUrl } from '../event/picture.ts';
import type { CrowdCounts } from '../event/crowd.ts';
import type { EventState } from '../event/store.ts';
import { adminPrize, crowdView, eventSettings, projectorLanguage, publicPrize } from '../event/views.ts';
import type { Reach } from '../network/reachability.ts';
import { drawnWinners, forfeitsOf } from './absent/absences.ts';
import type { CurrentDraw } from './currentDraw.ts';
import type { StageState } from './stages.ts';

/** Everything the views of the stage are made of, as of now. */
export interface ShowState extends EventState, StageState {
  /** Hex of chain[0] of the epoch in use. */
  readonly seal: string;
  readonly saltHash: string;
  readonly participantsRevision: number;
  readonly problem: Problem | null;
  /** The names of the features that this host has. */
  readonly features: readonly string[];
}

/** Who is here now. */
export interface Presence {
  readonly crowd: CrowdCounts;
  readonly phones: number;
  readonly displays: number;
  readonly displaysWithoutLogin: number;
}

const winners = (numbers: readonly { readonly drawNumber: number }[]) =>
  numbers.map(({ drawNumber }) => ({ draw_number: drawNumber }));

/** The draw on the stage as everybody may see it: its winners, and the secret that decided, only from the reveal on. */
const publicDraw = ({ current }: StageState): PublicDraw | null => {
  if (!current) return null;
  const revealed = current.revealedAt !== null;
  const { stepIn } = current;
  return {
    draw_id: current.id,
    epoch: current.epoch,
    draw: current.draw,
    seal: current.seal,
    announcement_hash: current.announcementHash,
    fingerprint: current.fingerprint,
    announced_at: current.announcedAt,
    sources: [...current.sources],
    delay: current.delaySteps,
    entropy_until: current.entropyUntil,
    close: current.close && { ...current.close },
    reveal: revealed ? current.revealLink : null,
    delay_result: revealed ? current.delay : null,
    entropy: revealed && current.entropy !== null ? (JSON.parse(current.entropy) as unknown[]) : null,
    prize_name: current.prizeName,
    prize_rank: current.prizeRank,
    prize_description: current.prizeDescription,
    image_url: imageUrl(current.imageId),
    count: current.winnersWanted,
    entries: current.entryCount,
    started_at: current.closedAt ?? 0,
    decided_at: current.decidedAt ?? 0,
    stopping_at: Math.round(current.stoppingAt),
    reveal_at: current.revealAt,
    winners: revealed ? winners(drawnWinners(current)) : null,
    forfeits: forfeitsOf(current).map(({ drawNumber, steppedIn }) => ({
      draw_number: drawNumber,
      stepped_in: steppedIn,
    })),
    step_in: stepIn && {
      absent: stepIn.stepsInFor,
      draw_number: stepIn.revealedAt === null ? null : stepIn.drawNumber,
      started_at: stepIn.startedAt,
      stopping_at: Math.round(stepIn.stoppingAt),
      reveal_at: stepIn.revealAt,
    },
  };
};

const shared = (state: ShowState) => ({
  id: state.event.id,
  name: state.event.name,
  number_width: state.event.numberWidth,
  registration_open: state.event.registrationOpen,
  join_round: state.event.joinRound,
  seal: state.seal,
  salt_hash: state.saltHash,
  stage: state.stage,
  draw: publicDraw(state),
  count: state.event.participantCount,
  draws: state.draws,
});

const planOf = (current: CurrentDraw | null): DisplayControl['plan'] => {
  if (!current || current.decidedAt === null) return null;
  return winners(current.stepIn ? [current.stepIn] : drawnWinners(current));
};

const control = (state: ShowState): DisplayControl => {
  const next = nextUp(state.prizes, state.event.nextPrizeId, state.eligible);
  return {
    plan: planOf(state.current),
    next: next && { prize_id: next.prizeId, count: next.count },
  };
};

export const publicEvent = (state: ShowState): PublicEvent => ({
  ...shared(state),
  prizes: state.prizes.map(publicPrize),
});

export const audienceView = (state: ShowState, now: number): AudienceView => ({
  protocol: VIEW_PROTOCOL,
  now,
  ...shared(state),
});

/** `mayControl`: the projector is logged in, so that it may know the result while its reels turn. */
export const displayView = (state: ShowState, now: number, reach: Reach, mayControl: boolean): DisplayView => ({
  protocol: VIEW_PROTOCOL,
  now,
  ...shared(state),
  language: projectorLanguage(state.event),
  muted: state.event.projectorMuted,
  next_prize_id: nextPrize(state.prizes, state.event.nextPrizeId)?.id ?? null,
  prizes: state.prizes.map(publicPrize),
  join_url: reach.joinUrl,
  join_text: reach.joinText,
  wifi: state.event.wifiSsid === '' ? null : { ssid: state.event.wifiSsid, password: state.event.wifiPassword },
  contributions: state.contributions,
  control: mayControl ? control(state) : null,
});

export const operatorView = (state: ShowState, now: number, reach: Reach, presence: Presence): OperatorView => ({
  protocol: VIEW_PROTOCOL,
  now,
  ...shared(state),
  settings: eventSettings(state.event),
  features: [...state.features],
  prizes: state.prizes.map(adminPrize),
  control: control(state),
  eligible: state.eligible,
  contributions: state.contributions,
  contributions_refused: state.contributionsRefused,
  awaiting_words: state.awaitingWords,
  phones: presence.phones,
  displays: presence.displays,
  displays_without_login: presence.displaysWithoutLogin,
  crowd: crowdView(presence.crowd),
  participants_revision: state.participantsRevision,
  draws_revision: state.drawsRevision,
  join_url: reach.joinUrl,
  join_text: reach.joinText,
  network: {
    preferred: reach.preferred,
    current: reach.current,
    addresses: reach.addresses.slice(0, MAX_ADDRESSES),
    fixed: reach.fixed,
  },
  problem: state.problem && { ...state.problem },
});

export const audienceCounts = (state: ShowState): AudienceCounts => ({ count: state.event.participantCount });

export const displayCounts = (state: ShowState): DisplayCounts => ({
  count: state.event.participantCount,
  contributions: state.contributions,
});

export const operatorCounts = (state: ShowState, presence: Presence): OperatorCounts => ({
  count: state.event.participantCount,
  eligible: state.eligible,
  contributions: state.contributions,
  contributions_refused: state.contributionsRefused,
  phones: presence.phones,
  displays: presence.displays,
  displays_without_login: presence.displaysWithoutLogin,
  crowd: crowdView(presence.crowd),
  participants_revision: state.participantsRevision,
});
