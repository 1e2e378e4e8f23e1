import { useEffect, useRef, useState } from 'preact/hooks';
import type { KeyValueStore } from '../common/browserStorage.ts';
import { LANGUAGE_KEY, LANGUAGE_NAMES, nextLanguage, type Language } from '../common/language.ts';
import { padNumber } from '../common/numbers.ts';
import type { Member } from './member.ts';
import { Offline } from './parts.tsx';
import { Result } from './Result.tsx';
import { firstPlaceOf, sceneOf, type Known, type Scene } from './roomState.ts';
import { TEXTS, type Texts } from './texts.ts';
import { Voting } from './Voting.tsx';
import { Waiting } from './Waiting.tsx';
import { Writing } from './Writing.tsx';

/** A longer question is set smaller, so that what it asks for is seen with it. Characters. */
const LONG_TITLE = 48;

const useKnown = (member: Member): Known => {
  const [known, setKnown] = useState(member.known());
  useEffect(() => {
    // Something may have come between the first picture and now.
    setKnown(member.known());
    return member.subscribe(() => setKnown(member.known()));
  }, [member]);
  return known;
};

/** A scene of words alone. */
const wordsOf = (scene: Scene, t: Texts): readonly [string, string] | null => {
  switch (scene.state) {
    case 'loading':
      return [t.loading, ''];
    case 'no_room':
      return [t.noRoom, t.noRoomHint];
    case 'locked':
      return [t.locked, t.lockedHint];
    case 'full':
      return [t.full, t.fullHint];
    case 'removed':
      return [t.removed, t.removedHint];
    case 'registration_closed':
      return [t.registrationClosed, t.registrationClosedHint];
    case 'late':
      return [t.lateTitle, t.lateHint];
    case 'free':
      return scene.lastResult ? [t.thanks, t.free] : [t.free, t.freeHint];
    default:
      return null;
  }
};

/** The scene for those who listen, when it changes. */
const spoken = (scene: Scene, t: Texts): string => {
  switch (scene.state) {
    case 'voting':
      return t.voteOpen;
    case 'result': {
      const place = firstPlaceOf(scene.result);
      if (place.kind === 'nobody') return t.noVotes;
      if (place.kind === 'tie') return t.tie(place.ids.length);
      return `${t.winner}: ${scene.result.texts.find(({ text_id }) => text_id === place.id)?.text ?? ''}`;
    }
    default:
      return (
        wordsOf(scene, t)
          ?.filter((words) => words !== '')
          .join(' ') ?? ''
      );
  }
};

const Content = ({ scene, member, storage, t }: { scene: Scene; member: Member; storage: KeyValueStore; t: Texts }) => {
  const [changing, setChanging] = useState(false);
  const words = wordsOf(scene, t);
  if (words !== null) {
    return (
      <>
        <article class="paper centred">
          <p class="sentence">{words[0]}</p>
          {words[1] !== '' && <p class="hint">{words[1]}</p>}
          {(scene.state === 'no_room' || scene.state === 'free') && (
            <a class="plain" href="/room">
              {t.otherCode}
            </a>
          )}
        </article>
        {scene.state === 'free' && scene.lastResult && <Result result={scene.lastResult} own={null} t={t} />}
      </>
    );
  }
  switch (scene.state) {
    case 'writing':
      return (
        <Writing view={scene.view} self={null} storage={storage} write={member.write} onDone={() => undefined} t={t} />
      );
    case 'waiting':
      return changing ? (
        <Writing
          view={scene.view}
          self={scene.self}
          storage={storage}
          write={member.write}
          onDone={() => setChanging(false)}
          t={t}
        />
      ) : (
        <Waiting
          view={scene.view}
          self={scene.self}
          beReady={member.beReady}
          onChange={() => setChanging(true)}
          t={t}
        />
      );
    case 'voting':
      return <Voting view={scene.view} self={scene.self} vote={member.vote} hostNow={member.hostNow} t={t} />;
    case 'result':
      return (
        <>
          <Result result={scene.result} own={scene.self?.person_id ?? null} t={t} />
          {scene.self && (
            <div class="here">
              <p class="hint">{t.drawHint}</p>
              <a class="side" href="/lottery/waiting">
                {t.yourNumber(padNumber(scene.self.draw_number, scene.view.number_width))} · {t.drawLink}
              </a>
            </div>
          )}
        </>
      );
    default:
      return null;
  }
};

/** A person's page of a room. */
export const Room = ({
  roomId,
  member,
  storage,
  firstLanguage,
}: {
  roomId: string;
  member: Member;
  storage: KeyValueStore;
  firstLanguage: Language;
}) => {
  const [language, setLanguage] = useState(firstLanguage);
  const t = TEXTS[language];
  const known = useKnown(member);
  const scene = sceneOf(known);
  const title = known.view?.title || `${t.room} ${roomId}`;
  const main = useRef<HTMLElement>(null);
  const [lastState, setLastState] = useState(scene.state);
  useEffect(() => {
    document.documentElement.lang = language;
    document.title = title;
  }, [language, title]);
  useEffect(() => {
    if (lastState === scene.state) return;
    setLastState(scene.state);
    // What had the focus is gone with the scene before.
    if (document.activeElement === document.body) main.current?.focus({ preventScroll: true });
    window.scrollTo(0, 0);
    if (scene.state === 'voting' && lastState === 'waiting') navigator.vibrate?.([80, 60, 80]);
  }, [scene.state, lastState]);
  const other = nextLanguage(language);
  return (
    <div class="page">
      <div class="notices" role="status">
        {known.offline && <Offline t={t} />}
      </div>
      <header class="head">
        <h1 dir="auto" class={title.length > LONG_TITLE ? 'long' : undefined}>
          {title}
        </h1>
        {known.view?.title && (
          <p class="code">
            {t.room} <b>{roomId}</b>
          </p>
        )}
      </header>
      <main ref={main} tabIndex={-1} data-testid="room" data-state={scene.state}>
        <Content scene={scene} member={member} storage={storage} t={t} />
        <p class="visually-hidden" role="status">
          {spoken(scene, t)}
        </p>
      </main>
      <footer class="foot">
        <button
          type="button"
          class="side"
          lang={other}
          data-testid="language"
          onClick={() => {
            storage.setItem(LANGUAGE_KEY, other);
            setLanguage(other);
          }}
        >
          {LANGUAGE_NAMES[other]}
        </button>
      </footer>
    </div>
  );
};
