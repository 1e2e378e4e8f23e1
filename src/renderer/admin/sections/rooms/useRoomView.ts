import { useEffect, useState } from 'react';
import type { HostRoomView } from '../../../../contract/rooms/views.ts';
import { connectLive } from '../../../common/live.ts';

/** A room as its host sees it: open while somebody looks at it, and no longer. Null until it is known. */
export const useRoomView = (roomId: string): HostRoomView | null => {
  const [view, setView] = useState<HostRoomView | null>(null);
  useEffect(() => {
    const live = connectLive('room-host', { key: roomId });
    live.subscribe(() => setView(live.get().view));
    return () => {
      live.close();
      setView(null);
    };
  }, [roomId]);
  return view?.room_id === roomId ? view : null;
};
