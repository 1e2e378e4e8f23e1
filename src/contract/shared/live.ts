/**
 * Socket.IO between the host and the project's own screens. A screen enters one channel with its handshake, and is sent
 * the channel's whole view at once and after every change. Screens act by HTTP. One that shows two channels connects
 * twice.
 */

/** Replaced whole, never patched. `revision` rises with every message, across restarts of the host too. */
export interface Snapshot<V> {
  readonly revision: number;
  readonly view: V;
}

/** The figures of a view that change often, whole: they replace those of the last view. */
export interface CountsMessage<C> {
  readonly revision: number;
  /** The host's clock, ms since 1970. */
  readonly now: number;
  readonly counts: C;
}

/** What every view has: the protocol's number, and the host's clock when it was sent, in ms since 1970. */
export interface AnyView {
  readonly protocol: number;
  readonly now: number;
}

/**
 * Handshake (`auth` of the Socket.IO client). `channel`: `audience` unless said otherwise. `key`: the room's or
 * the event's id; the active event unless said otherwise. `token`: a session's, where no cookie carries it.
 */
export interface HandshakeAuth {
  readonly channel?: string;
  readonly key?: string;
  readonly token?: string;
  /** A projector's page inside the admin console: shown the same, but no projector that the room sees, so not counted. */
  readonly mirror?: boolean;
}

/** Why a handshake is refused: the message of Socket.IO's `connect_error`. */
export type ConnectRefusal = 'unauthorized' | 'unknown_channel' | 'too_many_connections' | 'stopping';
