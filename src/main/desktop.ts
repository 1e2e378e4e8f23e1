/** The desktop app: a host in this process and its two windows. */
import { join } from 'node:path';
import type Electron from 'electron';
import { readSettings } from '../host/config/flags.ts';
import { pickAdminDisplay } from '../host/config/projectorDisplay.ts';
import type { Host, HostConfig, HostServices } from '../host/createHost.ts';
import { endOnBugs } from '../host/platform/survivable.ts';
import { serveBridge } from './bridge.ts';
import { inTheMiddleOf, readDisplays } from './displays.ts';
import type { ElectronParts } from './electronParts.ts';
import { keepLoaded } from './keepLoaded.ts';
import { createProjector } from './projector.ts';
import { createSecretKeeper } from './secretKeeper.ts';
import { denyPermissions, guardContents, webPreferences } from './security.ts';
import { textsFor } from './texts.ts';

export interface DesktopSurroundings {
  readonly electron: ElectronParts;
  readonly startHost: (config: HostConfig, services: Pick<HostServices, 'keeper'>) => Promise<Host>;
  /** Without the program's own name (and, in development, the app's folder). */
  readonly argv: readonly string[];
  readonly variables: Readonly<Record<string, string | undefined>>;
  /** Holds the built screens and the preload script. */
  readonly pagesDir: string;
  readonly process: Pick<NodeJS.Process, 'on' | 'platform'> & {
    readonly stdout: { write: (text: string) => unknown };
    readonly stderr: { write: (text: string) => unknown; on: (event: 'error', listener: () => void) => unknown };
  };
}

const INK = '#0E1116';

export const runDesktop = async (surroundings: DesktopSurroundings): Promise<void> => {
  const { electron, startHost, pagesDir, process } = surroundings;
  const { app, BrowserWindow, Menu, dialog, powerSaveBlocker, screen, session } = electron;

  // Electron would show an error in the middle of the show.
  const say = (error: Error): unknown => process.stderr.write(`${error.stack ?? String(error)}\n`);
  endOnBugs(process, {
    survived: (error) => {
      say(error);
      process.stderr.write('The system refused something; the show goes on.\n');
    },
    crashed: (error) => {
      say(error);
      app.exit(1);
    },
  });

  const outcome = readSettings({
    command: 'lucky-draw-kiosk',
    version: app.getVersion(),
    argv: surroundings.argv,
    variables: surroundings.variables,
    defaultDataDir: join(app.getPath('userData'), 'data'),
    tolerant: true,
  });
  if (outcome.kind === 'text') {
    process.stdout.write(outcome.text);
    return app.exit(0);
  }
  if (outcome.kind === 'error') {
    process.stderr.write(`${outcome.message}\n`);
    return app.exit(2);
  }
  if (!app.requestSingleInstanceLock()) {
    process.stderr.write('Lucky Draw Kiosk is running already: its window comes to the front.\n');
    return app.exit(0);
  }

  // The projector plays its sounds without anybody having clicked into it.
  app.commandLine.appendSwitch('autoplay-policy', 'no-user-gesture-required');
  await app.whenReady();
  const texts = textsFor(app.getLocale());

  let host: Host;
  try {
    const keeper = createSecretKeeper(electron.safeStorage, process.platform);
    host = await startHost({ ...outcome.settings, pagesDir, tryNextPorts: true }, { keeper });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    process.stderr.write(`${message}\n`);
    dialog.showErrorBox(texts.cannotStart, message);
    return app.exit(1);
  }
  const { origin } = new URL(host.url);

  let stopping = false;
  const stop = async (): Promise<void> => {
    if (stopping) return;
    stopping = true;
    try {
      await host.close();
      app.exit(0);
    } catch (error) {
      process.stderr.write(`The host did not stop cleanly: ${String(error)}\n`);
      app.exit(1);
    }
  };

  let asking = false;
  const askToQuit = async (): Promise<void> => {
    if (asking || stopping) return;
    asking = true;
    const drawing = host.isShowRunning();
    const { response } = await dialog.showMessageBox(admin, {
      type: drawing ? 'warning' : 'question',
      title: app.getName(),
      message: drawing ? texts.quitDuringDrawTitle : texts.quitTitle,
      detail: drawing ? texts.quitDuringDrawDetail : texts.quitDetail,
      buttons: [texts.quit, texts.keepRunning],
      defaultId: 1,
      cancelId: 1,
      noLink: true,
    });
    asking = false;
    if (response === 0) await stop();
  };

  denyPermissions(session.defaultSession);
  app.on('web-contents-created', (_event, contents) =>
    guardContents(contents, { origin, openProjector: () => projector.show() }),
  );
  Menu.setApplicationMenu(
    // macOS takes quitting, copying and window shortcuts from the menu; elsewhere it would only lead astray.
    process.platform === 'darwin'
      ? Menu.buildFromTemplate([{ role: 'appMenu' }, { role: 'editMenu' }, { role: 'windowMenu' }])
      : null,
  );
  powerSaveBlocker.start('prevent-display-sleep');

  const options: Electron.BrowserWindowConstructorOptions = {
    backgroundColor: INK,
    icon: join(pagesDir, '../resources/icons/icon-512.png'),
    autoHideMenuBar: true,
    webPreferences: webPreferences(join(pagesDir, 'preload/index.cjs'), origin),
  };
  /** Every load logs the window in by itself, with a ticket that is good once. */
  const prepare = (window: Electron.BrowserWindow, path: string): void => {
    const load = (): void => {
      // A load that fails is reported by `did-fail-load` too, which is where it is answered.
      window.loadURL(`${host.url}${path}#ticket=${host.issueTicket()}`).catch(() => undefined);
    };
    keepLoaded(window, load);
    load();
  };

  const projector = createProjector({
    electron,
    options: { ...options, title: app.getName() },
    prepare: (window) => prepare(window, '/lottery'),
    mayPutAway: () => !host.isShowRunning(),
  });

  const adminDisplay = pickAdminDisplay(
    readDisplays(screen),
    readDisplays(screen).find(({ id }) => id === projector.display()?.id) ?? null,
  );
  const admin = new BrowserWindow({
    ...options,
    ...(adminDisplay === null ? {} : inTheMiddleOf(adminDisplay, 0.85)),
    title: app.getName(),
    show: false,
  });
  admin.once('ready-to-show', () => admin.show());
  admin.on('close', (event) => {
    event.preventDefault();
    void askToQuit();
  });
  prepare(admin, '/lottery/admin');

  serveBridge({ electron, origin, projector, quit: () => void askToQuit() });
  app.on('second-instance', () => {
    if (admin.isMinimized()) admin.restore();
    admin.show();
    admin.focus();
  });
  app.on('before-quit', (event) => {
    event.preventDefault();
    void askToQuit();
  });
  // A signal comes from a program or a terminal, where nobody answers a dialog.
  process.on('SIGTERM', () => void stop());
  process.on('SIGINT', () => void stop());
};
