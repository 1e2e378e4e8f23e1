import type { ReactNode } from 'react';
import type { DisplayView } from '../../../../contract/stage/views.ts';
import type { Screen } from '../../measure.ts';
import { Qr } from '../../parts/Qr.tsx';
import type { IdleTexts } from './texts.en.ts';
import { wifiPayload } from './wifi.ts';
import './joinCard.css';

interface Props {
  readonly view: DisplayView;
  readonly texts: IdleTexts;
  readonly screen: Screen;
}

/** The part of the screen's height that the code takes at least, its quiet zone not counted. */
const QR_HEIGHT = 0.402;
/** On a screen that is higher than wide it takes this part of the width. */
const QR_WIDTH = 0.42;
const WIFI_QR_UNITS = 132;

/** How to join: the code, the address, and the Wi-Fi where the organiser gives it. */
export const JoinCard = ({ view, texts, screen }: Props): ReactNode => {
  const { wifi } = view;
  if (!view.registration_open) {
    return (
      <aside className="card card-closed">
        <p className="card-closed-title">{texts.registrationClosed}</p>
        <p className="card-closed-line">{texts.numberStays}</p>
        <p className="card-hint">{texts.seeNumberAt}</p>
        <p className="card-address" data-testid="join-url" dir="ltr">
          {view.join_text}
        </p>
      </aside>
    );
  }
  const units = screen.portrait ? screen.width * QR_WIDTH : screen.height * QR_HEIGHT;
  return (
    <aside className={wifi ? 'card card-wifi' : 'card'}>
      <h2 className="card-title">{texts.scan}</h2>
      <Qr text={view.join_url} pixels={units * screen.unit} label={`${texts.scan}: ${view.join_text}`} testId="qr" />
      <div className="card-by-hand">
        <p className="card-hint">{texts.orOpen}</p>
        <p className="card-address" data-testid="join-url" dir="ltr">
          {view.join_text}
        </p>
      </div>
      {wifi && (
        <div className="wifi">
          <Qr
            text={wifiPayload(wifi.ssid, wifi.password)}
            pixels={WIFI_QR_UNITS * screen.unit}
            label={`${texts.wifiName}: ${wifi.ssid}`}
            testId="wifi-qr"
          />
          <dl className="wifi-text">
            <dt>{texts.wifiName}</dt>
            <dd dir="auto">{wifi.ssid}</dd>
            <dt>{texts.wifiPassword}</dt>
            <dd dir="ltr">{wifi.password === '' ? texts.wifiOpen : wifi.password}</dd>
          </dl>
        </div>
      )}
    </aside>
  );
};
