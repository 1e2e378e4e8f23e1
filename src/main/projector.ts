import type Electron from 'electron';
import { pickProjectorDisplay } from '../host/config/projectorDisplay.ts';
import { inTheMiddleOf, readDisplays, type Display } from './displays.ts';
import type { ElectronParts } from './electronParts.ts';

export interface Projector {
  /** Brings the window forward, a new one if it was closed. */
  show(): void;
  /** The display that the window fills; null while it is an ordinary window for want of an external display. */
  display(): Display | null;
  /** False when there is no such display. */
  moveTo(displayId: number): boolean;
}

/**
 * The projector's window: full screen on the external display, and an ordinary window where there is none. It follows
 * displays that are plugged in and out.
 */
export const createProjector = ({
  electron: { BrowserWindow, screen },
  options,
  prepare,
  mayClose,
}: {
  electron: Pick<ElectronParts, 'BrowserWindow' | 'screen'>;
  options: Electron.BrowserWindowConstructorOptions;
  /** Loads the page into a new window. */
  prepare: (window: Electron.BrowserWindow) => void;
  mayClose: () => boolean;
}): Projector => {
  let window: Electron.BrowserWindow | null = null;
  let chosenId: number | null = null;
  let placed = '';

  const target = (): Display | null => {
    const displays = readDisplays(screen);
    return displays.find(({ id }) => id === chosenId) ?? pickProjectorDisplay(displays);
  };

  const boundsOn = (display: Display | null): Electron.Rectangle | null => {
    if (display !== null) return display.bounds;
    const primary = readDisplays(screen).find((candidate) => candidate.primary);
    return primary === undefined ? null : inTheMiddleOf(primary, 0.7);
  };

  const place = (): void => {
    const display = target();
    const wanted = JSON.stringify(display);
    if (window === null || wanted === placed) return;
    placed = wanted;
    const moving = window;
    const move = (): void => {
      const bounds = boundsOn(display);
      if (moving.isDestroyed() || wanted !== placed || bounds === null) return;
      moving.setBounds(bounds);
      if (display !== null) moving.setFullScreen(true);
    };
    // A window in full screen does not change displays; it has left full screen only when it says so.
    if (!moving.isFullScreen()) return move();
    moving.once('leave-full-screen', move);
    moving.setFullScreen(false);
  };

  const open = (): void => {
    const display = target();
    placed = JSON.stringify(display);
    const opened = new BrowserWindow({ ...options, ...boundsOn(display), show: false });
    window = opened;
    opened.once('ready-to-show', () => {
      opened.showInactive();
      if (target() !== null) opened.setFullScreen(true);
    });
    opened.on('close', (event) => {
      if (!mayClose()) event.preventDefault();
    });
    opened.on('closed', () => {
      window = null;
    });
    prepare(opened);
  };

  screen.on('display-added', place);
  screen.on('display-removed', place);
  screen.on('display-metrics-changed', place);
  open();

  return {
    show: () => {
      if (window === null) return open();
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
