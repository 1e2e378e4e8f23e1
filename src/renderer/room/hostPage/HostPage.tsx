import { useEffect, useState } from 'preact/hooks';
import type { HostRoomView } from '../../../contract/rooms/views.ts';
import type { KeyValueStore } from '../../common/browserStorage.ts';
import { LANGUAGE_KEY, LANGUAGE_NAMES, nextLanguage, type Language } from '../../common/language.ts';
import type { Live } from '../../common/live.ts';
import { Countdown, Meter, Offline, Press } from '../parts.tsx';
import { Result } from '../Result.tsx';
import { refusalText, TEXTS } from '../texts.ts';
import { AskFirst } from './AskFirst.tsx';
import { dropHostToken } from './hostToken.ts';
import { People, type Moderation } from './People.tsx';
import { Qr } from '../../common/Qr.tsx';
import { Settings } from './Settings.tsx';
import { HOST_TEXTS, type HostTexts } from './texts.ts';
import { useHostView, usePeople, useWish } from './useHostRoom.ts';

const Figures = ({ view, t }: { view: HostRoomView; t: HostTexts }) => {
  const isVote = view.phase === 'voting' || view.phase === 'result';
  const part = isVote ? view.voted : view.ready;
  return (
    <div class="figures">
      <p>
        <b data-testid="participants">{view.participants}</b> {t.here}
      </p>
      <p>
        <b data-testid={isVote ? 'voted' : 'ready-count'}>{part}</b> {isVote ? t.voted : t.ready}
      </p>
      <Meter value={part} of={view.participants} />
    </div>
  );
};

const Bars = ({ view }: { view: HostRoomView }) => (
  <ol class="bars paper" data-testid="host-bars">
    {view.bars.map(({ text_id, share, votes }) => (
      <li key={text_id} class="bar">
        <span dir="auto">{view.ballot.find((text) => text.text_id === text_id)?.text ?? ''}</span>
        <b>{votes ?? ''}</b>
        <span class="track" aria-hidden="true">
          <i style={{ width: `${share * 100}%` }} />
        </span>
      </li>
    ))}
  </ol>
);

/** The room in the hands of its host: who is here, what is shown, and the one thing to do next. */
const OpenRoom = ({
  view,
  token,
  hostNow,
  language,
}: {
  view: HostRoomView;
  token: string | undefined;
  hostNow: () => number;
  language: Language;
}) => {
  const t = HOST_TEXTS[language];
  const phoneTexts = TEXTS[language];
  const params = { room_id: view.room_id };
  const { busy, refusal, send } = useWish(token);
  const { people, total, more } = usePeople(view.room_id, token, view.people_revision);
  const person = (id: number) => ({ room_id: view.room_id, person_id: String(id) });
  const moderation: Moderation = {
    busy,
    show: ({ id }, shown) => void send('moderatePerson', { params: person(id), body: { shown } }),
    remove: ({ id }) => void send('removePerson', { params: person(id) }),
  };
  const isOpen = view.phase === 'acquired' || view.phase === 'gathering';
  const missing = view.participants - (view.phase === 'voting' ? view.voted : view.ready);
  const isTie = view.result !== null && view.result.winner === null && view.result.first.length > 1;
  // Those that wait stand above already.
  const others = people.filter(({ state }) => state !== 'held' || !isOpen);

  return (
    <>
      <main class="host-main" data-testid="host" data-phase={view.phase}>
        <Figures view={view} t={t} />
        {view.phase === 'voting' && view.closes_at !== null && (
          <Countdown closesAt={view.closes_at} hostNow={hostNow} t={phoneTexts} />
        )}
        {view.phase === 'voting' && view.bars.length > 0 && <Bars view={view} />}
        {view.result && <Result result={view.result} own={null} t={phoneTexts} />}
        {view.phase === 'result' && (
          <section class="card">
            <h2>{t.draw}</h2>
            <p class="hint">{t.drawHint}</p>
            <a class="side" href="/lottery/admin#rooms">
              {t.toConsole}
            </a>
          </section>
        )}
        {isOpen && view.held > 0 && (
          <section class="card held" aria-live="polite" data-testid="held">
            <h2>{t.held(view.held)}</h2>
            <People people={view.held_people} view={view} moderation={moderation} t={t} />
            {view.held > view.held_people.length && (
              <p class="hint">{t.heldMore(view.held - view.held_people.length)}</p>
            )}
          </section>
        )}
        {isOpen && (
          <details class="card" open={view.participants === 0}>
            <summary>{t.joinHere}</summary>
            <div class="join">
              <Qr text={view.join_url} label={t.qr} />
              <p class="join-text" dir="ltr" data-testid="join-text">
                {view.join_text}
              </p>
            </div>
          </details>
        )}
        {isOpen && (
          <details class="card">
            <summary data-testid="settings">{t.settings}</summary>
            <Settings view={view} busy={busy} change={(body) => send('changeRoom', { params, body })} t={t} />
          </details>
        )}
        <section class="card">
          <h2>{t.people(view.participants)}</h2>
          {view.locked && <p class="mark held">{t.locked}</p>}
          {view.participants === 0 ? (
            <p class="hint">{t.nobody}</p>
          ) : (
            <People people={others} view={view} moderation={moderation} t={t} />
          )}
          {total > people.length && (
            <Press busy={busy} kind="plain" testId="more-people" onClick={more}>
              {t.morePeople}
            </Press>
          )}
        </section>
      </main>
      <div class="host-actions">
        {refusal !== null && (
          <p class="fault" role="alert">
            {t.refusals[refusal] ?? refusalText(phoneTexts, refusal)}
          </p>
        )}
        {isOpen && (
          <AskFirst
            kind="press"
            question={missing > 0 ? t.startAsk(missing) : null}
            yes={t.startYes}
            no={t.keep}
            busy={busy || view.participants === 0}
            onYes={() => void send('startVoting', { params })}
            testId="start"
          >
            {t.start}
          </AskFirst>
        )}
        {view.phase === 'voting' && (
          <AskFirst
            kind="press"
            question={missing > 0 ? t.closeAsk(missing) : null}
            yes={t.closeYes}
            no={t.keep}
            busy={busy}
            onYes={() => void send('closeVoting', { params })}
            testId="close"
          >
            {t.close}
          </AskFirst>
        )}
        {isTie && (
          <Press busy={busy} kind="press" testId="tie-break" onClick={() => void send('breakTie', { params })}>
            {t.tieBreak}
          </Press>
        )}
        <div class="host-side">
          {isOpen && (
            <Press
              busy={busy}
              kind="side"
              testId="lock"
              onClick={() => void send('changeRoom', { params, body: { locked: !view.locked } })}
            >
              {view.locked ? t.unlock : t.lock}
            </Press>
          )}
          <AskFirst
            kind="side"
            question={t.releaseAsk}
            yes={t.releaseYes}
            no={t.keep}
            busy={busy}
            onYes={() => void send('releaseRoom', { params })}
            testId="release"
          >
            {t.release}
          </AskFirst>
        </div>
      </div>
    </>
  );
};

const Words = ({ sentence, hint }: { sentence: string; hint: string }) => (
  <main class="host-main">
    <div class="paper centred" role="status">
      <p class="sentence">{sentence}</p>
      {hint !== '' && <p class="hint">{hint}</p>}
    </div>
  </main>
);

const Content = ({
  live,
  view,
  isRefused,
  token,
  language,
}: {
  live: Live<HostRoomView> | null;
  view: HostRoomView | null;
  isRefused: boolean;
  token: string | undefined;
  language: Language;
}) => {
  const t = HOST_TEXTS[language];
  // Given back: the host has sent this page away, and what it said last is what counts.
  if (view?.phase === 'free') return <Words sentence={t.free} hint={t.freeHint} />;
  if (isRefused) return <Words sentence={t.noEntry} hint={t.noEntryHint} />;
  if (!view || !live) return <Words sentence={t.loading} hint="" />;
  return <OpenRoom key={view.gathering} view={view} token={token} hostNow={live.hostNow} language={language} />;
};

export const HostPage = ({
  roomId,
  token,
  storage,
  firstLanguage,
}: {
  roomId: string;
  token: string | undefined;
  storage: KeyValueStore;
  firstLanguage: Language;
}) => {
  const [language, setLanguage] = useState(firstLanguage);
  const t = HOST_TEXTS[language];
  const { live, state } = useHostView(roomId, token);
  const { view, online, refused } = state;
  const phase = view?.phase;
  useEffect(() => {
    document.documentElement.lang = language;
    document.title = `${t.title} · ${roomId}`;
  }, [language, roomId, t]);
  useEffect(() => {
    if (phase === 'free') dropHostToken(roomId, storage);
  }, [phase, roomId, storage]);
  const other = nextLanguage(language);
  return (
    <div class="page host-page">
      <header class="host-head">
        <h1 dir="auto">{view?.title || t.title}</h1>
        <p class="code">
          <b>{roomId}</b> {view && <span data-testid="phase">{t.phases[view.phase]}</span>}
          {view?.shown && <span> · {t.onProjector}</span>}
        </p>
        <button
          type="button"
          class="side"
          lang={other}
          onClick={() => {
            storage.setItem(LANGUAGE_KEY, other);
            setLanguage(other);
          }}
        >
          {LANGUAGE_NAMES[other]}
        </button>
      </header>
      <div class="notices" role="status">
        {view && phase !== 'free' && !online && refused === null && <Offline t={TEXTS[language]} />}
      </div>
      <Content
        live={live}
        view={view}
        isRefused={refused === 'unauthorized' || refused === 'unknown_channel'}
        token={token}
        language={language}
      />
    </div>
  );
};
