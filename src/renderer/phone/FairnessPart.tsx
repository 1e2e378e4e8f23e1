import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { spreadOut } from '../common/backoff.ts';
import type { Language } from '../common/language.ts';
import { createRetryingTask } from '../common/retryingTask.ts';
import type { Attendee } from './attendee.ts';

/** A whole audience joins at once, and its numbers come first: the rest is loaded so long after them, and spread. */
const LOAD_AFTER_MS = 1_000;
const LOAD_SPREAD_MS = 3_000;
const LOAD_AGAIN_MS = 5_000;

type Line = ComponentType<{ width: number; language: Language }>;

/** Loads what the phone does for fairness, and its line on the screen, once there is a number; at once if a draw asks. */
export const FairnessPart = ({
  attendee,
  hasNumber,
  isAsked,
  width,
  language,
}: {
  attendee: Attendee;
  hasNumber: boolean;
  isAsked: boolean;
  width: number;
  language: Language;
}) => {
  const [Line, setLine] = useState<Line | null>(null);
  const [loading] = useState(() =>
    createRetryingTask(async () => {
      try {
        const { startFairness } = await import('./fairness/fairnessLine.tsx');
        const loaded = await startFairness(attendee);
        setLine(() => loaded);
        return null;
      } catch {
        return spreadOut(LOAD_AGAIN_MS, Math.random); // Lost on the air.
      }
    }),
  );
  const isLoaded = Line !== null;
  useEffect(() => {
    if (hasNumber && !isLoaded) loading.soon(isAsked ? 0 : LOAD_AFTER_MS + Math.random() * LOAD_SPREAD_MS);
  }, [hasNumber, isAsked, isLoaded, loading]);
  return Line ? (
    <Line width={width} language={language} />
  ) : (
    <section class="fairness" data-testid="fairness" data-verdict="none" />
  );
};
