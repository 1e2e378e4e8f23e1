/** The browser that the tests drive: one that is installed, or Playwright's own. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { Launcher } from 'chrome-launcher';
import { chromium, type LaunchOptions } from 'playwright';

/** Path of an installed Chromium, Chrome or Edge; null if there is none. `CHROME_PATH` comes first. */
export const findBrowser = (): string | null => {
  const own = chromium.executablePath();
  if (existsSync(own)) return own;
  try {
    return Launcher.getInstallations().find((path) => existsSync(path)) ?? null;
  } catch {
    return null; // chrome-launcher throws where it finds none.
  }
};

/** How the tests start it: alone, silent, and without a sandbox where root has none. */
export const browserLaunch = (): LaunchOptions => {
  const executablePath = findBrowser();
  return {
    ...(executablePath === null ? {} : { executablePath }),
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  };
};

const attempt = (command: string, args: string[]): boolean => {
  console.log(`> ${command} ${args.join(' ')}`);
  return spawnSync(command, args, { stdio: ['ignore', 'inherit', 'inherit'] }).status === 0;
};

/** Installs packages of the system where that is allowed: as root of a Debian. */
const installPackages = (packages: readonly string[]): void => {
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return;
  attempt('apt-get', ['update', '-qq']);
  attempt('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages]);
};

/** Installs a browser if there is none: by Playwright, or by the system's package manager where that is allowed. */
export const ensureBrowser = (): string | null => {
  const found = findBrowser();
  if (found !== null) return found;
  console.log('No Chromium, Chrome or Edge found. Installing one for the browser tests …');
  attempt(process.execPath, ['node_modules/playwright/cli.js', 'install', 'chromium']);
  if (findBrowser() === null) installPackages(['chromium', 'fonts-noto-cjk', 'fonts-noto-color-emoji']);
  return findBrowser();
};

const onPath = (command: string): string | null => {
  const { status, stdout } = spawnSync('which', [command], { encoding: 'utf8' });
  return status === 0 ? stdout.trim() : null;
};

/** Path of an installed Firefox, or null. */
export const findFirefox = (): string | null => onPath('firefox-esr') ?? onPath('firefox');

/** WebKitGTK's driver, its small browser, and a way to a display of their own. */
export interface WebKit {
  readonly driver: string;
  readonly browser: string;
  readonly display: string;
}

/** Null where a part is missing. */
export const findWebKit = (): WebKit | null => {
  const driver = onPath('WebKitWebDriver');
  const display = onPath('xvfb-run');
  const libraries = `/usr/lib/${process.arch === 'arm64' ? 'aarch64' : 'x86_64'}-linux-gnu`;
  const browser = ['4.1', '6.0', '4.0']
    .map((version) => `${libraries}/webkit2gtk-${version}/MiniBrowser`)
    .find((path) => existsSync(path));
  return driver !== null && display !== null && browser !== undefined ? { driver, browser, display } : null;
};

/** Installs the two other engines that a room's phones have, where that is allowed. Their tests skip without them. */
export const ensureEngines = (): void => {
  const missing = [
    ...(findFirefox() === null ? ['firefox-esr'] : []),
    ...(findWebKit() === null ? ['webkit2gtk-driver', 'xvfb', 'xauth'] : []),
  ];
  if (missing.length > 0) installPackages(missing);
};
