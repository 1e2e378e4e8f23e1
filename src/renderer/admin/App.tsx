import { useEffect, useState, useSyncExternalStore } from 'react';
import type { OperatorView } from '../../contract/views.ts';
import { call } from '../common/api.ts';
import type { Live } from '../common/live.ts';
import { Desk } from './frame/ConsoleFrame.tsx';
import { Connecting } from './entrance/Connecting.tsx';
import type { Arrival } from './entrance/fragment.ts';
import { LogIn } from './entrance/LogIn.tsx';
import { SetUp } from './entrance/SetUp.tsx';
import { useMessages } from './preferences.ts';

// Tickets are good for one use: a render that is repeated must not redeem it twice.
let ticketRedeemed: ReturnType<typeof call<'redeemTicket'>> | null = null;

export const App = ({ arrival, live }: { arrival: Arrival; live: Live<OperatorView> }) => {
  const m = useMessages();
  const { view, online, refused } = useSyncExternalStore(live.subscribe, live.get);
  const [entering, setEntering] = useState(arrival.kind);
  const [ticketRefused, setTicketRefused] = useState(false);
  const eventName = view?.name;

  useEffect(() => {
    document.title = eventName === undefined ? `${m.title} · ${m.product}` : `${eventName} · ${m.title}`;
  }, [eventName, m]);

  useEffect(() => {
    if (arrival.kind !== 'ticket') return;
    ticketRedeemed ??= call('redeemTicket', { body: { ticket: arrival.token } });
    void ticketRedeemed.then((outcome) => {
      setTicketRefused(!outcome.ok);
      setEntering('none');
      live.reconnect();
    });
  }, [arrival, live]);

  if (entering === 'setup' && arrival.kind === 'setup') {
    const leave = (): void => {
      setEntering('none');
      live.reconnect();
    };
    return <SetUp token={arrival.token} onDone={leave} />;
  }
  if (entering === 'ticket') return <Connecting refused={null} />;
  if (refused === 'unauthorized')
    return (
      <LogIn
        message={ticketRefused ? m.entrance.ticketInvalid : view === null ? null : m.entrance.expired}
        onDone={live.reconnect}
      />
    );
  if (view === null) return <Connecting refused={refused} />;
  return <Desk live={live} view={view} online={online} />;
};
