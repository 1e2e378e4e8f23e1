/** The draw itself (FAIRNESS section 6). */
import { announcementFaults, announcementHash, type Announcement } from './announcement.ts';
import type { Hex } from './bytes.ts';
import { readEntries, type Entry } from './entries.ts';
import { entropyHash, readEntropy, readRoom, type Contribution, type Entropy } from './entropy.ts';
import { pick } from './pick.ts';
import { finish, type Sliced } from './slices.ts';
import { createStream, drawKey } from './stream.ts';

/** Numbers: the winners in order, and the reserves in the order in which they step in for somebody absent. */
export type Outcome = { readonly winners: readonly number[]; readonly reserves: readonly number[] };

/** `chainLink`: `chain[announcement.draw]`. `room`: the contributions behind the room's entropy, `[]` where there is none. */
export type Draw = {
  readonly announcement: Announcement;
  readonly chainLink: Hex;
  readonly entries: readonly Entry[];
  readonly entropy: readonly Entropy[];
  readonly room: readonly Contribution[];
};

/** The outcome that follows from inputs which somebody has examined already. */
export function* outcomeOf({ announcement, chainLink, entries, entropy }: Omit<Draw, 'room'>): Sliced<Outcome> {
  const { winners, reserves } = announcement;
  const r = drawKey(chainLink, announcementHash(announcement), entropyHash(entropy));
  const picked = yield* pick(entries, winners + reserves, createStream(r));
  return { winners: picked.slice(0, winners), reserves: picked.slice(winners) };
}

/**
 * Decides a draw. Throws a TypeError where the parts do not belong together (other entries than announced, other sources, a
 * contribution that nobody committed to): such a draw could never be proved, so it must not happen.
 */
export function decide(draw: Draw): Outcome {
  const { announcement } = draw;
  const [fault] = announcementFaults(announcement);
  if (fault) throw new TypeError(fault.reason);
  const { tree } = required(finish(readEntries(draw.entries)));
  if (tree.count !== announcement.entries.count || tree.root !== announcement.entries.root) {
    throw new TypeError('the entries are not the announced ones');
  }
  required(finish(readRoom(draw.room, draw.entries, draw.entropy)));
  required(readEntropy(draw.entropy, announcement.entropy));
  return finish(outcomeOf(draw));
}

function required<T extends object>(read: T | string): T {
  if (typeof read === 'string') throw new TypeError(read);
  return read;
}
