import { useEffect, useState } from 'preact/hooks';
import { padNumber } from '../common/numbers.ts';
import type { Attendee } from './attendee.ts';
import { celebrate, enableSound, isSoundOn } from './celebrate.ts';
import { ClaimCode } from './ClaimCode.tsx';
import type { Texts } from './i18n/en.ts';
import { LANGUAGES, readLanguage, writeLanguage, type Language } from './i18n/language.ts';
import { sceneOf, type Scene, type ShownWin, type Ticket } from './phoneState.ts';

/** This many winning numbers are told one by one; more are counted. */
const MOST_NUMBERS = 12;
const CONFETTI = 28;

const useAttendee = (attendee: Attendee) => {
  const [known, setKnown] = useState(attendee.known());
  useEffect(() => attendee.subscribe(() => setKnown(attendee.known())), [attendee]);
  return known;
};

const useLanguage = (): [Texts, Language, (language: Language) => void] => {
  const [language, setLanguage] = useState(readLanguage);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  return [
    LANGUAGES[language],
    language,
    (chosen) => {
      writeLanguage(chosen);
      setLanguage(chosen);
    },
  ];
};

/** What a scene says before there is a ticket. */
const wordsWithoutTicket = (scene: Scene, t: Texts): string => {
  switch (scene.state) {
    case 'closed':
      return t.closed;
    case 'full':
      return t.full;
    case 'offline-new':
      return t.offlineNew;
    default:
      return t.joining;
  }
};

const Sentence = ({ scene, width, t }: { scene: Scene; width: number; t: Texts }) => {
  switch (scene.state) {
    case 'drawing':
      return (
        <>
          <p class="small-caps">{t.drawing}</p>
          <p class="sentence strong" dir="auto">
            {scene.draw.prize_name}
          </p>
          <p class="hint">{t.drawingHint}</p>
        </>
      );
    case 'lost': {
      const winners = scene.draw.winners ?? [];
      const numbers = winners.map(({ draw_number }) => padNumber(draw_number, width)).join(' · ');
      return (
        <>
          <p class="sentence">{t.lost}</p>
          <p class="hint numbers">
            {winners.length <= MOST_NUMBERS ? t.lostNumbers(numbers) : t.lostCount(winners.length)}
          </p>
        </>
      );
    }
    case 'waiting':
      return <p class="sentence">{t.waiting}</p>;
    default:
      return null;
  }
};

const Prize = ({ win, t }: { win: ShownWin; t: Texts }) => (
  <section class="prize">
    {win.imageUrl !== null && <img src={win.imageUrl} alt="" onError={({ currentTarget }) => currentTarget.remove()} />}
    <p class="prize-name" dir="auto">
      {win.prizeName}
    </p>
    {win.claimed ? (
      <p class="hint">✓ {t.wonClaimed}</p>
    ) : win.claimCode === null ? (
      <p class="hint">{t.claimLater}</p>
    ) : (
      <>
        <p class="hint">{t.wonHint}</p>
        <ClaimCode code={win.claimCode} label={t.claimCode} />
      </>
    )}
  </section>
);

const TicketCard = ({ ticket, scene, t }: { ticket: Ticket; scene: Scene; t: Texts }) => {
  const number = padNumber(ticket.drawNumber, ticket.numberWidth);
  return (
    <article class={`ticket ${scene.state}`} style={{ '--digits': String(Math.max(3, number.length)) }}>
      <header class="stub">
        <p dir="auto">{ticket.eventName}</p>
      </header>
      <div class="body">
        <h1>
          <span class="small-caps">{t.yourNumber}</span>
          <span class="number" data-testid="number">
            {number}
          </span>
        </h1>
        <div class="words">
          <Sentence scene={scene} width={ticket.numberWidth} t={t} />
        </div>
      </div>
    </article>
  );
};

const Confetti = () => (
  <div class="confetti" aria-hidden="true">
    {Array.from({ length: CONFETTI }, (_, index) => (
      <i
        key={index}
        style={{
          left: `${(index * 37 + 11) % 100}%`,
          animationDelay: `${(index * 97) % 900}ms`,
          animationDuration: `${2_200 + ((index * 131) % 1_400)}ms`,
        }}
      />
    ))}
  </div>
);

export const Phone = ({ attendee }: { attendee: Attendee }) => {
  const known = useAttendee(attendee);
  const [t, language, setLanguage] = useLanguage();
  const [sound, setSound] = useState(isSoundOn());
  const scene = sceneOf(known);
  const { ticket, view, online } = known;
  const won = scene.state === 'won';
  const fresh = won && scene.fresh ? scene.wins[0]?.drawId : undefined;

  useEffect(() => {
    if (ticket) document.title = t.title(padNumber(ticket.drawNumber, ticket.numberWidth));
  }, [ticket, t]);
  useEffect(() => {
    document.documentElement.dataset['mood'] = scene.state;
    document.querySelector('meta[name="theme-color"]')?.setAttribute('content', won ? '#e0a83c' : '#0e1116');
  }, [scene.state, won]);
  useEffect(() => {
    if (fresh !== undefined) celebrate();
  }, [fresh]);
  // Browsers allow sound only after a touch; any touch will do.
  useEffect(() => {
    const touched = (): void => setSound(enableSound());
    addEventListener('pointerdown', touched, { once: true });
    return () => removeEventListener('pointerdown', touched);
  }, []);

  const next = (Object.keys(LANGUAGES) as Language[]).find((name) => name !== language) ?? language;
  return (
    <div class="page">
      {fresh !== undefined && <Confetti key={fresh} />}
      <div class="offline-line" role="status">
        {!online && ticket && (
          <p data-testid="offline">
            <span aria-hidden="true">⚠ </span>
            {t.offline}
          </p>
        )}
      </div>
      <main data-testid="state" data-state={scene.state}>
        {scene.state === 'won' && (
          <p class="won" role="alert">
            {t.won}
          </p>
        )}
        {ticket ? (
          <TicketCard ticket={ticket} scene={scene} t={t} />
        ) : (
          <p class="alone sentence" role="status">
            {scene.state === 'joining' && <span class="spinner" aria-hidden="true" />}
            {wordsWithoutTicket(scene, t)}
          </p>
        )}
        {scene.state === 'won' && (
          <>
            {scene.wins.map((win) => (
              <Prize key={win.drawId} win={win} t={t} />
            ))}
            {scene.drawing && (
              <p class="hint" dir="auto">
                {t.drawing}: <bdi>{scene.drawing.prize_name}</bdi>
              </p>
            )}
          </>
        )}
        <p class="visually-hidden" role="status">
          {scene.state === 'waiting' && t.waiting}
          {scene.state === 'drawing' && `${t.drawing}: ${scene.draw.prize_name}`}
          {scene.state === 'lost' && t.lost}
        </p>
      </main>
      <footer>
        <p class="facts">
          {view && <span>{t.count(view.count)}</span>}
          {view && <span class="seal">{t.seal(`${view.seal.slice(0, 4)} ${view.seal.slice(4, 8)}`)}</span>}
        </p>
        <div class="buttons">
          <button type="button" onClick={() => setSound(enableSound())} aria-pressed={sound}>
            {sound ? t.soundOn : t.soundOff}
          </button>
          <button type="button" data-testid="language" lang={next} onClick={() => setLanguage(next)}>
            {LANGUAGES[next].languageName}
          </button>
        </div>
      </footer>
    </div>
  );
};
