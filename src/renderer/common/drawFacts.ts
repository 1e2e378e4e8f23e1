/** What a screen tells of a draw's fairness, read from the view. */
import { isEntropy } from '../../core/fairness/entropy.ts';

/** The seal, short enough to be shown and long enough to be compared: its first and last eight digits. */
export const shortSeal = (seal: string): string => `${seal.slice(0, 8)} … ${seal.slice(-8)}`;

/**
 * Whether nobody can know or change the result any more and not even the host knows it yet: the entropy is closed, and the
 * delay is being computed.
 */
export const isSecret = (draw: {
  readonly delay: number;
  readonly close: object | null;
  readonly decided_at: number;
}): boolean => draw.delay > 0 && draw.close !== null && draw.decided_at === 0;

/** The announced sources of entropy. */
export interface Plan {
  readonly room: boolean;
  readonly spoken: boolean;
  /** The announced round of the public beacon; null without one. */
  readonly beacon: number | null;
}

export const planOf = (sources: readonly string[]): Plan => {
  const round = sources.map((source) => /^beacon:(\d+)$/.exec(source)?.[1]).find((found) => found !== undefined);
  return {
    room: sources.includes('room'),
    spoken: sources.includes('spoken'),
    beacon: round === undefined ? null : Number(round),
  };
};

/** What was mixed into a revealed draw; null for a source that was not asked. */
export interface MixedIn {
  /** How many phones added randomness. */
  readonly phones: number | null;
  /** What somebody in the audience called out. */
  readonly words: string | null;
  readonly beacon: number | null;
}

export const mixedIn = (entropy: readonly unknown[] | null): MixedIn => {
  const mixed = { phones: null, words: null, beacon: null };
  return (entropy ?? []).filter(isEntropy).reduce<MixedIn>((known, each) => {
    if (each.source === 'room') return { ...known, phones: each.count };
    return each.source === 'spoken' ? { ...known, words: each.value } : { ...known, beacon: each.round };
  }, mixed);
};

/** What an armed draw waits for; `decision`: for nothing any more. */
export type Awaited = 'phones' | 'words' | 'beacon' | 'decision';

/**
 * What an armed draw waits for, one after the other, at a moment of the host's clock. `words`: the audience's words are
 * still missing, as far as this screen knows.
 */
export const awaitedOf = (
  draw: { readonly sources: readonly string[]; readonly entropy_until: number },
  now: number,
  words: boolean,
): Awaited => {
  const plan = planOf(draw.sources);
  if (plan.room && now < draw.entropy_until) return 'phones';
  if (plan.spoken && words) return 'words';
  return plan.beacon === null ? 'decision' : 'beacon';
};
