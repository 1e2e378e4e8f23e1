/** The draw itself (FAIRNESS section 7). */
import { announcementFaults, announcementHash, type Announcement } from './announcement.ts';
import type { Hex } from './bytes.ts';
import { delayInput, readDelay, undelayed } from './delay.ts';
import { readEntries, type Entry } from './entries.ts';
import { entropyHash, readEntropy, readRoom, type Contribution, type Entropy } from './entropy.ts';
import { pick } from './pick.ts';
import { finish, type Sliced } from './slices.ts';
import { createStream, drawBlocks, drawKey } from './stream.ts';

/** Numbers: the winners in order, and the reserves in the order in which they step in for somebody absent. */
export type Outcome = { readonly winners: readonly number[]; readonly reserves: readonly number[] };

/**
 * `chainLink`: `chain[announcement.draw]`. `room`: the contributions behind the room's entropy, `[]` where there is none.
 * `delay`: what the delay gave, `y` in hex.
 */
export type Draw = {
  readonly announcement: Announcement;
  readonly chainLink: Hex;
  readonly entries: readonly Entry[];
  readonly entropy: readonly Entropy[];
  readonly room: readonly Contribution[];
  readonly delay: string;
};

/** Where the delay of a draw begins: `x0`, which is also `y` where no delay was announced. */
export function delayInputOf({
  announcement,
  chainLink,
  entropy,
}: Pick<Draw, 'announcement' | 'chainLink' | 'entropy'>): bigint {
  return delayInput(chainLink, announcementHash(announcement), entropyHash(entropy));
}

/** The outcome that follows from inputs which somebody has examined already. */
export function* outcomeOf({ announcement, chainLink, entries, entropy, delay }: Omit<Draw, 'room'>): Sliced<Outcome> {
  const { winners, reserves } = announcement;
  const r = drawKey(chainLink, announcementHash(announcement), entropyHash(entropy), delay);
  const picked = yield* pick(entries, winners + reserves, createStream(r, drawBlocks));
  return { winners: picked.slice(0, winners), reserves: picked.slice(winners) };
}

/** Why a value of unknown origin is not what the delay of a draw gives; null: it is. */
export function* delayFault(
  draw: Pick<Draw, 'announcement' | 'chainLink' | 'entropy'>,
  y: unknown,
): Sliced<string | null> {
  const at = readDelay(y);
  if (at === null) return 'the delay is not a number from 1 to p - 1 in 256 lower-case hexadecimal digits';
  const input = yield* undelayed(at, draw.announcement.delay);
  return input === delayInputOf(draw) ? null : 'the delay does not go back to what it must begin with';
}

/**
 * Decides a draw. Throws a TypeError where the parts do not belong together (other entries than announced, other sources, a
 * contribution that nobody committed to, another delay): such a draw could never be proved, so it must not happen.
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
  required(readEntropy(draw.entropy, announcement.entropy, Date.parse(announcement.announced_at), null));
  const wrong = finish(delayFault(draw, draw.delay));
  if (wrong !== null) throw new TypeError(wrong);
  return finish(outcomeOf(draw));
}

function required<T extends object>(read: T | string): T {
  if (typeof read === 'string') throw new TypeError(read);
  return read;
}
