import { useState } from 'react';
import type { RoomItem } from '../../../../contract/rooms/routes.ts';
import type { HostRoomView } from '../../../../contract/rooms/views.ts';
import type { RouteBody, RouteData } from '../../../../contract/routes.ts';
import { call } from '../../../common/api.ts';
import { useConsole } from '../../console/consoleContext.ts';
import { shortTime } from '../../console/time.ts';
import { useRequest, type Outcome } from '../../console/useRequest.ts';
import { ConfirmDialog } from '../../controls/ConfirmDialog.tsx';
import { Loading } from '../../controls/Loading.tsx';
import { RequestButton } from '../../controls/RequestButton.tsx';
import { useTexts } from '../../language/useTexts.ts';
import { DrawAmong } from './DrawAmong.tsx';
import { HostLink } from './HostLink.tsx';
import { QrCode } from './QrCode.tsx';
import { RoomOutcome } from './RoomOutcome.tsx';
import { RoomPeople } from './RoomPeople.tsx';
import { RoomSettings } from './RoomSettings.tsx';
import { roomsTexts } from './texts.ts';
import { useRoomView } from './useRoomView.ts';
import { useRefusalWords } from '../../console/useRefusalWords.ts';

type Asked = 'start' | 'close' | 'release';

const isOpenTo = ({ phase }: HostRoomView): boolean => phase === 'acquired' || phase === 'gathering';

/** What may be done to the room now; the next step of its life is the one in brass. */
const Actions = ({
  view,
  busy,
  act,
  onReleased,
}: {
  view: HostRoomView;
  busy: boolean;
  act: <T>(request: () => Promise<Outcome<T>>) => Promise<T | null>;
  onReleased: () => void;
}) => {
  const { notify } = useConsole();
  const t = useTexts(roomsTexts);
  const [asked, setAsked] = useState<Asked | null>(null);
  const params = { room_id: view.room_id };
  const open = isOpenTo(view);
  const missing = view.participants - (view.phase === 'voting' ? view.voted : view.ready);
  const isTie = view.result !== null && view.result.winner === null && view.result.first.length > 1;

  const start = async (): Promise<void> => {
    setAsked(null);
    await act<RouteData<'startVoting'>>(() => call('startVoting', { params }));
  };
  const close = async (): Promise<void> => {
    setAsked(null);
    await act<RouteData<'closeVoting'>>(() => call('closeVoting', { params }));
  };
  const release = async (): Promise<void> => {
    setAsked(null);
    if ((await act<RouteData<'releaseRoom'>>(() => call('releaseRoom', { params }))) === null) return;
    notify('good', t.released(view.room_id));
    onReleased();
  };
  const breakTie = async (): Promise<void> => {
    const drawn = await act<RouteData<'breakTie'>>(() => call('breakTie', { params }));
    if (drawn !== null) notify('good', t.tieDecided(drawn.text));
  };
  return (
    <div className="room-buttons">
      {open && (
        <RequestButton
          className="button primary"
          busy={busy}
          blocked={view.participants === 0}
          onClick={() => {
            if (view.participants === 0) return;
            if (missing > 0) setAsked('start');
            else void start();
          }}
          testId="room-start"
        >
          {t.start}
        </RequestButton>
      )}
      {view.phase === 'voting' && (
        <RequestButton
          className="button primary"
          busy={busy}
          onClick={() => {
            if (missing > 0) setAsked('close');
            else void close();
          }}
          testId="room-close"
        >
          {t.close}
        </RequestButton>
      )}
      {isTie && (
        <RequestButton className="button primary" busy={busy} onClick={() => void breakTie()} testId="room-tie-break">
          {t.tieBreak}
        </RequestButton>
      )}
      <RequestButton
        className="button"
        busy={busy}
        onClick={() =>
          void act<RouteData<'showRoom'>>(() => call('showRoom', { params, body: { shown: !view.shown } }))
        }
        testId="room-projector"
      >
        {view.shown ? t.hide : t.show}
      </RequestButton>
      {open && (
        <RequestButton
          className="button"
          busy={busy}
          onClick={() =>
            void act<RouteData<'changeRoom'>>(() => call('changeRoom', { params, body: { locked: !view.locked } }))
          }
          testId="room-lock"
        >
          {view.locked ? t.unlock : t.lock}
        </RequestButton>
      )}
      <RequestButton
        className="button destructive-quiet"
        busy={busy}
        onClick={() => setAsked('release')}
        testId="room-release"
      >
        {t.release}
      </RequestButton>
      <ConfirmDialog
        open={asked === 'start'}
        title={t.startTitle}
        confirm={t.startConfirm}
        cancel={t.keep}
        busy={busy}
        onClose={() => setAsked(null)}
        onConfirm={() => void start()}
      >
        <p>{t.startBody(missing)}</p>
      </ConfirmDialog>
      <ConfirmDialog
        open={asked === 'close'}
        title={t.closeTitle}
        confirm={t.closeConfirm}
        cancel={t.keep}
        busy={busy}
        onClose={() => setAsked(null)}
        onConfirm={() => void close()}
      >
        <p>{t.closeBody(missing)}</p>
      </ConfirmDialog>
      <ConfirmDialog
        open={asked === 'release'}
        title={t.releaseTitle(view.room_id)}
        confirm={t.releaseConfirm}
        cancel={t.keep}
        busy={busy}
        onClose={() => setAsked(null)}
        onConfirm={() => void release()}
      >
        <p>{t.releaseBody}</p>
      </ConfirmDialog>
    </div>
  );
};

/** Bars of the vote as far as screens are shown them. */
const Running = ({ view }: { view: HostRoomView }) => (
  <ol className="room-outcome">
    {view.bars.map(({ text_id, share, votes }) => (
      <li key={text_id}>
        <bdi>{view.ballot.find((text) => text.text_id === text_id)?.text ?? ''}</bdi>
        <b>{votes}</b>
        <span className="room-outcome-bar" aria-hidden="true">
          <span style={{ transform: `scaleX(${share})` }} />
        </span>
      </li>
    ))}
  </ol>
);

/** One room: how far it is, what comes next, who is in it, and how others get in. */
export const RoomDesk = ({
  room,
  token,
  onToken,
  onChanged,
}: {
  room: RoomItem;
  /** The host token, while this console knows it. */
  token: string | null;
  onToken: (token: string) => void;
  onChanged: () => void;
}) => {
  const { view: show, language, notify } = useConsole();
  const t = useTexts(roomsTexts);
  const refusalWords = useRefusalWords();
  const { busy, send } = useRequest();
  const view = useRoomView(room.room_id);
  if (view === null) return <Loading />;

  const act = async <T,>(request: () => Promise<Outcome<T>>): Promise<T | null> => {
    const outcome = await send(request);
    if (outcome?.ok === false) notify('bad', refusalWords(outcome.refusal));
    onChanged();
    return outcome?.ok === true ? outcome.value : null;
  };
  const change = async (body: RouteBody<'changeRoom'>): Promise<boolean> => {
    const params = { room_id: view.room_id };
    const changed = await act<RouteData<'changeRoom'>>(() => call('changeRoom', { params, body }));
    if (changed !== null && body.title !== undefined) notify('good', t.saved);
    return changed !== null;
  };
  const open = isOpenTo(view);
  const isVote = view.phase === 'voting' || view.phase === 'result';
  const part = isVote ? view.voted : view.ready;
  return (
    <section className="room-card" aria-labelledby="room-heading" data-testid="room-desk" data-phase={view.phase}>
      <div className="room-card-head">
        <div>
          <h3 id="room-heading">
            <bdi>{view.title || t.room(view.room_id)}</bdi>
            <span className="tag">{t.phases[view.phase]}</span>
            {view.locked && <span className="tag">{t.locked}</span>}
            {view.shown && <span className="tag">{t.onProjector}</span>}
          </h3>
          {view.title !== '' && <p className="quiet">{t.room(view.room_id)}</p>}
          {room.frees_at !== null && <p className="quiet">{t.frees(shortTime(room.frees_at, language, show.now))}</p>}
        </div>
        <Actions view={view} busy={busy} act={act} onReleased={onChanged} />
      </div>
      <div className="room-now">
        <p className="room-figures" data-testid="room-figures">
          {isVote ? t.votedOf(view.voted, view.participants) : t.readyOf(view.ready, view.participants)}
        </p>
        <div className="room-meter" aria-hidden="true">
          <span style={{ transform: `scaleX(${view.participants === 0 ? 0 : part / view.participants})` }} />
        </div>
      </div>
      {view.phase === 'voting' && view.bars.length > 0 && <Running view={view} />}
      {view.result && (
        <RoomOutcome texts={view.result.texts} winner={view.result.winner} tieDraw={view.result.tie_draw} />
      )}
      {view.phase === 'result' && <DrawAmong groups={room.groups} />}
      <div className="room-columns">
        <RoomPeople view={view} />
        <div className="room-aside">
          {open && (
            <section className="room-part room-join" aria-labelledby="room-join-heading">
              <h4 id="room-join-heading">{t.joinHeading}</h4>
              <QrCode text={view.join_url} label={t.joinQr} />
              <p className="room-link" dir="ltr" data-testid="room-join-text">
                {view.join_text}
              </p>
            </section>
          )}
          {open && <RoomSettings view={view} busy={busy} change={change} />}
          <HostLink view={view} token={token} onToken={onToken} />
        </div>
      </div>
    </section>
  );
};
