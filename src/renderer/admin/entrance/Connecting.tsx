import { useEffect, useState } from 'react';
import type { ConnectRefusal } from '../../../contract/shared/live.ts';
import { useTexts } from '../language/useTexts.ts';
import { EntranceFrame } from './EntranceFrame.tsx';
import { entranceTexts } from './texts.ts';

/** Before the first view: says what it waits for, and after a while what may be wrong. */
export const Connecting = ({ refused }: { refused: ConnectRefusal | null }) => {
  const t = useTexts(entranceTexts);
  const [long, setLong] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLong(true), 4_000);
    return () => clearTimeout(timer);
  }, []);
  const why = refused === 'too_many_connections' ? t.busyHost : refused === 'stopping' ? t.stoppingHost : null;
  return (
    <EntranceFrame>
      <div className="entrance-form" aria-live="polite">
        <h1>{long ? t.connectingLong.title : t.connecting}</h1>
        {(why !== null || long) && <p className="quiet">{why ?? t.connectingLong.body}</p>}
        <span className="working" aria-hidden="true" />
      </div>
    </EntranceFrame>
  );
};
