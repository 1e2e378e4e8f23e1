/** Knows whether `out/` was built from the sources as they are now. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const STAMP = 'out/build-stamp';
const FOLDERS = ['src', 'resources'];
const FILES = ['package-lock.json', 'electron.vite.config.ts', 'scripts/build.ts'];
const NOT_BUILT = /tsconfig\.json$/;

interface Stamp {
  /** Hash of every source's name, size and time: what can be told without reading them, at each start. */
  readonly looks: string;
  /** Hash of every source's content, for those that were only touched (a checkout, a copy). */
  readonly content: string;
}

const sources = (): string[] => [
  ...FOLDERS.flatMap((folder) =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !NOT_BUILT.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name))
      .sort(),
  ),
  ...FILES,
];

const hashOf = (files: readonly string[], describe: (file: string) => string | Buffer): string => {
  const hash = createHash('sha256');
  for (const file of files) hash.update(file).update('\0').update(describe(file)).update('\0');
  return hash.digest('hex');
};

const looksOf = (files: readonly string[]): string =>
  hashOf(files, (file) => {
    const { size, mtimeMs } = statSync(file);
    return `${size} ${mtimeMs}`;
  });

const write = (stamp: Stamp): void => writeFileSync(STAMP, JSON.stringify(stamp));

export const writeBuildStamp = (): void => {
  const files = sources();
  write({ looks: looksOf(files), content: hashOf(files, (file) => readFileSync(file)) });
};

const readStamp = (): Partial<Stamp> => {
  try {
    return JSON.parse(readFileSync(STAMP, 'utf8')) as Partial<Stamp>;
  } catch {
    return {}; // Nothing was built, or by a version that stamped otherwise.
  }
};

export const isBuildCurrent = (): boolean => {
  const stamp = readStamp();
  const files = sources();
  const looks = looksOf(files);
  if (stamp.looks === looks) return true;
  const content = hashOf(files, (file) => readFileSync(file));
  if (stamp.content !== content) return false;
  write({ looks, content });
  return true;
};
