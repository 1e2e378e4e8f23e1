/** The Electron runtime: found, fetched once, started. */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { settingsAsVariables, type Settings } from '../host/config/flags.ts';
import { PROJECT_DIR } from './hostProcess.ts';

const PACKAGE_DIR = join(PROJECT_DIR, 'node_modules/electron');
const FETCH_PATIENCE_MS = 5 * 60_000;
/** A runtime that ends sooner, and not with an exit code of this app's, cannot run on this machine. */
const SOONEST_CRASH_MS = 10_000;

export type Found = { readonly path: string } | { readonly missing: string };

const executableIn = (folder: string): string => {
  const names: Partial<Record<NodeJS.Platform, string>> = {
    darwin: 'Electron.app/Contents/MacOS/Electron',
    win32: 'electron.exe',
  };
  return join(folder, names[process.platform] ?? 'electron');
};

/** The package's installer notes in this file that all is unpacked. */
const installed = (): string | null => {
  const note = join(PACKAGE_DIR, 'path.txt');
  if (!existsSync(note)) return null;
  const path = join(PACKAGE_DIR, 'dist', readFileSync(note, 'utf8'));
  return existsSync(path) ? path : null;
};

/** Runs the package's own installer, which fetches the runtime from the net and checks its hash. */
const fetchRuntime = (): Promise<{ ok: boolean; why: string }> =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, [join(PACKAGE_DIR, 'install.js')], {
      stdio: ['ignore', 'ignore', 'pipe'],
      timeout: FETCH_PATIENCE_MS,
    });
    let output = '';
    child.stderr.setEncoding('utf8').on('data', (part: string) => (output += part));
    child.once('close', (code, signal) => {
      const why = signal !== null ? 'it took too long' : (output.trim().split('\n')[0] ?? '');
      resolve({ ok: code === 0, why });
    });
  });

/** Where the runtime is. One that is missing is fetched, unless ELECTRON_SKIP_BINARY_DOWNLOAD is set. */
export const findElectron = async (say: (line: string) => void): Promise<Found> => {
  const { ELECTRON_OVERRIDE_DIST_PATH, ELECTRON_SKIP_BINARY_DOWNLOAD } = process.env;
  if (ELECTRON_OVERRIDE_DIST_PATH) {
    const path = executableIn(ELECTRON_OVERRIDE_DIST_PATH);
    return existsSync(path) ? { path } : { missing: 'ELECTRON_OVERRIDE_DIST_PATH holds no Electron runtime' };
  }
  const path = installed();
  if (path !== null) return { path };
  if (!existsSync(PACKAGE_DIR)) return { missing: 'the electron package is not installed' };
  if (ELECTRON_SKIP_BINARY_DOWNLOAD) return { missing: 'no Electron runtime is here, and fetching it is switched off' };
  say('Fetching the Electron runtime from the net, this once (about 120 MB) …');
  const fetched = await fetchRuntime();
  const fresh = installed();
  return fetched.ok && fresh !== null
    ? { path: fresh }
    : { missing: `no Electron runtime is here, and it could not be fetched (${fetched.why})` };
};

export type DesktopEnd = { readonly exitCode: number } | { readonly unfit: string };

/** Runs the desktop app to its end. `unfit`: the runtime cannot run here, so that another shell should. */
export const runElectron = (path: string, settings: Settings): Promise<DesktopEnd> =>
  new Promise((resolve) => {
    // Inherited from some editors' terminals, it would make Electron a plain Node.
    const { ELECTRON_RUN_AS_NODE: _, ...variables } = process.env;
    const rootOnLinux = process.platform === 'linux' && process.getuid?.() === 0;
    const startedAt = performance.now();
    const child = spawn(path, [...(rootOnLinux ? ['--no-sandbox'] : []), PROJECT_DIR], {
      env: { ...variables, ...settingsAsVariables(settings) },
      stdio: 'inherit',
    });
    let told = false;
    const pass = (signal: NodeJS.Signals): void => {
      told = true;
      child.kill(signal);
    };
    process.on('SIGTERM', pass);
    process.on('SIGINT', pass);
    const end = (outcome: DesktopEnd): void => {
      process.off('SIGTERM', pass);
      process.off('SIGINT', pass);
      resolve(outcome);
    };
    child.once('error', (error) => end({ unfit: error.message }));
    child.once('exit', (code, signal) => {
      const own = code === 0 || code === 1 || code === 2;
      const early = performance.now() - startedAt < SOONEST_CRASH_MS;
      if (early && !own && !told) return end({ unfit: `it ended at once (${signal ?? code})` });
      end({ exitCode: own ? code : told ? 0 : 1 });
    });
  });
