import { useRef, type ReactNode } from 'react';
import type { DisplayView } from '../../contract/stage/views.ts';
import { shortSeal } from '../common/drawFacts.ts';
import { Counter } from './Counter.tsx';
import { FittedText } from './FittedText.tsx';
import { Foot } from './Foot.tsx';
import type { Words } from './i18n/en.ts';
import type { Screen } from './layout.ts';
import { PrizeStrip } from './PrizeStrip.tsx';
import { Qr } from './Qr.tsx';
import { useMeasured } from './screen.ts';
import { wifiPayload } from './qr.ts';

interface Props {
  readonly view: DisplayView;
  readonly words: Words;
  readonly screen: Screen;
}

/** The part of the screen's height that the code takes at least, its quiet zone not counted. */
const QR_HEIGHT = 0.402;
/** On a screen that is higher than wide it takes this part of the width. */
const QR_WIDTH = 0.42;
const WIFI_QR_UNITS = 132;

const JoinCard = ({ view, words, screen }: Props): ReactNode => {
  const { wifi } = view;
  if (!view.registration_open) {
    return (
      <aside className="card card-closed">
        <p className="card-closed-title">{words.registrationClosed}</p>
        <p className="card-closed-line">{words.numberStays}</p>
        <p className="card-hint">{words.seeNumberAt}</p>
        <p className="card-address" data-testid="join-url" dir="ltr">
          {view.join_text}
        </p>
      </aside>
    );
  }
  const units = screen.portrait ? screen.width * QR_WIDTH : screen.height * QR_HEIGHT;
  return (
    <aside className={wifi ? 'card card-wifi' : 'card'}>
      <h2 className="card-title">{words.scan}</h2>
      <Qr text={view.join_url} pixels={units * screen.unit} label={`${words.scan}: ${view.join_text}`} testId="qr" />
      <div className="card-by-hand">
        <p className="card-hint">{words.orOpen}</p>
        <p className="card-address" data-testid="join-url" dir="ltr">
          {view.join_text}
        </p>
      </div>
      {wifi && (
        <div className="wifi">
          <Qr
            text={wifiPayload(wifi.ssid, wifi.password)}
            pixels={WIFI_QR_UNITS * screen.unit}
            label={`${words.wifiName}: ${wifi.ssid}`}
            testId="wifi-qr"
          />
          <dl className="wifi-text">
            <dt>{words.wifiName}</dt>
            <dd dir="auto">{wifi.ssid}</dd>
            <dt>{words.wifiPassword}</dt>
            <dd dir="ltr">{wifi.password === '' ? words.wifiOpen : wifi.password}</dd>
          </dl>
        </div>
      )}
    </aside>
  );
};

/** Between draws: who we are, how to join, how many have joined, what there is to win. */
export const IdleScene = ({ view, words, screen }: Props): ReactNode => {
  const left = useRef<HTMLDivElement>(null);
  const width = (useMeasured(left)?.width ?? 0) / screen.unit;
  return (
    <div className="scene idle">
      <div className="idle-left" ref={left}>
        <FittedText className="event-name" level="h1" text={view.name} most={176} least={68} screen={screen} />
        <Counter count={view.count} label={words.participants(view.count)} most={view.count} testId="count" />
        <PrizeStrip
          prizes={view.prizes}
          nextId={view.control?.next?.prize_id ?? null}
          words={words}
          screen={screen}
          width={width}
        />
      </div>
      <JoinCard view={view} words={words} screen={screen} />
      <Foot>
        {words.seal}{' '}
        <span className="foot-mark" dir="ltr" data-testid="seal">
          {shortSeal(view.seal)}
        </span>
      </Foot>
    </div>
  );
};
