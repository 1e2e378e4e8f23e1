import { WifiOff } from 'lucide-react';
import {
  useCallback,
  useEffect,
  useEffectEvent,
  useRef,
  useState,
  useSyncExternalStore,
  type ComponentType,
} from 'react';
import type { OperatorView } from '../../../contract/views.ts';
import { padNumber } from '../../common/numbers.ts';
import type { Live } from '../../common/live.ts';
import { LogRoom } from '../sections/log/section.tsx';
import { ParticipantsRoom } from '../sections/participants/section.tsx';
import { useMessages, usePreferences } from '../preferences.ts';
import { isDirty, type PrizeEditing } from '../sections/prizes/prizeDraft.ts';
import { PrizesRoom } from '../sections/prizes/section.tsx';
import { ResultsRoom } from '../sections/results/section.tsx';
import { isSettingsDirty, type SettingsDraft } from '../sections/settings/event/eventDraft.ts';
import { isWindowDirty } from '../sections/settings/draws/windowDraft.ts';
import { SettingsRoom } from '../sections/settings/section.tsx';
import { ShowRoom } from '../sections/stage/section.tsx';
import { DeskContext, type DeskTools, type ToastKind } from '../console/consoleContext.ts';
import { Rail } from './Rail.tsx';
import { roomOf, ROOMS, type RoomName } from './rooms.ts';
import { ownsKey, shortcutOf, type Shortcut } from './shortcuts.ts';
import { ShortcutsDialog } from './ShortcutsDialog.tsx';
import { Toasts, type Toast } from './Toasts.tsx';
import { TopBar } from './TopBar.tsx';
import { useBigAction } from '../console/stage/useMainAction.ts';
import './frame.css';

const ROOM_OF: Record<RoomName, ComponentType> = {
  show: ShowRoom,
  prizes: PrizesRoom,
  participants: ParticipantsRoom,
  results: ResultsRoom,
  log: LogRoom,
  settings: SettingsRoom,
};

const subscribeToHash = (changed: () => void): (() => void) => {
  addEventListener('hashchange', changed);
  return () => removeEventListener('hashchange', changed);
};

const useRoom = (): RoomName => roomOf(useSyncExternalStore(subscribeToHash, () => location.hash));

const useToasts = () => {
  const [toasts, setToasts] = useState<readonly Toast[]>([]);
  const nextId = useRef(1);
  const notify = useCallback((kind: ToastKind, text: string): void => {
    const id = nextId.current++;
    // Good news replaces good news; a fault stays, but the same one is said once, and a pile would hide the desk.
    setToasts((before) => [
      ...before.filter((toast) => toast.kind === 'bad' && toast.text !== text).slice(-2),
      { id, kind, text },
    ]);
  }, []);
  const close = useCallback((id: number): void => setToasts((before) => before.filter((toast) => toast.id !== id)), []);
  return { toasts, notify, close };
};

/** The result in a sentence for screen readers, once, at the reveal. */
const resultWords = (view: OperatorView, say: (prize: string, numbers: string) => string): string => {
  const winners = view.stage === 'winner' ? view.draw?.winners : null;
  if (!winners || !view.draw) return '';
  return say(view.draw.prize_name, winners.map((w) => padNumber(w.draw_number, view.number_width)).join(', '));
};

export const Desk = ({ live, view, online }: { live: Live<OperatorView>; view: OperatorView; online: boolean }) => {
  const m = useMessages();
  const { language, shortcuts } = usePreferences();
  const room = useRoom();
  const { toasts, notify, close } = useToasts();
  const big = useBigAction(live, view, online, m, notify);
  const [help, setHelp] = useState(false);
  const [editing, setEditing] = useState<PrizeEditing | null>(null);
  const [typedSettings, setTypedSettings] = useState<Partial<SettingsDraft>>({});

  const [typedWindow, setTypedWindow] = useState<string | null>(null);

  const choosePrizeByStep = (step: 1 | -1): void => {
    const left = view.prizes.filter((prize) => prize.remaining > 0);
    const at = left.findIndex((prize) => prize.id === big.prize?.id);
    const next = left[Math.max(0, Math.min(left.length - 1, at + step))];
    if (next) big.choosePrize(next.id);
  };
  const follow = (shortcut: Shortcut): void => {
    if (shortcut.kind === 'big') big.act();
    else if (shortcut.kind === 'help') setHelp(true);
    else if (shortcut.kind === 'prize') choosePrizeByStep(shortcut.step);
    else if (shortcut.kind === 'count') big.chooseCount(big.count + shortcut.step);
    else if (shortcut.kind === 'nth') {
      const prize = view.prizes[shortcut.index];
      if (prize && prize.remaining > 0) big.choosePrize(prize.id);
    } else {
      const name = ROOMS[shortcut.index];
      if (name) location.hash = name;
    }
  };
  const onShortcut = useEffectEvent(follow);

  useEffect(() => {
    if (!shortcuts) return undefined;
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || document.querySelector('dialog[open]') !== null) return;
      const shortcut = shortcutOf(event, room === 'show');
      if (shortcut === null) return;
      if (shortcut.kind !== 'room' && ownsKey(document.activeElement, event.key)) return;
      event.preventDefault();
      onShortcut(shortcut);
    };
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, [shortcuts, room]);

  const unsaved =
    (editing !== null && isDirty(editing)) ||
    isSettingsDirty(typedSettings, view.settings) ||
    isWindowDirty(typedWindow, view.settings);
  useEffect(() => {
    if (!unsaved) return undefined;
    const ask = (event: BeforeUnloadEvent): void => event.preventDefault();
    addEventListener('beforeunload', ask);
    return () => removeEventListener('beforeunload', ask);
  }, [unsaved]);

  const tools: DeskTools = {
    live,
    view,
    online,
    m,
    language,
    notify,
    action: big.action,
    acting: big.acting,
    act: big.act,
    prize: big.prize,
    count: big.count,
    choosePrize: big.choosePrize,
    chooseCount: big.chooseCount,
    editing,
    setEditing,
    typedSettings,
    setTypedSettings,
    typedWindow,
    setTypedWindow,
  };
  const Room = ROOM_OF[room];
  return (
    <DeskContext value={tools}>
      <a
        className="skip"
        href="#room"
        onClick={(event) => {
          // The fragment names rooms; going to the room's content must not change it.
          event.preventDefault();
          document.getElementById('room')?.focus();
        }}
      >
        {m.skip}
      </a>
      <div className="desk">
        <TopBar />
        {!online && (
          <div className="offline-banner" role="alert" data-testid="offline-banner">
            <WifiOff aria-hidden="true" size={20} />
            <p>
              <b>{m.offlineBanner.title}.</b> {m.offlineBanner.body}
            </p>
          </div>
        )}
        <Rail room={room} onHelp={() => setHelp(true)} />
        <main key={room} className="room" id="room" tabIndex={-1} data-room={room}>
          <Room />
        </main>
      </div>
      <p className="visually-hidden" aria-live="assertive">
        {resultWords(view, m.live.drawn)}
      </p>
      <Toasts toasts={toasts} onClose={close} />
      <ShortcutsDialog open={help} onClose={() => setHelp(false)} />
    </DeskContext>
  );
};
