import { render } from 'preact';
import { joinDraw } from './attendee.ts';
import { Phone } from './Phone.tsx';
import { cookieShelf, createShelves, createTicketStore } from './ticketStore.ts';
import './phone.css';

const fromLink = new URLSearchParams(location.search).get('event_id');
// The host writes the event that is on into the page, so that the number can be asked for at once.
const fromPage = document.querySelector<HTMLMetaElement>('meta[name="luckydraw-event"]')?.content;
// `||`: an empty text names no event.
const eventId = fromLink || fromPage || null;
const shelves = createShelves([() => localStorage, () => sessionStorage]);
const store = createTicketStore(shelves, createShelves([() => cookieShelf(document)]));
const attendee = joinDraw(eventId, store, shelves);
const root = document.getElementById('screen');
if (root) render(<Phone attendee={attendee} store={store} />, root);
