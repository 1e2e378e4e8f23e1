import { useCallback, useEffect, useRef, useState, useSyncExternalStore, type ReactNode } from 'react';
import type { Bridge } from '../../contract/bridge.ts';
import type { RouteBody } from '../../contract/routes.ts';
import type { ReelsReport } from '../../contract/stage/live.ts';
import type { DisplayView } from '../../contract/stage/views.ts';
import { call, START_TIMEOUT_MS, type CallError } from '../common/api.ts';
import { chooseLanguage, nextLanguage } from '../common/language.ts';
import type { Live } from '../common/live.ts';
import { randomKey } from '../common/randomKey.ts';
import { isSwallowed, keyIntent } from './keys.ts';
import { LogInDialog } from './logIn/LogInDialog.tsx';
import { prepare } from './parts/pictures.ts';
import { createSceneChange } from './sceneChange.ts';
import { sceneFor } from './scenes.ts';
import { useCalm, useHiddenPointer, useScreen } from './screen.ts';
import { createSound } from './sound.ts';
import type { FrameTexts } from './texts.en.ts';
import { TEXTS } from './texts.ts';
import { useShown } from './useShown.ts';

interface Props {
  readonly live: Live<DisplayView>;
  /** A silent copy inside the admin's page: no keys, no sound. */
  readonly mirror: boolean;
  readonly calm: boolean;
}

const NOTICE_MS = 4_000;
/** A start that takes longer, because the host asks for the public beacon first, is not to look like no start. */
const SLOW_START_MS = 900;

/** Why nothing can be drawn, in the audience's words; from the view, before asking the host. */
const nothingToDraw = (view: DisplayView, texts: FrameTexts): string => {
  if (view.prizes.length === 0) return texts.notice.noPrizes;
  if (view.prizes.every((prize) => prize.remaining === 0)) return texts.notice.allDrawn;
  return view.count === 0 ? texts.notice.nobodyYet : texts.notice.nobodyLeft;
};

const refusalNotice = (code: CallError, texts: FrameTexts): string | null => {
  switch (code) {
    case 'no_prizes_left':
      return texts.notice.allDrawn;
    case 'not_enough_entries':
      return texts.notice.tooFew;
    // Somebody else was first: the stage shows it already.
    case 'draw_in_progress':
    case 'nothing_to_dismiss':
      return null;
    default:
      return texts.notice.oneMoment;
  }
};

export const Projector = ({ live, mirror, calm: calmAsked }: Props): ReactNode => {
  const [changeScene] = useState(() => createSceneChange(live, !mirror));
  const { view, online } = useSyncExternalStore(changeScene.subscribe, live.get);
  const language = view?.language ?? chooseLanguage(navigator.languages);
  const texts = TEXTS[language];
  const shown = useShown();
  const screen = useScreen();
  const calm = useCalm(calmAsked);
  useHiddenPointer();
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);

  const pictures = view?.prizes.map((prize) => prize.image_url ?? '').join('\n') ?? '';
  useEffect(() => prepare(pictures.split('\n').filter((url) => url !== '')), [pictures]);

  const [sound] = useState(() => (mirror ? null : createSound()));
  useEffect(() => () => sound?.close(), [sound]);

  const muted = view?.muted ?? null;
  const wasMuted = useRef(muted);

  const [notice, setNotice] = useState<{ text: string } | null>(null);
  const [sign, setSign] = useState<{ text: string } | null>(null);
  useEffect(() => {
    if (!notice) return;
    const timer = setTimeout(() => setNotice(null), NOTICE_MS);
    return () => clearTimeout(timer);
  }, [notice]);
  useEffect(() => {
    if (!sign) return;
    const timer = setTimeout(() => setSign(null), 1_500);
    return () => clearTimeout(timer);
  }, [sign]);
  useEffect(() => {
    if (muted === null) return;
    sound?.mute(muted);
    if (wasMuted.current !== null && wasMuted.current !== muted) {
      setSign({ text: muted ? texts.soundOff : texts.soundOn });
    }
    wasMuted.current = muted;
  }, [muted, sound, texts]);
  const [loggingIn, setLoggingIn] = useState(false);

  // One visit of a stage: a repeated press within it is the same wish, and carries the same idempotency key.
  const stay = view ? `${view.stage} ${view.draw?.draw_id ?? ''}` : '';
  const visit = useRef({ stay: '', since: 0, key: '' });
  useEffect(() => {
    visit.current = { stay, since: performance.now(), key: randomKey() };
  }, [stay]);
  const onReveal = useCallback(() => {
    visit.current.since = performance.now();
  }, []);
  const busy = useRef(false);

  const reels = useRef<ReelsReport | null>(null);
  const tellReels = useCallback(
    (report: ReelsReport) => {
      reels.current = report;
      live.tellReels(report);
    },
    [live],
  );
  useEffect(() => {
    if (online && reels.current) live.tellReels(reels.current);
  }, [online, live]);

  useEffect(() => {
    if (mirror) return;
    const startNext = async (now: DisplayView): Promise<void> => {
      const next = now.control?.next;
      if (!next) return setNotice({ text: nothingToDraw(now, texts) });
      const slowStart = setTimeout(() => setNotice({ text: texts.notice.oneMoment }), SLOW_START_MS);
      const answer = await call('announce', {
        params: { event_id: now.id },
        body: { prize_id: next.prize_id, count: next.count },
        idempotencyKey: `projector-${now.id}-${next.prize_id}-${visit.current.key}`,
        timeoutMs: START_TIMEOUT_MS,
      });
      clearTimeout(slowStart);
      setNotice(null);
      if (answer.ok) return;
      const { code } = answer.refusal;
      // The host's answer was no: the next press is another wish. Without an answer it is still the same.
      if (code !== 'offline') visit.current.key = randomKey();
      if (code === 'unauthorized') return setLoggingIn(true);
      const text = refusalNotice(code, texts);
      if (text !== null) setNotice({ text });
    };
    const dismiss = async (now: DisplayView): Promise<void> => {
      const answer = await call('dismiss', { params: { event_id: now.id } });
      if (answer.ok) return;
      if (answer.refusal.code === 'unauthorized') return setLoggingIn(true);
      const text = refusalNotice(answer.refusal.code, texts);
      if (text !== null) setNotice({ text });
    };
    // The host's state: the other screens and the console follow.
    const change = async (now: DisplayView, body: RouteBody<'updateEvent'>): Promise<void> => {
      const answer = await call('updateEvent', { params: { event_id: now.id }, body });
      if (answer.ok) return;
      if (answer.refusal.code === 'unauthorized') return setLoggingIn(true);
      setNotice({ text: texts.notice.oneMoment });
    };
    const once = async (act: () => Promise<void>): Promise<void> => {
      if (busy.current) return;
      busy.current = true;
      await act();
      busy.current = false;
    };
    const pressed = (event: KeyboardEvent): void => {
      if (loggingIn) return;
      const now = live.get().view;
      const intent = keyIntent(event, {
        stage: now?.stage ?? null,
        loggedIn: now?.control !== null,
        sinceChange: performance.now() - visit.current.since,
      });
      if (isSwallowed(event.key)) event.preventDefault();
      if (intent === null || !now) return;
      switch (intent) {
        case 'draw':
          return void once(() => startNext(now));
        case 'dismiss':
          return void once(() => dismiss(now));
        case 'log_in':
          return setLoggingIn(true);
        case 'full_screen':
          return toggleFullScreen();
        case 'window':
          return void desktop()?.setFullScreen(false);
        case 'mute':
          return void once(() => change(now, { projector_muted: !now.muted }));
        case 'language':
          return void once(() => change(now, { projector_language: nextLanguage(now.language) }));
      }
    };
    window.addEventListener('keydown', pressed);
    return () => window.removeEventListener('keydown', pressed);
  }, [mirror, live, texts, loggingIn]);

  const now = view && sceneFor(view, shown);
  const Scene = now?.scene.Component;
  const status = online ? (sign?.text ?? null) : view ? texts.reconnecting : texts.connecting;
  return (
    <main className={calm ? 'stage calm' : 'stage'} data-testid="stage" data-stage={view?.stage ?? 'connecting'}>
      {view && now && Scene && (
        <Scene
          key={now.subject}
          view={view}
          {...shown}
          language={language}
          screen={screen}
          calm={calm}
          mirror={mirror}
          hostNow={live.hostNow}
          sound={sound}
          onReveal={onReveal}
          tellReels={tellReels}
        />
      )}
      {!mirror && (
        <output className="visually-hidden" aria-live="polite">
          {view && now ? now.scene.announce(view, language, shown) : ''}
        </output>
      )}
      {notice && (
        <output key={notice.text} className="notice">
          {notice.text}
        </output>
      )}
      {status !== null && <p className={online ? 'sign' : 'sign sign-offline'}>{status}</p>}
      {loggingIn && (
        <LogInDialog
          language={language}
          onDone={(loggedIn) => {
            setLoggingIn(false);
            if (loggedIn) live.reconnect();
          }}
        />
      )}
    </main>
  );
};

const desktop = (): Bridge | undefined => globalThis.luckyDrawBridge;

const toggleFullScreen = (): void => {
  const bridge = desktop();
  const full = document.fullscreenElement !== null || window.innerHeight >= window.screen.height;
  if (bridge) void bridge.setFullScreen(!full);
  else if (document.fullscreenElement) void document.exitFullscreen();
  else void document.documentElement.requestFullscreen();
};
