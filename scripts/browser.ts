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

/** Installs a browser if there is none: by Playwright, or by the system's package manager where that is allowed. */
export const ensureBrowser = (): string | null => {
  const found = findBrowser();
  if (found !== null) return found;
  console.log('No Chromium, Chrome or Edge found. Installing one for the browser tests …');
  attempt(process.execPath, ['node_modules/playwright/cli.js', 'install', 'chromium']);
  if (
    findBrowser() === null &&
    process.platform === 'linux' &&
    process.getuid?.() === 0 &&
    existsSync('/usr/bin/apt-get')
  ) {
    attempt('apt-get', ['update', '-qq']);
    attempt('apt-get', [
      'install',
      '-y',
      '-qq',
      '--no-install-recommends',
      'chromium',
      'fonts-noto-cjk',
      'fonts-noto-color-emoji',
    ]);
  }
  return findBrowser();
};
