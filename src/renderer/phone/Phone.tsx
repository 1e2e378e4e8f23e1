import { useEffect, useState } from 'preact/hooks';
import { LANGUAGE_KEY, LANGUAGE_NAMES, nextLanguage, preferredLanguage, type Language } from '../common/language.ts';
import { padNumber } from '../common/numbers.ts';
import { celebrate, disableSound, enableSound } from './celebrate.ts';
import { FairnessPart } from './FairnessPart.tsx';
import { FittedNumber } from './FittedNumber.tsx';
import type { Attendee } from './attendee.ts';
import { sceneOf, type Known, type Scene } from './phoneState.ts';
import { announcement, Drawing, Forfeited, lengthClass, Lost, WinCoupon, WithoutNumber } from './scenes.tsx';
import { TEXTS } from './texts.ts';
import type { Texts } from './texts.en.ts';

const INK = '#0e1116';
const BRASS = '#e0a83c';

const useKnown = (attendee: Attendee): Known => {
  const [known, setKnown] = useState(attendee.known());
  useEffect(() => {
    // Something may have come between the first picture and now.
    setKnown(attendee.known());
    return attendee.subscribe(() => setKnown(attendee.known()));
  }, [attendee]);
  return known;
};

const useLanguage = ({ storage }: Attendee): [Language, (language: Language) => void] => {
  const [language, setLanguage] = useState(() => preferredLanguage(storage, LANGUAGE_KEY));
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  return [
    language,
    (chosen) => {
      storage.setItem(LANGUAGE_KEY, chosen);
      setLanguage(chosen);
    },
  ];
};

/** Browsers allow sound only after a touch; any touch will do, until somebody switches it off. */
const useSound = (): [boolean, () => void] => {
  const [sound, setSound] = useState(false);
  useEffect(() => {
    const enable = ({ target }: PointerEvent): void => {
      // The switch itself says what is wanted.
      if (target instanceof Element && target.closest('[data-sound]')) return;
      setSound(enableSound());
    };
    addEventListener('pointerdown', enable, { once: true });
    return () => removeEventListener('pointerdown', enable);
  }, []);
  return [sound, () => setSound(sound ? !disableSound() : enableSound())];
};

/** The page around the screen: its mood, the colour of the browser's bars, the title. */
const usePage = (scene: Scene, number: string | null, event: string, t: Texts): void => {
  const won = scene.state === 'won';
  useEffect(() => {
    document.documentElement.dataset['mood'] = scene.state;
    document.querySelector('meta[name="theme-color"]')?.setAttribute('content', won ? BRASS : INK);
  }, [scene.state, won]);
  useEffect(() => {
    if (number === null) document.title = event;
    else document.title = won ? t.titleWon(number, event) : t.title(number, event);
  }, [number, event, won, t]);
};

/** Where the number will be, about as large. */
const Blank = ({ digits }: { digits: number }) => (
  <p class="blank" aria-hidden="true">
    {Array.from({ length: digits }, (_, place) => (
      <i key={place} />
    ))}
  </p>
);

const Words = ({ scene, width, t }: { scene: Scene; width: number; t: Texts }) => {
  switch (scene.state) {
    case 'waiting':
      return <p class="sentence">{scene.fromNext ? t.fromNext : t.waiting}</p>;
    case 'drawing':
      return <Drawing scene={scene} width={width} t={t} />;
    case 'forfeited':
      return <Forfeited scene={scene} t={t} />;
    case 'lost':
      return <Lost scene={scene} width={width} t={t} />;
    case 'won': {
      const [first] = scene.wins;
      return first ? <WinCoupon win={first} t={t} /> : null;
    }
    default:
      return <WithoutNumber scene={scene} t={t} />;
  }
};

export const Phone = ({ attendee }: { attendee: Attendee }) => {
  const known = useKnown(attendee);
  const [language, setLanguage] = useLanguage(attendee);
  const [sound, switchSound] = useSound();
  const t = TEXTS[language];
  const { ticket, view, offline } = known;
  const scene = sceneOf(known);
  const width = view?.number_width ?? ticket?.numberWidth ?? 3;
  const hasNumber = ticket !== null && !['joining', 'closed', 'full', 'offline-new'].includes(scene.state);
  const number = hasNumber ? padNumber(ticket.drawNumber, width) : null;
  const event = view?.name || ticket?.eventName || t.product;
  usePage(scene, number, event, t);

  const fresh = scene.state === 'won' ? scene.celebrate : null;
  const [celebrating, setCelebrating] = useState<string | null>(null);
  useEffect(() => {
    if (fresh === null || document.visibilityState === 'hidden') return;
    setCelebrating(fresh);
    celebrate();
    attendee.celebrated(fresh);
  }, [fresh, attendee, known]);

  const spoken = announcement(scene, number ?? '', celebrating !== null, t);
  const other = nextLanguage(language);
  // A page has one heading of the first rank, and a win is it.
  const Event = scene.state === 'won' ? 'p' : 'h1';
  return (
    <div class="page">
      <div class="notices" role="status">
        {offline && hasNumber && (
          <p data-testid="offline">
            <svg viewBox="0 0 24 24" aria-hidden="true">
              <path d="M2 8.5a15 15 0 0 1 20 0M5.5 12.5a10 10 0 0 1 13 0M9 16.3a5 5 0 0 1 6 0M3 3l18 18" />
            </svg>
            {t.offline}
          </p>
        )}
      </div>
      <main data-testid="state" data-state={scene.state} class={celebrating === null ? '' : 'celebrating'}>
        {scene.state === 'won' && <h1 class="won">{t.won}</h1>}
        <article class="ticket">
          <span class="rim" aria-hidden="true" />
          <header class="stub">
            <Event class={`event${lengthClass(event)}`} dir="auto">
              {event}
            </Event>
          </header>
          <div class="body">
            <div class="own">
              <p class="label">{t.yourNumber}</p>
              {number === null ? <Blank digits={width} /> : <FittedNumber text={number} />}
            </div>
            <div class="words">
              <Words scene={scene} width={width} t={t} />
            </div>
          </div>
        </article>
        {scene.state === 'won' &&
          scene.wins.slice(1).map((win) => (
            <article class="ticket more" key={win.drawId}>
              <div class="body">
                <WinCoupon win={win} t={t} />
              </div>
            </article>
          ))}
        {scene.state === 'won' && scene.drawing && (
          <p class="meanwhile" dir="auto">
            {t.alsoDrawing(scene.drawing.prize_name)}
          </p>
        )}
        <FairnessPart
          attendee={attendee}
          hasNumber={hasNumber}
          isAsked={view?.stage === 'armed'}
          width={width}
          language={language}
        />
        <p class="visually-hidden" role="status">
          {spoken.polite}
        </p>
        <p class="visually-hidden" role="alert">
          {spoken.assertive}
        </p>
      </main>
      <footer>
        <p class="facts">
          {view && <span>{t.count(view.count)}</span>}
          {view && <span>{t.seal(`${view.seal.slice(0, 4)} ${view.seal.slice(4, 8)}`)}</span>}
        </p>
        <div class="buttons">
          <button type="button" data-testid="sound" data-sound onClick={switchSound} aria-pressed={sound}>
            {sound ? t.soundOn : t.soundOff}
          </button>
          <button type="button" data-testid="language" lang={other} onClick={() => setLanguage(other)}>
            {LANGUAGE_NAMES[other]}
          </button>
        </div>
      </footer>
    </div>
  );
};
