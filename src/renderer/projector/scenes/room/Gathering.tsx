import { useEffect, useRef, type CSSProperties, type ReactNode } from 'react';
import type { RoomPerson } from '../../../../contract/rooms/views.ts';
import { padNumber } from '../../../common/numbers.ts';
import type { Screen } from '../../measure.ts';
import { Counter } from '../../parts/Counter.tsx';
import { FittedBox, FittedText } from '../../parts/FittedText.tsx';
import { Qr } from '../../parts/Qr.tsx';
import { boardOf, boardSize } from './board.ts';
import type { RoomProps } from './roomProps.ts';
import type { RoomTexts } from './texts.en.ts';
import { TEXTS } from './texts.ts';

/** The part of the screen's height that the code takes, or of its width where that leaves it less. */
const QR_HEIGHT = 0.4;
const QR_WIDTH = 0.25;
const QR_WIDTH_PORTRAIT = 0.36;
/** Slips hang a little askew, each in its own way: degrees. */
const TILTS = [-0.9, 0.6, -0.4, 1, -0.7, 0.8, 0.3];

const Slip = ({
  person,
  width,
  screen,
  place,
  texts,
}: {
  readonly person: RoomPerson;
  readonly width: number;
  readonly screen: Screen;
  readonly place: number;
  readonly texts: RoomTexts;
}): ReactNode => {
  const who = person.name ?? (person.draw_number === null ? '' : texts.numbered(padNumber(person.draw_number, width)));
  const style = { '--tilt': `${TILTS[person.id % TILTS.length] ?? 0}deg`, '--place': place } as CSSProperties;
  return (
    <div
      className={person.ready ? 'room-slip-paper room-slip-ready' : 'room-slip-paper'}
      style={style}
      data-testid="room-slip"
      data-ready={person.ready}
    >
      <FittedBox
        className="room-slip-text fitted-may-cut"
        content={`${person.text ?? ''} ${who}`}
        max={person.text === null ? 72 : 84}
        min={34}
        screen={screen}
      >
        {person.text !== null && <p dir="auto">{person.text}</p>}
        <p className={person.text === null ? undefined : 'room-slip-who fitted-optional'} dir="auto">
          {who}
        </p>
      </FittedBox>
    </div>
  );
};

const Card = ({ now, shown, screen, texts }: RoomProps & { readonly texts: RoomTexts }): ReactNode => {
  const units = screen.portrait
    ? screen.width * QR_WIDTH_PORTRAIT
    : Math.min(screen.height * QR_HEIGHT, screen.width * QR_WIDTH);
  // The code is large below: the address needs not say it again.
  const address = now.join_text.replace(new RegExp(`/${shown.room_id}$`), '');
  return (
    <aside className="room-card">
      <h2 className="room-card-title">{texts.scan}</h2>
      <Qr text={now.join_url} pixels={units * screen.unit} label={`${texts.scan}: ${now.join_text}`} testId="room-qr" />
      <div className="room-by-hand">
        <p className="room-card-hint">{texts.orOpen}</p>
        <FittedText className="room-address" text={address} max={54} min={30} screen={screen} />
        <p className="room-card-hint">{texts.code}</p>
        <div dir="ltr" data-testid="room-code">
          <FittedText className="room-code" text={shown.room_id} max={106} min={60} screen={screen} />
        </div>
      </div>
    </aside>
  );
};

/** People come in: their slips fly onto the board, and the bar fills as they are ready. */
export const Gathering = (props: RoomProps): ReactNode => {
  const { now, shown, language, screen, sound } = props;
  const texts = TEXTS[language];
  const { columns, rows } = boardSize(now.people.length, screen.portrait, shown.locked);
  const board = boardOf(now.people, columns * rows);
  const newest = now.people.at(-1)?.id ?? 0;
  const heard = useRef(newest);
  useEffect(() => {
    if (newest > heard.current) sound?.tick();
    heard.current = newest;
  }, [newest, sound]);
  return (
    <div
      className={shown.locked ? 'scene room room-gathering room-locked' : 'scene room room-gathering'}
      data-testid="room-scene"
      data-phase={shown.phase}
    >
      <div className="room-left">
        <FittedText
          className="room-title"
          level="h1"
          text={shown.title || texts.room(shown.room_id)}
          max={128}
          min={64}
          screen={screen}
        />
        <div className="room-people">
          <Counter
            count={now.participants}
            label={texts.here(now.participants)}
            max={now.participants}
            testId="room-participants"
          />
          <div className="room-ready">
            <p className="room-ready-words">
              <span data-testid="room-ready">{texts.ready(now.ready)}</span>
              {shown.locked && <span className="room-muted">{texts.locked}</span>}
            </p>
            <div className="room-bar" aria-hidden="true">
              <div style={{ transform: `scaleX(${now.participants === 0 ? 0 : now.ready / now.participants})` }} />
            </div>
          </div>
        </div>
        {now.people.length === 0 ? (
          <p className="room-write">{texts.write}</p>
        ) : (
          <div
            className="room-board"
            style={{ gridTemplate: `repeat(${rows}, minmax(0, 1fr)) / repeat(${columns}, minmax(0, 1fr))` }}
          >
            {board.map((person, place) => (
              <div key={place} className="room-slip">
                {person && (
                  <Slip
                    key={person.id}
                    person={person}
                    width={shown.number_width}
                    screen={screen}
                    place={place}
                    texts={texts}
                  />
                )}
              </div>
            ))}
          </div>
        )}
      </div>
      {!shown.locked && <Card {...props} texts={texts} />}
    </div>
  );
};
