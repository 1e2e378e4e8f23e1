/**
 * How much is installed, and how much of it the desktop packages carry.
 * Run by itself it prints both in MB (2^20 bytes, as `du -m` counts): `node scripts/sizes.ts`.
 */
import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join, matchesGlob } from 'node:path';

const PROJECT_DIR = join(import.meta.dirname, '..');

interface Found {
  /** Below the project, with `/`. */
  readonly path: string;
  readonly bytes: number;
}

/** Every file and folder below a folder; a file that has several names there (hard links) counts once. */
const filesOf = (folder: string): Found[] => {
  const seen = new Set<string>();
  return readdirSync(join(PROJECT_DIR, folder), { recursive: true, withFileTypes: true }).flatMap((entry): Found[] => {
    const file = join(entry.parentPath, entry.name);
    const { size, ino, dev, nlink, blocks } = lstatSync(file);
    if (nlink > 1 && entry.isFile()) {
      if (seen.has(`${dev}:${ino}`)) return [];
      seen.add(`${dev}:${ino}`);
    }
    const path = file.slice(PROJECT_DIR.length + 1).replaceAll('\\', '/');
    // What the disk gives it, as `du` counts; Windows does not tell.
    return [{ path, bytes: blocks === undefined || blocks === 0 ? size : blocks * 512 }];
  });
};

const sum = (files: readonly Found[]): number => files.reduce((total, { bytes }) => total + bytes, 0);

/** Folders of the production packages that are installed here, from the lock file. */
const productionFolders = (): string[] => {
  const lock = JSON.parse(readFileSync(join(PROJECT_DIR, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, { dev?: boolean; devOptional?: boolean }>;
  };
  return Object.entries(lock.packages)
    .filter(([path, { dev, devOptional }]) => path !== '' && dev !== true && devOptional !== true)
    .map(([path]) => path);
};

const SECTION: Partial<Record<NodeJS.Platform, string>> = { linux: 'linux', darwin: 'mac', win32: 'win' };

/** What electron-builder.yml leaves out, for all systems and for this one; its lists hold one quoted text a line. */
const leftOut = (): string[] => {
  const patterns: string[] = [];
  let section = '';
  for (const line of readFileSync(join(PROJECT_DIR, 'electron-builder.yml'), 'utf8').split('\n')) {
    section = /^(\w+):/.exec(line)?.[1] ?? section;
    const pattern = /^\s+- '!(.+)'$/.exec(line)?.[1];
    if (pattern !== undefined && (section === 'files' || section === SECTION[process.platform])) patterns.push(pattern);
  }
  return patterns;
};

/** All that `npm ci` brought, in bytes. */
export const installedBytes = (): number => sum(filesOf('node_modules'));

/** The production packages as the desktop packages carry them, before they are compressed, in bytes. */
export const packedBytes = (): number => {
  const folders = new Set(productionFolders());
  const patterns = leftOut();
  /** The package that a file belongs to: up to the last `node_modules` of its path, and a name or a scope and a name. */
  const owner = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/;
  return sum(
    filesOf('node_modules').filter(
      ({ path }) => folders.has(owner.exec(path)?.[0] ?? '') && !patterns.some((pattern) => matchesGlob(path, pattern)),
    ),
  );
};

if (import.meta.main) {
  const mb = (bytes: number): string => `${(bytes / 2 ** 20).toFixed(0)} MB`;
  console.log(`installed: ${mb(installedBytes())}\nproduction packages in a desktop package: ${mb(packedBytes())}`);
}
