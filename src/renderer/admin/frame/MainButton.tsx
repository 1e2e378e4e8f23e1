import { Hourglass, Play, RotateCw, Square, WifiOff } from 'lucide-react';
import { useEffect, useState, type ReactNode } from 'react';
import { usePreferences } from '../preferences.ts';
import type { PublicDraw } from '../../../contract/views.ts';
import { planOf } from '../../common/drawFacts.ts';
import { useDesk } from '../console/consoleContext.ts';
import { useAwaited } from '../console/stage/useAwaited.ts';

/** Counts the seconds until the reveal, by the host's clock. */
const TimeLeft = ({ until }: { until: number }) => {
  const { m, live } = useDesk();
  const [now, setNow] = useState(() => live.hostNow());
  useEffect(() => {
    const timer = setInterval(() => setNow(live.hostNow()), 250);
    return () => clearInterval(timer);
  }, [live]);
  const left = Math.ceil((until - now) / 1000);
  return left > 0 ? m.action.secondsLeft(left) : m.action.revealing;
};

const Armed = ({ draw }: { draw: PublicDraw }) => {
  const { m } = useDesk();
  const { awaited, seconds } = useAwaited(draw);
  switch (awaited) {
    case 'phones':
      return m.action.armed(seconds);
    case 'words':
      return m.action.awaitingWords;
    case 'beacon':
      return m.action.awaitingBeacon;
    case 'decision':
      return m.action.deciding;
  }
};

const ArmedHint = ({ draw }: { draw: PublicDraw }) => {
  const { m, view } = useDesk();
  const { awaited } = useAwaited(draw);
  const plan = planOf(draw.sources);
  if (awaited === 'words') return m.action.awaitingWordsHint;
  if (awaited === 'beacon' && plan.beacon !== null) return m.action.beaconRound(plan.beacon);
  return plan.room ? m.action.contributed(view.contributions, draw.entries) : draw.fingerprint;
};

/** The one big action of the moment. */
export const BigButton = () => {
  const { m, action, acting, act, online } = useDesk();
  const { shortcuts } = usePreferences();

  const { text, hint, Icon } = ((): { text: ReactNode; hint: ReactNode; Icon: typeof Play } => {
    if (!online) return { text: m.action.offline, hint: m.action.offlineHint, Icon: WifiOff };
    switch (action.kind) {
      case 'draw':
        return { text: acting ? m.action.drawing : m.action.draw(action.count), hint: action.prize.name, Icon: Play };
      case 'dismiss':
        return { text: acting ? m.action.dismissing : m.action.dismiss, hint: m.action.dismissHint, Icon: Square };
      case 'armed':
        return {
          text: <Armed key={action.draw.draw_id} draw={action.draw} />,
          hint: <ArmedHint key={action.draw.draw_id} draw={action.draw} />,
          Icon: Hourglass,
        };
      case 'busy':
        return {
          text: m.action.spinning,
          hint:
            action.revealAt === null ? m.action.revealing : <TimeLeft key={action.revealAt} until={action.revealAt} />,
          Icon: RotateCw,
        };
      case 'none':
        return { text: m.action[action.reason], hint: m.action[`${action.reason}Hint`], Icon: Play };
    }
  })();
  const possible = online && (action.kind === 'draw' || action.kind === 'dismiss');

  return (
    <button
      type="button"
      className={`big-button ${action.kind}`}
      // Not `disabled`: it keeps its focus and its place in the order of Tab through all stages of the show.
      aria-disabled={!possible || acting}
      aria-keyshortcuts={shortcuts ? 'Space' : undefined}
      onClick={act}
      data-testid="big-action"
      data-action={online ? action.kind : 'offline'}
    >
      <Icon aria-hidden="true" size={26} className={action.kind === 'busy' ? 'big-icon turning' : 'big-icon'} />
      <span className="big-words">
        <span className="big-text">{text}</span>
        <span className="big-hint">
          <bdi>{hint}</bdi>
        </span>
      </span>
      {possible && shortcuts && <kbd aria-hidden="true">{m.action.key}</kbd>}
    </button>
  );
};
