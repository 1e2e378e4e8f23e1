/** Socket.IO: every event by name, in one place. Screens only listen; they act by HTTP. */
import type { AudienceView, DisplayView, OperatorView } from './views.ts';

export type Role = 'audience' | 'display' | 'operator';

export interface ViewOf {
  audience: AudienceView;
  display: DisplayView;
  operator: OperatorView;
}

/** Replaced whole, never patched. `revision` rises with every message of a role, across restarts of the host too. */
export interface Snapshot<V> {
  readonly revision: number;
  readonly view: V;
}

export interface ServerToClientEvents {
  view: (snapshot: Snapshot<AudienceView | DisplayView | OperatorView>) => void;
}

/** What a phone adds to an armed draw: step `step` of its chain (FAIRNESS sections 2 and 5), `value` in hex. */
export interface Contribution {
  draw_id: string;
  session_token: string;
  step: number;
  value: string;
}

/** The one thing that a phone may send; whatever is not a valid contribution is counted and ignored. */
export interface ClientToServerEvents {
  contribute: (contribution: Contribution, answer: (counted: boolean) => void) => void;
}

/**
 * Handshake (`auth` of the Socket.IO client). `audience` unless said otherwise. `operator` needs an admin's session
 * (cookie, or `token`); `display` is answered to everybody, with `control` for an admin's session only.
 */
export interface HandshakeAuth {
  role?: Role;
  token?: string;
  /** A projector's page inside the admin console: shown the same, but no projector that the room sees, so not counted. */
  mirror?: boolean;
}

/** Message of the Socket.IO `connect_error` for a handshake that is refused. */
export type ConnectRefusal = 'unauthorized' | 'too_many_connections' | 'stopping';

/** `GET /api/luckydraw/ws`: the public news as a plain WebSocket, for other programs. */
export type PublicNews =
  | { type: 'participant_joined'; event_id: string; data: { count: number; joined: number } }
  | { type: 'stage_changed'; event_id: string; data: Pick<AudienceView, 'stage' | 'draw' | 'count'> }
  | {
      type: 'winners_revealed';
      event_id: string;
      data: { draw_id: string; prize_name: string; prize_rank: number; winners: { draw_number: number }[] };
    };
