import { createRoot } from 'react-dom/client';
import '../common/fonts.css';
import '../common/tokens.css';
import '../common/visuallyHidden.css';
import './projector.css';
import { call } from '../common/api.ts';
import { connectLive } from '../common/live.ts';
import { Projector } from './Projector.tsx';

/** The desktop app hands its window a one-time ticket; it is used once and leaves the address bar at once. */
const redeemTicket = async (): Promise<void> => {
  const ticket = new URLSearchParams(location.hash.slice(1)).get('ticket');
  if (ticket === null) return;
  history.replaceState(null, '', location.pathname + location.search);
  // A ticket that is not taken leaves this screen as an onlooker; it shows the draw all the same.
  await call('redeemTicket', { body: { ticket } });
};

const root = document.getElementById('screen');
if (root) {
  await redeemTicket();
  const asked = new URLSearchParams(location.search);
  const mirror = asked.get('mirror') === '1';
  createRoot(root).render(
    <Projector live={connectLive('display', { mirror })} mirror={mirror} calm={asked.get('calm') === '1'} />,
  );
}
