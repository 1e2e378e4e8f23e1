import type { ReactNode } from 'react';
import type { DisplayView } from '../../../../contract/stage/views.ts';
import type { Screen } from '../../measure.ts';
import { FittedBox } from '../../parts/FittedText.tsx';
import { Qr } from '../../parts/Qr.tsx';
import type { IdleTexts } from './texts.en.ts';
import { wifiPayload } from './wifi.ts';
import './joinCard.css';

interface Props {
  readonly view: DisplayView;
  readonly texts: IdleTexts;
  readonly screen: Screen;
}

/** The part of the screen's width that the code takes at least, its quiet zone not counted, and of its height. */
const QR_WIDTH = 0.25;
const QR_HEIGHT = 0.402;
/** On a screen that is higher than wide it takes this part of the width. */
const QR_WIDTH_PORTRAIT = 0.4;
const WIFI_QR_UNITS = 118;

/** How to join: the code, the address, and the Wi-Fi where the organiser gives it. */
export const JoinCard = ({ view, texts, screen }: Props): ReactNode => {
  const { wifi } = view;
  const units = screen.portrait
    ? screen.width * QR_WIDTH_PORTRAIT
    : Math.max(screen.width * QR_WIDTH, screen.height * QR_HEIGHT);
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
          <FittedBox
            className="wifi-text"
            content={`${wifi.ssid} ${wifi.password} ${texts.wifiName}`}
            max={42}
            min={32}
            screen={screen}
          >
            <dl>
              <dt>{texts.wifiName}</dt>
              <dd dir="auto">{wifi.ssid}</dd>
              <dt>{texts.wifiPassword}</dt>
              <dd dir="ltr">{wifi.password === '' ? texts.wifiOpen : wifi.password}</dd>
            </dl>
          </FittedBox>
        </div>
      )}
    </aside>
  );
};
