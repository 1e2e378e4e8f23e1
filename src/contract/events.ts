/** Socket.IO: every event by name, in one place. */
import type { Contribution } from './draws/live.ts';
import type { LotteriesViews } from './lotteries/live.ts';
import type { OutboxViews } from './outbox/live.ts';
import type { RoomsViews } from './rooms/live.ts';
import type { AnyView, CountsMessage, Snapshot } from './shared/live.ts';
import type { ReelsReport, StageViews } from './stage/live.ts';

/** What each channel shows. */
export interface ViewOf extends StageViews, OutboxViews, LotteriesViews, RoomsViews {}
export type ChannelName = keyof ViewOf;

export interface ServerToClientEvents {
  view: (snapshot: Snapshot<AnyView>) => void;
  counts: (message: CountsMessage<object>) => void;
}

export interface ClientToServerEvents {
  /** A phone says whose number it shows: on connecting, and when it has another one. */
  present: (sessionToken: string) => void;
  /** A phone's randomness for the armed draw; answers whether it counts. */
  contribute: (contribution: Contribution, answer: (counted: boolean) => void) => void;
  /** Whether a projector's reels turn or stand: when that changes, and again on each connection. Answers true if it counts. */
  reels: (report: ReelsReport, answer?: (counted: boolean) => void) => void;
}
