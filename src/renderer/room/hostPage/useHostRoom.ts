import { useEffect, useRef, useState } from 'preact/hooks';
import type { HostPerson, HostRoomView } from '../../../contract/rooms/views.ts';
import { call, type CallError, type CallInput } from '../../common/api.ts';
import { connectLive, type Live, type LiveState } from '../../common/live.ts';
import type { RouteName } from '../../../contract/paths.ts';
import type { RouteData } from '../../../contract/routes.ts';
import type { Result } from '../../../core/result.ts';

/** The room as its host sees it, live. */
export const useHostView = (
  roomId: string,
  token: string | undefined,
): { readonly live: Live<HostRoomView> | null; readonly state: LiveState<HostRoomView> } => {
  const [live, setLive] = useState<Live<HostRoomView> | null>(null);
  const [state, setState] = useState<LiveState<HostRoomView>>({ view: null, online: false, refused: null });
  useEffect(() => {
    const opened = connectLive('room-host', { key: roomId, token });
    setLive(opened);
    opened.subscribe(() => setState(opened.get()));
    return () => opened.close();
  }, [roomId, token]);
  return { live, state };
};

/** The list of people is asked for at most this often, however fast it changes. */
const LIST_EVERY_MS = 700;
const PAGE = 100;

/** Everybody in the room in the order of joining, the first pages of them, kept up to date. */
export const usePeople = (roomId: string, token: string | undefined, revision: number) => {
  const [people, setPeople] = useState<readonly HostPerson[]>([]);
  const [wanted, setWanted] = useState(PAGE);
  const [total, setTotal] = useState(0);
  const last = useRef(0);
  useEffect(() => {
    let current = true;
    const load = async (): Promise<void> => {
      last.current = performance.now();
      const found: HostPerson[] = [];
      let after: number | null = 0;
      while (after !== null && found.length < wanted) {
        const page: Result<RouteData<'roomPeople'>, CallError> = await call('roomPeople', {
          params: { room_id: roomId },
          query: { after, limit: PAGE },
          ...(token !== undefined && { token }),
        });
        // The old list stays; the next change asks again.
        if (!page.ok || !current) return;
        found.push(...page.value.people);
        setTotal(page.value.total_count);
        after = page.value.next_after;
      }
      setPeople(found);
    };
    const timer = setTimeout(() => void load(), Math.max(0, last.current + LIST_EVERY_MS - performance.now()));
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [roomId, token, revision, wanted]);
  return { people, total, more: () => setWanted((n) => n + PAGE) };
};

const createGate = () => {
  let isTaken = false;
  return {
    /** False: somebody is in. */
    enter: (): boolean => {
      if (isTaken) return false;
      isTaken = true;
      return true;
    },
    leave: (): void => {
      isTaken = false;
    },
  };
};

/** Sends one wish of the host at a time; keeps the refusal until the next. */
export const useWish = (token: string | undefined) => {
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<CallError | null>(null);
  const [gate] = useState(createGate);
  /** Answers whether the host did it. */
  const send = async <N extends RouteName>(name: N, input: CallInput<N>): Promise<boolean> => {
    if (!gate.enter()) return false;
    setBusy(true);
    setRefusal(null);
    const answer = await call(name, { ...input, ...(token !== undefined && { token }) });
    gate.leave();
    setBusy(false);
    if (!answer.ok) setRefusal(answer.refusal.code);
    return answer.ok;
  };
  return { busy, refusal, send };
};
