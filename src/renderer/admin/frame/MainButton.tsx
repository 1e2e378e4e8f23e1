import { Hourglass, Play, RotateCw, Square, WifiOff } from 'lucide-react';
import { useEffect, useState, type ReactNode } from 'react';
import type { PublicDraw } from '../../../contract/stage/views.ts';
import { planOf } from '../../common/drawFacts.ts';
import { useConsole } from '../console/consoleContext.ts';
import { useMainAction } from '../console/stage/mainActionContext.ts';
import { useAwaited } from '../console/stage/useAwaited.ts';
import { consoleTexts } from '../console/texts.ts';
import { useTexts } from '../language/useTexts.ts';
import { usePreferences } from '../preferences.ts';
import { frameTexts } from './texts.ts';
import './mainButton.css';

/** Counts the seconds until the reveal, by the host's clock. */
const TimeLeft = ({ until }: { until: number }) => {
  const { live } = useConsole();
  const t = useTexts(frameTexts).action;
  const [now, setNow] = useState(() => live.hostNow());
  useEffect(() => {
    const timer = setInterval(() => setNow(live.hostNow()), 250);
    return () => clearInterval(timer);
  }, [live]);
  const left = Math.ceil((until - now) / 1000);
  return left > 0 ? t.secondsLeft(left) : t.revealing;
};

const Armed = ({ draw }: { draw: PublicDraw }) => {
  const t = useTexts(frameTexts).action;
  const { awaited, seconds } = useAwaited(draw);
  switch (awaited) {
    case 'phones':
      return t.armed(seconds);
    case 'words':
      return t.awaitingWords;
    case 'beacon':
      return t.awaitingBeacon;
    case 'decision':
      return t.deciding;
  }
};

const ArmedHint = ({ draw }: { draw: PublicDraw }) => {
  const { view } = useConsole();
  const t = useTexts(frameTexts).action;
  const { contributed, beaconRound } = useTexts(consoleTexts);
  const { awaited } = useAwaited(draw);
  const plan = planOf(draw.sources);
  if (awaited === 'words') return t.awaitingWordsHint;
  if (awaited === 'beacon' && plan.beacon !== null) return beaconRound(plan.beacon);
  return plan.room ? contributed(view.contributions, draw.entries) : draw.fingerprint;
};

/** The one button that matters now: it draws, waits or dismisses. `inShow`: its key works, in the section of the show. */
export const MainButton = ({ inShow }: { readonly inShow: boolean }) => {
  const { online } = useConsole();
  const { action, acting, act } = useMainAction();
  const t = useTexts(frameTexts).action;
  const { shortcuts: wanted } = usePreferences();
  const shortcuts = wanted && inShow;

  const { text, hint, Icon } = ((): { text: ReactNode; hint: ReactNode; Icon: typeof Play } => {
    if (!online) return { text: t.offline, hint: t.offlineHint, Icon: WifiOff };
    switch (action.kind) {
      case 'draw':
        return { text: acting ? t.drawing : t.draw(action.count), hint: action.prize.name, Icon: Play };
      case 'dismiss':
        return { text: acting ? t.dismissing : t.dismiss, hint: t.dismissHint, Icon: Square };
      case 'armed':
        return {
          text: <Armed key={action.draw.draw_id} draw={action.draw} />,
          hint: <ArmedHint key={action.draw.draw_id} draw={action.draw} />,
          Icon: Hourglass,
        };
      case 'busy':
        return {
          text: t.spinning,
          hint: action.revealAt === null ? t.revealing : <TimeLeft key={action.revealAt} until={action.revealAt} />,
          Icon: RotateCw,
        };
      case 'none':
        return { text: t[action.reason], hint: t[`${action.reason}Hint`], Icon: Play };
    }
  })();
  const possible = online && (action.kind === 'draw' || action.kind === 'dismiss');

  return (
    <button
      type="button"
      className={`main-button ${action.kind}`}
      // Not `disabled`: it keeps its focus and its place in the order of Tab through all stages of the show.
      aria-disabled={!possible || acting}
      aria-keyshortcuts={shortcuts ? 'Space' : undefined}
      onClick={act}
      data-testid="big-action"
      data-action={online ? action.kind : 'offline'}
    >
      <Icon aria-hidden="true" size={26} className={action.kind === 'busy' ? 'main-icon turning' : 'main-icon'} />
      <span className="main-words">
        <span className="main-text">{text}</span>
        <span className="main-hint">
          <bdi>{hint}</bdi>
        </span>
      </span>
      {possible && shortcuts && <kbd aria-hidden="true">{t.key}</kbd>}
    </button>
  );
};
