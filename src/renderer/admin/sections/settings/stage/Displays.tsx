import { MonitorUp } from 'lucide-react';
import { useCallback, useEffect, useState } from 'react';
import type { Bridge, DisplayInfo } from '../../../../../contract/bridge.ts';
import { Notice } from '../../../controls/Notice.tsx';
import { useDesk } from '../../../console/consoleContext.ts';

/** The displays of the laptop, in the desktop app only. */
export const Displays = ({ bridge }: { bridge: Bridge }) => {
  const { m } = useDesk();
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
      <h3 id="displays-heading">{m.settings.displays}</h3>
      <p className="quiet">{m.settings.displaysLead}</p>
      <ul className="displays">
        {displays.map((display) => (
          <li key={display.id}>
            <span>
              <span className="address-title">{m.settings.display(display.label, display.width, display.height)}</span>
              {display.primary && <span className="quiet small">{m.settings.primary}</span>}
            </span>
            {display.projector ? (
              <span className="tag">{m.settings.projectorHere}</span>
            ) : (
              <button type="button" className="button small-button" onClick={() => void move(display.id)}>
                <MonitorUp aria-hidden="true" size={16} />
                {m.settings.moveHere}
              </button>
            )}
          </li>
        ))}
      </ul>
      {failed && <Notice kind="bad">{m.settings.displayFailed}</Notice>}
      <button type="button" className="button small-button" onClick={() => void look()}>
        {m.settings.refresh}
      </button>
    </section>
  );
};
