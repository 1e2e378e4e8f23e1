/**
 * Lighthouse, which only the bench needs and which brings half as much as all the rest: installed by the bench itself,
 * once, from tools/package.json and its lock file.
 */
import { spawnSync, type SpawnSyncOptions } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const TOOLS_DIR = join(import.meta.dirname, 'tools');
const INSTALL_DIR = join(import.meta.dirname, '../../.cache/bench-tools');
const FILES = ['package.json', 'package-lock.json'];

/** As much of Lighthouse's own types as is used here. */
type Lighthouse = (
  url: string,
  flags: { port: number; output: 'json'; logLevel: 'silent'; onlyCategories: string[] },
) => Promise<{ lhr: { categories: Record<string, { score: number | null } | undefined> } } | undefined>;

const isInstalled = (): boolean =>
  // npm writes this file last.
  existsSync(join(INSTALL_DIR, 'node_modules/.package-lock.json')) &&
  FILES.every((file) => readFileSync(join(TOOLS_DIR, file)).equals(readFileSync(join(INSTALL_DIR, file))));

const install = (): boolean => {
  process.stderr.write('Fetching Lighthouse for the bench, once …\n');
  rmSync(INSTALL_DIR, { recursive: true, force: true });
  mkdirSync(INSTALL_DIR, { recursive: true });
  for (const file of FILES) copyFileSync(join(TOOLS_DIR, file), join(INSTALL_DIR, file));
  const npm = process.env.npm_execpath;
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const options: SpawnSyncOptions = { cwd: INSTALL_DIR, stdio: ['ignore', 2, 2] };
  const { status } = npm
    ? spawnSync(process.execPath, [npm, ...args], options)
    : spawnSync('npm', args, { ...options, shell: process.platform === 'win32' });
  return status === 0;
};

/** Null, with a line that says so, where it is not there and cannot be fetched. */
export const loadLighthouse = async (): Promise<Lighthouse | null> => {
  if (!isInstalled() && !install()) {
    process.stderr.write('Lighthouse could not be fetched: its scores were not measured.\n');
    return null;
  }
  const entry = createRequire(join(INSTALL_DIR, 'package.json')).resolve('lighthouse');
  const { default: lighthouse } = (await import(pathToFileURL(entry).href)) as { default: Lighthouse };
  return lighthouse;
};
