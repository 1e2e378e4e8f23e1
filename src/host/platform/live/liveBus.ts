/** How features tell screens and programs that something changed, without knowing who is there, or whether anybody is. */
export interface LiveBus {
  /** The view of a channel's group has changed: tell it now. */
  changed(channel: string, key: string): void;
  /** Only counts have: tell them soon, together. */
  counted(channel: string, key: string): void;
  /** To all who listen to this feed. */
  publish(feed: string, key: string, message: object): void;
  /** How many screens are in a group now, of this variant. */
  members(channel: string, key: string, variant: string): number;
  /** How many screens and programs are in each channel and feed now. */
  sizes(): ReadonlyMap<string, number>;
  /** Calls back when screens have come or gone. */
  onPresence(listener: (channel: string, key: string) => void): void;
}

/** What stands behind the bus once the server is there. */
export type LiveTarget = Omit<LiveBus, 'onPresence'>;

/** Features are opened before there is a server to tell through: until then there is nobody to tell. */
export const createLiveBus = () => {
  let target: LiveTarget | null = null;
  const listeners: ((channel: string, key: string) => void)[] = [];
  const bus: LiveBus = {
    changed: (channel, key) => target?.changed(channel, key),
    counted: (channel, key) => target?.counted(channel, key),
    publish: (feed, key, message) => target?.publish(feed, key, message),
    members: (channel, key, variant) => target?.members(channel, key, variant) ?? 0,
    sizes: () => target?.sizes() ?? new Map(),
    onPresence: (listener) => void listeners.push(listener),
  };
  return {
    bus,
    attach: (to: LiveTarget): void => {
      target = to;
    },
    presenceChanged: (channel: string, key: string): void => {
      for (const listener of listeners) listener(channel, key);
    },
  };
};
