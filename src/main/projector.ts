import type Electron from 'electron';
import { pickProjectorDisplay } from '../host/config/projectorDisplay.ts';
import { inTheMiddleOf, readDisplays, type Display } from './displays.ts';
import type { ElectronParts } from './electronParts.ts';

export interface Projector {
  /** Brings the window forward. */
  show(): void;
  /** The display that the window fills; null while it is an ordinary window for want of an external display. */
  display(): Display | null;
  /** False when there is no such display. */
  moveTo(displayId: number): boolean;
}

/**
 * The projector's window: full screen on the external display, and an ordinary window where there is none. It follows
 * displays that are plugged in and out. It lives as long as the app: closing it puts it away, if it may be put away.
 */
export const createProjector = ({
  electron: { BrowserWindow, screen },
  options,
  prepare,
  mayPutAway,
}: {
  electron: Pick<ElectronParts, 'BrowserWindow' | 'screen'>;
  options: Electron.BrowserWindowConstructorOptions;
  /** Loads the page into a new window. */
  prepare: (window: Electron.BrowserWindow) => void;
  mayPutAway: () => boolean;
}): Projector => {
  let chosenId: number | null = null;

  const target = (): Display | null => {
    const displays = readDisplays(screen);
    return displays.find(({ id }) => id === chosenId) ?? pickProjectorDisplay(displays);
  };

  const boundsOn = (display: Display | null): Electron.Rectangle | null => {
    if (display !== null) return display.bounds;
    const primary = readDisplays(screen).find((candidate) => candidate.primary);
    return primary === undefined ? null : inTheMiddleOf(primary, 0.7);
  };

  let placed = JSON.stringify(target());
  const window = new BrowserWindow({ ...options, ...boundsOn(target()), show: false });
  window.once('ready-to-show', () => {
    window.showInactive();
    if (target() !== null) window.setFullScreen(true);
  });
  window.on('close', (event) => {
    event.preventDefault();
    if (mayPutAway()) window.minimize();
  });
  prepare(window);

  const place = (): void => {
    const display = target();
    const wanted = JSON.stringify(display);
    if (wanted === placed) return;
    placed = wanted;
    const move = (): void => {
      const bounds = boundsOn(display);
      if (wanted !== placed || bounds === null) return;
      window.setBounds(bounds);
      if (display !== null) window.setFullScreen(true);
    };
    // A window in full screen does not change displays; it has left full screen only when it says so.
    if (!window.isFullScreen()) return move();
    window.once('leave-full-screen', move);
    window.setFullScreen(false);
  };
  screen.on('display-added', place);
  screen.on('display-removed', place);
  screen.on('display-metrics-changed', place);

  return {
    show: () => {
      if (window.isMinimized()) window.restore();
      window.show();
      window.focus();
    },
    display: target,
    moveTo: (displayId) => {
      if (!readDisplays(screen).some(({ id }) => id === displayId)) return false;
      chosenId = displayId;
      place();
      return true;
    },
  };
};
