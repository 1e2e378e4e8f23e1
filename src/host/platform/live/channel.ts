import type { AnyView, ConnectRefusal, HandshakeAuth } from '../../../contract/shared/live.ts';
import type { Caller } from '../http/caller.ts';

/** Who asks to enter a channel, and from where. `caller`: by the session that the handshake brought; nobody where it brought none. */
export interface JoinRequest {
  readonly key: string;
  readonly address: string;
  readonly caller: Caller;
  readonly handshake: Readonly<Record<string, unknown>> & HandshakeAuth;
}

/**
 * Let in. `variant` tells apart who is shown different things in one channel; `caller`: on whose session the screen is
 * here, so that it goes when the session ends; null where nobody's was needed.
 */
export interface Admission {
  readonly variant: string;
  readonly caller: Caller | null;
  /** Called when the screen is in; answers what to call when it has gone. */
  readonly entered?: () => () => void;
}

/**
 * Takes what one screen sends; made for each connection, so that it can count. Any value may come, any number of times.
 * `left`: aborted when the connection has ended. `variant`: as it was admitted.
 */
export type Listen = (
  left: AbortSignal,
  variant: string,
) => Readonly<Record<string, (payload: unknown, answer: (value: unknown) => void) => void>>;

/**
 * A group of screens that are shown the same: those of an event, or of a room. `key` tells the groups of a channel
 * apart. Views and counts are built for a group that has members, when it has changed, and once for all of them.
 */
export interface Channel {
  readonly name: string;
  admit(request: JoinRequest): Admission | ConnectRefusal;
  /** The whole view, counts included; `now` and the counts may be those of this moment. */
  view(key: string, variant: string): AnyView;
  /** The figures of the view that travel apart; they have the names that they have in the view. */
  counts(key: string, variant: string): object;
  /** How long counts may wait to be told together, ms. */
  pace(members: number): number;
  readonly listen?: Listen;
}
