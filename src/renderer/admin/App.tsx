import { useEffect, useState, useSyncExternalStore } from 'react';
import type { OperatorView } from '../../contract/stage/views.ts';
import { call } from '../common/api.ts';
import type { Live } from '../common/live.ts';
import { consoleTexts } from './console/texts.ts';
import { Begin } from './entrance/Begin.tsx';
import { Connecting } from './entrance/Connecting.tsx';
import type { Arrival } from './entrance/fragment.ts';
import { LogIn } from './entrance/LogIn.tsx';
import { SetUp } from './entrance/SetUp.tsx';
import { entranceTexts } from './entrance/texts.ts';
import { ConsoleFrame } from './frame/ConsoleFrame.tsx';
import { useTexts } from './language/useTexts.ts';

// Tickets are good for one use: a render that is repeated must not redeem it twice.
let ticketRedeemed: ReturnType<typeof call<'redeemTicket'>> | null = null;

export const App = ({ arrival, live }: { arrival: Arrival; live: Live<OperatorView> }) => {
  const { title, product } = useTexts(consoleTexts);
  const { ticketInvalid, expired } = useTexts(entranceTexts).logIn;
  const { view, online, refused } = useSyncExternalStore(live.subscribe, live.get);
  const [entering, setEntering] = useState(arrival.kind);
  const [ticketRefused, setTicketRefused] = useState(false);
  /** Null: not known yet. Without a password there is nothing to log in with. */
  const [passwordSet, setPasswordSet] = useState<boolean | null>(null);
  const isStranger = refused === 'unauthorized';
  const eventName = view?.name;

  useEffect(() => {
    if (!isStranger) return;
    void call('entrance', {}).then((answer) => setPasswordSet(!answer.ok || answer.value.password_set));
  }, [isStranger]);

  useEffect(() => {
    document.title = eventName === undefined ? `${title} · ${product}` : `${eventName} · ${title}`;
  }, [eventName, title, product]);

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
  if (refused === 'unauthorized' && passwordSet === null) return <Connecting refused={null} />;
  if (refused === 'unauthorized' && passwordSet === false) return <Begin onSet={() => setPasswordSet(true)} />;
  if (refused === 'unauthorized')
    return <LogIn message={ticketRefused ? ticketInvalid : view === null ? null : expired} onDone={live.reconnect} />;
  if (view === null) return <Connecting refused={refused} />;
  return <ConsoleFrame live={live} view={view} online={online} />;
};
