import { MonitorUp } from 'lucide-react';
import { useCallback, useEffect, useState } from 'react';
import type { Bridge, DisplayInfo } from '../../../../../contract/bridge.ts';
import { Notice } from '../../../controls/Notice.tsx';
import { useTexts } from '../../../language/useTexts.ts';
import { displaySettingsTexts } from './texts.ts';

const DisplayChoice = ({ bridge }: { bridge: Bridge }) => {
  const t = useTexts(displaySettingsTexts);
  const [displays, setDisplays] = useState<DisplayInfo[]>([]);
  const [failed, setFailed] = useState(false);

  const look = useCallback(
    (): Promise<void> =>
      bridge.displays().then(setDisplays, () => {
        setFailed(true);
      }),
    [bridge],
  );
  useEffect(() => void look(), [look]);
  const move = async (id: number): Promise<void> => {
    setFailed(false);
    await bridge.moveProjector(id).catch(() => setFailed(true));
    await look();
  };

  return (
    <section className="settings-card" aria-labelledby="displays-heading">
      <h3 id="displays-heading">{t.heading}</h3>
      <p className="quiet">{t.lead}</p>
      <ul className="setting-rows">
        {displays.map((display) => (
          <li key={display.id} className="setting-row">
            <span className="setting-row-words">
              <span className="setting-row-title">{t.display(display.label, display.width, display.height)}</span>
              {display.primary && <span className="quiet small">{t.primary}</span>}
            </span>
            {display.projector ? (
              <span className="tag">{t.projectorHere}</span>
            ) : (
              <button type="button" className="button small-button" onClick={() => void move(display.id)}>
                <MonitorUp aria-hidden="true" size={16} />
                {t.moveHere}
              </button>
            )}
          </li>
        ))}
      </ul>
      {failed && <Notice kind="bad">{t.failed}</Notice>}
      <button type="button" className="button small-button" onClick={() => void look()}>
        {t.refresh}
      </button>
    </section>
  );
};

/** The displays of the laptop, in the desktop app only. */
export const Displays = () => {
  const bridge = globalThis.luckyDrawBridge;
  return bridge === undefined ? null : <DisplayChoice bridge={bridge} />;
};
