import { Plus, Vote } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { RoomItem } from '../../../../contract/rooms/routes.ts';
import type { RouteData } from '../../../../contract/routes.ts';
import { call } from '../../../common/api.ts';
import { useConsole } from '../../console/consoleContext.ts';
import type { Section } from '../../console/section.ts';
import { useHostData } from '../../console/useHostData.ts';
import { useRequest } from '../../console/useRequest.ts';
import { EmptyState } from '../../controls/EmptyState.tsx';
import { Loading } from '../../controls/Loading.tsx';
import { LoadingRefused } from '../../controls/RefusalNotice.tsx';
import { RequestButton } from '../../controls/RequestButton.tsx';
import { useTexts } from '../../language/useTexts.ts';
import { Archive } from './Archive.tsx';
import { RoomDesk } from './RoomDesk.tsx';
import { roomsTexts } from './texts.ts';
import { useRefusalWords } from '../../console/useRefusalWords.ts';
import './rooms.css';

const EVERY_MS = 3_000;
const PAGE_SIZE = 50;

const RoomButton = ({ room, chosen, onChoose }: { room: RoomItem; chosen: boolean; onChoose: () => void }) => {
  const t = useTexts(roomsTexts);
  return (
    <button
      type="button"
      className={chosen ? 'room-button chosen' : 'room-button'}
      aria-pressed={chosen}
      onClick={onChoose}
      data-testid="room"
    >
      <span className="room-name">
        <bdi>{room.title || t.room(room.room_id)}</bdi>
        {room.shown && <span className="tag">{t.onProjector}</span>}
      </span>
      <span className="room-facts quiet">
        <span>{t.phases[room.phase]}</span>
        <span>{t.here(room.participants)}</span>
      </span>
    </button>
  );
};

/** Host tokens of the rooms that this console opened: shown once by the host, and kept as long as the page is open. */
const tokens = new Map<string, string>();

const Rooms = () => {
  const { notify } = useConsole();
  const t = useTexts(roomsTexts);
  const refusalWords = useRefusalWords();
  const { busy, send } = useRequest();
  const [chosen, setChosen] = useState<string | null>(null);
  const [beat, setBeat] = useState(0);
  const lookAgain = (): void => setBeat((n) => n + 1);
  useEffect(() => {
    const timer = setInterval(() => setBeat((n) => n + 1), EVERY_MS);
    return () => clearInterval(timer);
  }, []);
  const [after, setAfter] = useState(0);
  const list = useHostData(`rooms ${after}`, beat, () => call('rooms', { query: { after, limit: PAGE_SIZE } }));
  const rooms = list.data?.rooms ?? [];
  const total = list.data?.total_count ?? 0;
  const next = list.data?.next_after ?? null;
  const isPaged = next !== null || after > 0;
  const room = rooms.find(({ room_id: id }) => id === chosen) ?? rooms.at(-1) ?? null;

  const acquire = async (): Promise<void> => {
    const outcome = await send<RouteData<'acquireRoom'>>(() => call('acquireRoom', {}));
    if (outcome === null) return;
    if (!outcome.ok) return notify('bad', refusalWords(outcome.refusal));
    const { room_id: id, host_token: token } = outcome.value;
    tokens.set(id, token);
    setChosen(id);
    // It stands last.
    setAfter(total - (total % PAGE_SIZE));
    lookAgain();
    notify('good', t.acquired(id));
  };
  return (
    <div className="rooms-section">
      <div className="section-head">
        <div>
          <h2>{t.title}</h2>
          <p className="quiet">{t.lead}</p>
        </div>
        <RequestButton
          className={list.data !== null && total === 0 ? 'button primary' : 'button'}
          busy={busy}
          onClick={() => void acquire()}
          testId="room-acquire"
        >
          <Plus aria-hidden="true" size={18} />
          {t.acquire}
        </RequestButton>
      </div>
      <LoadingRefused refusal={list.refusal} retry={list.retry} />
      {list.data === null && !list.refusal && <Loading />}
      {list.data !== null && total === 0 && <EmptyState icon={Vote} title={t.emptyTitle} body={t.emptyBody} />}
      {total > 0 && (
        <div className={rooms.length > 1 || isPaged ? 'rooms-columns' : 'rooms-columns single'}>
          {(rooms.length > 1 || isPaged) && (
            <nav className="room-list" aria-label={t.rooms}>
              {rooms.map((each) => (
                <RoomButton
                  key={each.room_id}
                  room={each}
                  chosen={each.room_id === room?.room_id}
                  onChoose={() => setChosen(each.room_id)}
                />
              ))}
              {isPaged && (
                <button
                  type="button"
                  className="button small-button"
                  onClick={() => setAfter(next ?? 0)}
                  data-testid="rooms-more"
                >
                  {next === null ? t.firstRooms : t.laterRooms}
                </button>
              )}
            </nav>
          )}
          {room !== null && (
            <RoomDesk
              key={room.gathering}
              room={room}
              token={tokens.get(room.room_id) ?? null}
              onToken={(token) => {
                tokens.set(room.room_id, token);
                lookAgain();
              }}
              onChanged={lookAgain}
            />
          )}
        </div>
      )}
      {list.data !== null && <Archive revision={total} />}
    </div>
  );
};

export const roomsSection: Section = {
  id: 'rooms',
  feature: 'rooms',
  texts: roomsTexts,
  icon: Vote,
  component: Rooms,
  drafts: [],
};
