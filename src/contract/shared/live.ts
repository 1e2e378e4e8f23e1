/**
 * Socket.IO between the host and the project's own screens. A screen enters a channel with its handshake, may watch
 * more of them, and is sent the whole view of each at once and after every change. Screens act by HTTP.
 */

/** Of a channel: `key` is the event's or the room's id, or empty where there is only one. */
export interface ChannelAddress {
  readonly channel: string;
  readonly key: string;
}

/** Replaced whole, never patched. `revision` rises with every message, across restarts of the host too. */
export interface Snapshot<V> extends ChannelAddress {
  readonly revision: number;
  readonly view: V;
}

/** The figures of a view that change often, whole: they replace those of the last view. */
export interface CountsMessage<C> extends ChannelAddress {
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
 * Handshake (`auth` of the Socket.IO client). `channel`: `audience` unless said otherwise. `token`: a session's, where
 * no cookie carries it. Further fields are the channel's own.
 */
export interface HandshakeAuth {
  readonly channel?: string;
  readonly key?: string;
  readonly token?: string;
  /** A projector's page inside the admin console: shown the same, but no projector that the room sees, so not counted. */
  readonly mirror?: boolean;
}

/** Why a handshake is refused (message of `connect_error`), or watching another channel. */
export type ConnectRefusal = 'unauthorized' | 'unknown_channel' | 'too_many_connections' | 'stopping';
