/** Looks what this machine can show, and starts that. */
import type { Settings } from '../host/config/flags.ts';
import type { Host } from '../host/createHost.ts';
import { findElectron, runElectron } from './electronRuntime.ts';
import { endOnBugsOfProcess, settingsOfProcess, setupLine, startHost, stopOnSignals } from './hostProcess.ts';

/** For people; stdout belongs to the log. */
const say = (line: string): void => void process.stderr.write(`${line}\n`);

const hasDisplay = (): boolean =>
  process.platform !== 'linux' || Boolean(process.env.DISPLAY) || Boolean(process.env.WAYLAND_DISPLAY);

const printAddresses = async (host: Host): Promise<void> => {
  const { default: QRCode } = await import('qrcode');
  say('');
  say(await QRCode.toString(host.joinUrl(), { type: 'terminal', small: true }));
  say(`Phones join at   ${host.joinUrl()}`);
  say(`Projector        ${new URL('/lottery', host.joinUrl()).href}`);
  say(`Admin            ${new URL('/lottery/admin', host.joinUrl()).href}`);
  const setupUrl = host.setupUrl();
  // On a terminal it stands there already.
  if (setupUrl !== null && !process.stdout.isTTY && !process.stderr.isTTY) say(setupLine(setupUrl));
};

const runInThisProcess = async (settings: Settings, browser: string | null): Promise<void> => {
  const endings: (() => Promise<void>)[] = [];
  const stop = stopOnSignals(async () => {
    for (const ending of endings.reverse()) await ending();
  });
  const starting = startHost(settings, { tryNextPorts: true });
  // It answers requests a moment before it is started: a signal in between closes it, too.
  endings.push(async () => (await starting)?.close());
  const host = await starting;
  if (host === null) return;
  if (browser === null) return printAddresses(host);
  const { openKiosk } = await import('./kiosk.ts');
  const kiosk = openKiosk({
    browser,
    host,
    dataDir: settings.dataDir,
    say,
    onAdminClosed: () => {
      say('The admin window was closed: the host stops. Everything is stored.');
      void stop();
    },
  });
  endings.push(() => kiosk.close());
  say(`Phones join at ${host.joinUrl()}`);
};

const run = async (settings: Settings): Promise<void> => {
  if (!hasDisplay()) {
    say('Headless: this machine has no display (DISPLAY and WAYLAND_DISPLAY are not set).');
    return runInThisProcess(settings, null);
  }
  const electron = await findElectron(say);
  let why = 'missing' in electron ? electron.missing : '';
  if ('path' in electron) {
    say('Desktop app: an Electron runtime is here.');
    const end = await runElectron(electron.path, settings);
    if ('exitCode' in end) {
      process.exitCode = end.exitCode;
      return;
    }
    why = `the Electron runtime does not run on this machine: ${end.unfit}`;
  }
  const { findBrowser } = await import('./kiosk.ts');
  const browser = findBrowser();
  if (browser !== null) {
    say(`Kiosk windows of ${browser}: ${why}.`);
    return runInThisProcess(settings, browser);
  }
  say(
    `Headless: ${why}, and no Chromium, Chrome or Edge was found${process.env.CHROME_PATH ? ' at CHROME_PATH' : ''}.`,
  );
  return runInThisProcess(settings, null);
};

endOnBugsOfProcess();
const settings = settingsOfProcess('start');
if (settings !== null) await run(settings);
