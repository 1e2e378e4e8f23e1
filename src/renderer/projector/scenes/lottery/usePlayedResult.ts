import { useEffect, useRef, useState } from 'react';
import type { ShownResult } from '../../../../contract/lotteries/live.ts';

/** From the first turn of the reels to the winners, and how long these stay, ms. */
export const TURN_MS = 4_000;
const HOLD_MS = 7_000;
/** A result older than this, on a reload for instance, is not played again. */
const FRESH_MS = 20_000;

export interface PlayedResult {
  readonly result: ShownResult;
  /** When its reels began to turn, by the host's clock. */
  readonly since: number;
}

/**
 * The result that is played now: one at a time, each whole. Of several that come meanwhile the newest is next, so that a
 * busy game does not fall behind. Null: players gather.
 */
export const usePlayedResult = (last: ShownResult | null, hostNow: () => number): PlayedResult | null => {
  const [played, setPlayed] = useState<PlayedResult | null>(null);
  const seen = useRef<string | null>(null);
  useEffect(() => {
    if (played !== null || last === null || last.lottery_id === seen.current) return;
    // Not within the effect itself: what it sets is of this moment, by the host's clock.
    const timer = setTimeout(() => {
      seen.current = last.lottery_id;
      if (hostNow() - last.ended_at <= FRESH_MS) setPlayed({ result: last, since: hostNow() });
    }, 0);
    return () => clearTimeout(timer);
  }, [played, last, hostNow]);
  useEffect(() => {
    if (played === null) return;
    const timer = setTimeout(() => setPlayed(null), TURN_MS + HOLD_MS);
    return () => clearTimeout(timer);
  }, [played]);
  return played;
};
