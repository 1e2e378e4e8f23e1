import { render } from 'preact';
import { joinDraw } from './attendee.ts';
import { Phone } from './Phone.tsx';
import './phone.css';

const fromLink = new URLSearchParams(location.search).get('event_id');
const fromPage = document.querySelector<HTMLMetaElement>('meta[name="luckydraw-event"]')?.content;
const attendee = joinDraw(fromLink ?? (fromPage === '' ? null : (fromPage ?? null)));
const root = document.getElementById('screen');
if (root) render(<Phone attendee={attendee} />, root);
