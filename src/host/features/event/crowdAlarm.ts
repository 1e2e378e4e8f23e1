import type { Platform } from '../../platform/feature.ts';
import type { Problem } from '../../platform/problems.ts';
import type { Crowd } from './crowd.ts';

/** A phone that has joined shows its number within a second or two. */
const LOOKED_EVERY_MS = 3_000;
const MANY = 200;
/** Of all numbers of the event. */
const MUCH = 0.2;

/**
 * Tells the organiser when one address has many numbers that no phone has shown, twice in a row: somebody may be
 * collecting them. Nothing else that went wrong is hidden by it.
 */
export const watchCrowd = (
  { clock, problems }: Pick<Platform, 'clock' | 'problems'>,
  crowd: Crowd,
  participants: () => number,
): (() => void) => {
  let before = 0;
  let told: Problem | null = null;
  return clock.every(LOOKED_EVERY_MS, () => {
    const unseen = crowd.counts().largest?.neverSeen ?? 0;
    const lasting = Math.min(before, unseen);
    before = unseen;
    if (lasting < MANY || lasting < participants() * MUCH) {
      if (told !== null) problems.clear(told);
      told = null;
    } else if (problems.current() === null) {
      told = problems.report({
        code: 'numbers_without_phones',
        details: { numbers: lasting },
        message: `One address has joined ${lasting} times without a phone. See Participants.`,
      });
    }
  });
};
