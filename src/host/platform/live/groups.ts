import type { AnyView, CountsMessage, Snapshot } from '../../../contract/shared/live.ts';
import type { Clock } from '../clock.ts';
import type { Channel } from './channel.ts';

/** What a group sends, to all of its members at once. */
export interface GroupSender {
  view(group: string, snapshot: Snapshot<AnyView>): void;
  counts(group: string, message: CountsMessage<object>): void;
}

interface Group {
  readonly channel: Channel;
  readonly key: string;
  readonly variant: string;
  members: number;
  /** The view that the members have: built once, for newcomers and for all at once alike. */
  view: AnyView;
  /** The same without its counts and its clock, as text: what is like it needs not be sent again. */
  steady: string;
  counts: string;
  cancelPending: (() => void) | null;
}

/** The view without what may differ while nothing has changed for the screen. */
const steadyText = (view: AnyView, counts: object): string => {
  const steady: Record<string, unknown> = { ...view, now: 0 };
  for (const name of Object.keys(counts)) steady[name] = 0;
  return JSON.stringify(steady);
};

/**
 * The groups of all channels that have members. A change of one group is built and sent for that group alone; counts
 * travel apart from the rest of the view, as often as the channel says.
 */
export const createGroups = (clock: Clock, send: GroupSender) => {
  const groups = new Map<string, Group>();
  const byAddress = new Map<string, Set<string>>();
  let revision = clock.now();
  /** Rises with every message, across restarts too: from the clock. */
  const nextRevision = (): number => (revision = Math.max(revision + 1, clock.now()));
  const addressOf = (channel: string, key: string): string => `${channel} ${key}`;
  const idOf = (channel: string, key: string, variant: string): string => `${channel} ${key} ${variant}`;

  const forEachOf = (channel: string, key: string, visit: (group: Group, id: string) => void): void => {
    for (const id of byAddress.get(addressOf(channel, key)) ?? []) {
      const group = groups.get(id);
      if (group) visit(group, id);
    }
  };

  const cancelPending = (group: Group): void => {
    group.cancelPending?.();
    group.cancelPending = null;
  };

  const sendCounts = (group: Group, id: string): void => {
    group.cancelPending = null;
    const counts = group.channel.counts(group.key, group.variant);
    const text = JSON.stringify(counts);
    if (text === group.counts) return;
    group.counts = text;
    send.counts(id, { revision: nextRevision(), now: clock.now(), counts });
  };

  const countedGroup = (group: Group, id: string): void => {
    group.cancelPending ??= clock.after(group.channel.pace(group.members), () => sendCounts(group, id));
  };

  const changedGroup = (group: Group, id: string): void => {
    const view = group.channel.view(group.key, group.variant);
    const counts = group.channel.counts(group.key, group.variant);
    const steady = steadyText(view, counts);
    // Much of what an organiser does changes nothing for the phones: ten thousand of them need not hear of it.
    if (steady === group.steady) return countedGroup(group, id);
    cancelPending(group);
    Object.assign(group, { view, steady, counts: JSON.stringify(counts) });
    send.view(id, { revision: nextRevision(), view });
  };

  return {
    /** One more member; answers the group's id and what the newcomer is shown: what the others have, as of now. */
    enter: (channel: Channel, key: string, variant: string): { id: string; snapshot: Snapshot<AnyView> } => {
      const id = idOf(channel.name, key, variant);
      const counts = channel.counts(key, variant);
      let group = groups.get(id);
      if (!group) {
        const view = channel.view(key, variant);
        const steady = steadyText(view, counts);
        group = {
          channel,
          key,
          variant,
          members: 0,
          view,
          steady,
          counts: JSON.stringify(counts),
          cancelPending: null,
        };
        groups.set(id, group);
        const address = addressOf(channel.name, key);
        byAddress.set(address, (byAddress.get(address) ?? new Set()).add(id));
      }
      group.members += 1;
      const view = { ...group.view, ...counts, now: clock.now() };
      return { id, snapshot: { revision: nextRevision(), view } };
    },

    leave: (id: string): void => {
      const group = groups.get(id);
      if (!group) return;
      group.members -= 1;
      if (group.members > 0) return;
      cancelPending(group);
      groups.delete(id);
      const address = addressOf(group.channel.name, group.key);
      const ids = byAddress.get(address);
      ids?.delete(id);
      if (ids?.size === 0) byAddress.delete(address);
    },

    changed: (channel: string, key: string): void => forEachOf(channel, key, changedGroup),
    counted: (channel: string, key: string): void => forEachOf(channel, key, countedGroup),
    members: (channel: string, key: string, variant: string): number =>
      groups.get(idOf(channel, key, variant))?.members ?? 0,
    /** Adds the members of each channel. */
    addSizes: (sizes: Map<string, number>): void => {
      for (const { channel, members } of groups.values())
        sizes.set(channel.name, (sizes.get(channel.name) ?? 0) + members);
    },
    close: (): void => {
      for (const group of groups.values()) cancelPending(group);
    },
  };
};
