/** The screens as windows of an installed Chromium, Chrome or Edge: for machines without an Electron runtime. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { accessSync, constants, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { Launcher } from 'chrome-launcher';
import { pickAdminDisplay, pickProjectorDisplay } from '../host/config/projectorDisplay.ts';
import type { Host } from '../host/createHost.ts';
import { parseXrandr, type XDisplay } from './xrandr.ts';

const isRunnable = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false; // Not there, or not for this user: the next one then.
  }
};

/** chrome-launcher knows Chrome and Chromium. */
const findChrome = (): string[] => {
  try {
    return Launcher.getInstallations();
  } catch {
    return []; // It throws where it finds none.
  }
};

const findEdge = (): string[] => {
  const { PATH = '', PROGRAMFILES = '', 'PROGRAMFILES(X86)': PROGRAMFILES_X86 = '' } = process.env;
  switch (process.platform) {
    case 'win32':
      return [PROGRAMFILES, PROGRAMFILES_X86].map((folder) => join(folder, 'Microsoft/Edge/Application/msedge.exe'));
    case 'darwin':
      return ['/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge'];
    default:
      return PATH.split(delimiter).map((folder) => join(folder, 'microsoft-edge'));
  }
};

/** An installed browser that can show the screens: the one CHROME_PATH names, Chrome, Chromium, Edge; or null. */
export const findBrowser = (): string | null => {
  const { CHROME_PATH } = process.env;
  if (CHROME_PATH) return isRunnable(CHROME_PATH) ? CHROME_PATH : null;
  return [...findChrome(), ...findEdge()].find(isRunnable) ?? null;
};

const readXDisplays = (): XDisplay[] => {
  if (process.platform !== 'linux') return [];
  const { stdout } = spawnSync('xrandr', ['--query'], { encoding: 'utf8', timeout: 3_000 });
  return parseXrandr(stdout ?? '');
};

const FLAGS = [
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-search-engine-choice-screen',
  '--hide-crash-restore-bubble',
  '--noerrdialogs',
  '--password-store=basic',
  '--use-mock-keychain',
  // The projector plays sound without a click, and its reels turn behind other windows too.
  '--autoplay-policy=no-user-gesture-required',
  '--disable-background-timer-throttling',
  '--disable-backgrounding-occluded-windows',
  '--disable-renderer-backgrounding',
  // Nothing of the browser's own goes to the net, or over the audience's screen.
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-features=Translate,MediaRouter',
];

const placeFlags = ({ x, y, width, height }: Pick<XDisplay, 'x' | 'y' | 'width' | 'height'>): string[] => [
  `--window-position=${x},${y}`,
  `--window-size=${width},${height}`,
];

/** The part of a display that an ordinary window takes. */
const within = ({ x, y, width, height }: XDisplay, share: number) => {
  const margin = (1 - share) / 2;
  return {
    x: Math.round(x + width * margin),
    y: Math.round(y + height * margin),
    width: Math.round(width * share),
    height: Math.round(height * share),
  };
};

/** Where each window goes: the projector full screen on an external display, or two ordinary windows. */
export const windowFlags = (displays: readonly XDisplay[]): { projector: string[]; admin: string[] } => {
  const projector = pickProjectorDisplay(displays);
  const admin = pickAdminDisplay(displays, projector);
  return {
    projector:
      projector !== null
        ? ['--kiosk', ...placeFlags(projector)]
        : admin !== null
          ? placeFlags(within(admin, 0.7))
          : ['--window-size=1280,720'],
    admin: admin === null ? ['--window-size=1280,800'] : placeFlags(within(admin, 0.85)),
  };
};

/** A window that ends sooner than this was no window. */
const SOONEST_CLOSE_MS = 3_000;
const FIRST_DELAY_MS = 1_000;
const TRIES = 5;
const CLOSE_PATIENCE_MS = 3_000;
/** Closing the admin window again within this time stops the host, whatever is on the stage. */
const INSIST_MS = 10_000;

const ended = (child: ChildProcess): Promise<{ clean: boolean }> =>
  new Promise((resolve) => {
    child.once('error', () => resolve({ clean: false }));
    child.once('exit', (code) => resolve({ clean: code === 0 }));
  });

/**
 * Opens the projector's and the admin's window and keeps them open. Calls `onAdminClosed` when the organiser has closed
 * the admin window and no draw is on the stage.
 */
export const openKiosk = ({
  browser,
  host,
  dataDir,
  say,
  onAdminClosed,
}: {
  browser: string;
  host: Pick<Host, 'url' | 'issueTicket' | 'isShowRunning'>;
  dataDir: string;
  say: (line: string) => void;
  onAdminClosed: () => void;
}): { close: () => Promise<void> } => {
  // A profile of its own for each window and each run: a browser that another run left behind cannot take it over.
  const profiles = join(dataDir, 'browser');
  mkdirSync(profiles, { recursive: true });
  const run = mkdtempSync(join(profiles, 'run-'));
  const flags = windowFlags(readXDisplays());
  const common = [...FLAGS];
  if (process.platform === 'linux' && process.env.DISPLAY) common.push('--ozone-platform=x11');
  if (process.platform === 'linux' && process.getuid?.() === 0) {
    say('Warning: as root, the browser runs without its sandbox. Better start as an ordinary user.');
    common.push('--no-sandbox', '--test-type');
  }
  if (!flags.projector.includes('--kiosk'))
    say('No external display was found: drag the projector window there and press F for full screen.');

  let closing = false;
  const open = new Map<string, { child: ChildProcess; end: Promise<unknown> }>();
  const delays = new Set<NodeJS.Timeout>();

  const keepOpen = (name: 'projector' | 'admin', path: string): void => {
    let failures = 0;
    let closedAt = -Infinity;

    const openAgain = (delayMs: number): void => {
      const delay = setTimeout(() => {
        delays.delete(delay);
        openWindow();
      }, delayMs);
      delays.add(delay);
    };

    const openWindow = (): void => {
      const openedAt = performance.now();
      const child = spawn(
        browser,
        [
          `--user-data-dir=${join(run, name)}`,
          ...common,
          ...flags[name],
          `--app=${host.url}${path}#ticket=${host.issueTicket()}`,
        ],
        { stdio: 'ignore' },
      );
      const end = ended(child).then(({ clean }) => {
        open.delete(name);
        if (closing) return;
        const held = performance.now() - openedAt >= SOONEST_CLOSE_MS;
        failures = held ? 0 : failures + 1;
        if (failures >= TRIES)
          return say(`The ${name} window does not stay open. Open ${host.url}${path} in a browser.`);
        if (!held) return openAgain(FIRST_DELAY_MS * 2 ** (failures - 1));
        if (name === 'admin' && clean) {
          const insists = performance.now() - closedAt < INSIST_MS;
          if (insists || !host.isShowRunning()) return onAdminClosed();
          closedAt = performance.now();
          say('A draw is on the stage: the admin window opens again. Close it once more to stop the host.');
        } else {
          say(`The ${name} window was closed; it opens again. To stop, close the admin window or press Ctrl-C here.`);
        }
        openAgain(0);
      });
      open.set(name, { child, end });
    };
    openWindow();
  };
  keepOpen('projector', '/lottery');
  keepOpen('admin', '/lottery/admin');

  return {
    close: async () => {
      closing = true;
      for (const delay of delays) clearTimeout(delay);
      await Promise.all(
        [...open.values()].map(async ({ child, end }) => {
          child.kill('SIGTERM');
          const patience = setTimeout(() => child.kill('SIGKILL'), CLOSE_PATIENCE_MS);
          await end;
          clearTimeout(patience);
        }),
      );
      // The browser's helpers may write for a moment longer.
      rmSync(run, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    },
  };
};
