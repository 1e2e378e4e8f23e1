import { useEffect, useState } from 'react';
import type { PublicDraw } from '../../../../contract/stage/views.ts';
import { awaitedOf, type Awaited } from '../../../common/drawFacts.ts';
import { useConsole } from '../consoleContext.ts';

/** What the armed draw waits for now, and how many whole seconds the phones have left; both by the host's clock. */
export const useAwaited = (draw: PublicDraw): { readonly awaited: Awaited; readonly seconds: number } => {
  const { live, view } = useConsole();
  const [now, setNow] = useState(() => live.hostNow());
  useEffect(() => {
    const timer = setInterval(() => setNow(live.hostNow()), 250);
    return () => clearInterval(timer);
  }, [live]);
  return {
    awaited: awaitedOf(draw, now, view.awaiting_words),
    seconds: Math.max(0, Math.ceil((draw.entropy_until - now) / 1000)),
  };
};
