import { render } from 'preact';
import { createBrowserStorage, createFallbackStore } from '../common/browserStorage.ts';
import { joinDraw } from './attendee.ts';
import { cookieStore, createTicketStore } from '../common/joining/ticketStore.ts';
import { Phone } from './Phone.tsx';
import '../common/tokens.css';
import '../common/handheld.css';
import '../common/visuallyHidden.css';
import './phone.css';
import './ticket.css';
import './win.css';
import './short.css';
import './landscape.css';

const fromLink = new URLSearchParams(location.search).get('event_id');
// The host writes the event that is on into the page, so that the number can be asked for at once.
const fromPage = document.querySelector<HTMLMetaElement>('meta[name="luckydraw-event"]')?.content;
// `||`: an empty text names no event.
const eventId = fromLink || fromPage || null;
const storage = createBrowserStorage();
const store = createTicketStore(storage, createFallbackStore([() => cookieStore(document, '/lottery')]));
const attendee = joinDraw(eventId, store, storage);
const root = document.getElementById('screen');
if (root) render(<Phone attendee={attendee} />, root);
