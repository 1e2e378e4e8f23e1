import { useEffect, useState } from 'react';
import type { ConnectRefusal } from '../../../contract/events.ts';
import { useMessages } from '../preferences.ts';
import { EntranceFrame } from './EntranceFrame.tsx';

/** Before the first view: says what it waits for, and after a while what may be wrong. */
export const Connecting = ({ refused }: { refused: ConnectRefusal | null }) => {
  const m = useMessages();
  const [long, setLong] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLong(true), 4_000);
    return () => clearTimeout(timer);
  }, []);
  const why = refused === 'too_many_connections' ? m.busyHost : refused === 'stopping' ? m.stoppingHost : null;
  return (
    <EntranceFrame>
      <div className="entrance-form" aria-live="polite">
        <h1>{long ? m.connectingLong.title : m.connecting}</h1>
        {(why !== null || long) && <p className="quiet">{why ?? m.connectingLong.body}</p>}
        <span className="working" aria-hidden="true" />
      </div>
    </EntranceFrame>
  );
};
