import { WifiOff } from 'lucide-react';
import { useEffect, useState, useSyncExternalStore } from 'react';
import type { OperatorView } from '../../../contract/stage/views.ts';
import type { Live } from '../../common/live.ts';
import { padNumber } from '../../common/numbers.ts';
import { standingWinners } from '../../common/standingWinners.ts';
import { ConsoleContext, useConsole, type Console } from '../console/consoleContext.ts';
import { useUnsaved } from '../console/drafts.ts';
import { sectionOf, SHOW_SECTION, withFeatures } from '../console/section.ts';
import { MainActionContext } from '../console/stage/mainActionContext.ts';
import { useMainActionTools } from '../console/stage/useMainActionTools.ts';
import { useTexts } from '../language/useTexts.ts';
import { usePreferences } from '../preferences.ts';
import { SECTIONS } from '../sections.ts';
import { Rail } from './Rail.tsx';
import { ShortcutsDialog } from './ShortcutsDialog.tsx';
import { frameTexts } from './texts.ts';
import { Toasts } from './Toasts.tsx';
import { TopBar } from './TopBar.tsx';
import { useShortcuts } from './useShortcuts.ts';
import { useToasts } from './useToasts.ts';
import './frame.css';

const DRAFTS = SECTIONS.flatMap(({ drafts }) => drafts);

const subscribeToHash = (changed: () => void): (() => void) => {
  addEventListener('hashchange', changed);
  return () => removeEventListener('hashchange', changed);
};

/** Asks before the page is left while something is typed and not saved, and empties all drafts with the console. */
const useDraftGuard = (view: OperatorView): void => {
  const unsaved = useUnsaved(DRAFTS, view);
  useEffect(() => {
    if (!unsaved) return undefined;
    const ask = (event: BeforeUnloadEvent): void => event.preventDefault();
    addEventListener('beforeunload', ask);
    return () => removeEventListener('beforeunload', ask);
  }, [unsaved]);
  useEffect(
    () => () => {
      for (const draft of DRAFTS) draft.clear();
    },
    [],
  );
};

/** The result in a sentence for screen readers, once, at the reveal. */
const resultWords = (view: OperatorView, say: (prize: string, numbers: string) => string): string => {
  const { draw } = view;
  if (view.stage !== 'winner' || !draw) return '';
  const stepped = draw.step_in?.draw_number;
  const numbers = typeof stepped === 'number' ? [stepped] : standingWinners(draw);
  return say(draw.prize_name, numbers.map((number) => padNumber(number, view.number_width)).join(', '));
};

const FrameContent = () => {
  const { view, online, features } = useConsole();
  const t = useTexts(frameTexts);
  const hash = useSyncExternalStore(subscribeToHash, () => location.hash);
  const [help, setHelp] = useState(false);
  const openHelp = (): void => setHelp(true);
  const sections = withFeatures(SECTIONS, features);
  const open = sectionOf(sections, hash);
  useShortcuts(sections, open?.id ?? '', openHelp);
  useDraftGuard(view);

  return (
    <>
      <a
        className="skip"
        href="#section"
        onClick={(event) => {
          // The fragment names sections; going to the section's content must not change it.
          event.preventDefault();
          document.getElementById('section')?.focus();
        }}
      >
        {t.skip}
      </a>
      <div className="console">
        <TopBar inShow={open?.id === SHOW_SECTION} />
        {!online && (
          <div className="offline-banner" role="alert" data-testid="offline-banner">
            <WifiOff aria-hidden="true" size={20} />
            <p>
              <b>{t.offlineBanner.title}.</b> {t.offlineBanner.body}
            </p>
          </div>
        )}
        <Rail sections={sections} openId={open?.id ?? ''} onHelp={openHelp} />
        <main key={open?.id} className="section" id="section" tabIndex={-1} data-section={open?.id}>
          {open && <open.component />}
        </main>
      </div>
      <p className="visually-hidden" aria-live="assertive">
        {resultWords(view, t.drawn)}
      </p>
      <ShortcutsDialog open={help} sections={sections.length} onClose={() => setHelp(false)} />
    </>
  );
};

/** The console: what is going on above, the sections at the side, and the open one in the middle. */
export const ConsoleFrame = ({
  live,
  view,
  online,
}: {
  live: Live<OperatorView>;
  view: OperatorView;
  online: boolean;
}) => {
  const { language } = usePreferences();
  const { toasts, notify, close } = useToasts();
  const main = useMainActionTools(live, view, online, notify);
  const value: Console = { live, view, online, language, notify, features: view.features };
  return (
    <ConsoleContext value={value}>
      <MainActionContext value={main}>
        <FrameContent />
        <Toasts toasts={toasts} onClose={close} />
      </MainActionContext>
    </ConsoleContext>
  );
};
