import type Electron from 'electron';

const FIRST_DELAY_MS = 500;
const LONGEST_DELAY_MS = 10_000;
/** A page that has held so long is sound again: the next fault is answered quickly. */
const STEADY_AFTER_MS = 30_000;
/** Chromium's code for a load that another load replaced. */
const ABORTED = -3;

/** Loads a window's page anew when it crashed, hangs or did not load, a little later each time. */
export const keepLoaded = (window: Electron.BrowserWindow, load: () => void): void => {
  const contents = window.webContents;
  let delay = FIRST_DELAY_MS;
  let again: NodeJS.Timeout | undefined;
  let steady: NodeJS.Timeout | undefined;

  const loadAgain = (): void => {
    clearTimeout(steady);
    if (again !== undefined) return;
    again = setTimeout(() => {
      again = undefined;
      load();
    }, delay);
    delay = Math.min(delay * 2, LONGEST_DELAY_MS);
  };

  contents.on('render-process-gone', (_event, { reason }) => {
    if (reason !== 'clean-exit') loadAgain();
  });
  contents.on('did-fail-load', (_event, code, _description, _url, isMainFrame) => {
    if (isMainFrame && code !== ABORTED) loadAgain();
  });
  contents.on('did-finish-load', () => {
    clearTimeout(steady);
    steady = setTimeout(() => (delay = FIRST_DELAY_MS), STEADY_AFTER_MS);
  });
  // A page that hangs does not reload itself; ending its process does, by the handler above.
  window.on('unresponsive', () => contents.forcefullyCrashRenderer());
};
