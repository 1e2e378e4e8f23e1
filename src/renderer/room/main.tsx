import { render } from 'preact';
import { createBrowserStorage, createFallbackStore } from '../common/browserStorage.ts';
import { cookieStore, createTicketStore } from '../common/joining/ticketStore.ts';
import { LANGUAGE_KEY, preferredLanguage } from '../common/language.ts';
import { EnterCode } from './EnterCode.tsx';
import { followRoom } from './member.ts';
import { Room } from './Room.tsx';
import { TEXTS } from './texts.ts';
import '../common/tokens.css';
import '../common/handheld.css';
import '../common/visuallyHidden.css';
import './vote.css';
import './room.css';

const storage = createBrowserStorage();
const language = preferredLanguage(storage, LANGUAGE_KEY);
document.documentElement.lang = language;
const root = document.getElementById('screen');
const [, , id = '', part] = location.pathname.split('/');
const roomId = id.toUpperCase();

const showRoom = (): void => {
  const eventId = document.querySelector<HTMLMetaElement>('meta[name="luckydraw-event"]')?.content || null;
  const store = createTicketStore(storage, createFallbackStore([() => cookieStore(document, '/room')]));
  const member = followRoom(roomId, eventId, store, storage);
  if (root) render(<Room roomId={roomId} member={member} storage={storage} firstLanguage={language} />, root);
};

if (id === '') {
  if (root) render(<EnterCode t={TEXTS[language]} />, root);
} else if (part === 'host') {
  // One device of a room's needs this; the phones do not load it.
  void import('./hostPage/showHost.tsx').then(({ showHost }) => root && showHost(root, roomId, storage, language));
} else showRoom();
