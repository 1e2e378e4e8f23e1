/** Knows whether `out/` was built from the sources as they are now. */
import { createHash } from 'node:crypto';
import { globSync, readFileSync, writeFileSync } from 'node:fs';

const STAMP = 'out/build-stamp';

const sourcesHash = (): string => {
  const hash = createHash('sha256');
  const files = globSync([
    'src/{renderer,main,preload,host,core,contract}/**/*.{ts,tsx,css,html,svg,json}',
    'resources/**/*.*',
    'package-lock.json',
    'electron.vite.config.ts',
  ]);
  for (const file of files.sort()) hash.update(file).update('\0').update(readFileSync(file)).update('\0');
  return hash.digest('hex');
};

export const writeBuildStamp = (): void => writeFileSync(STAMP, sourcesHash());

export const isBuildCurrent = (): boolean => {
  try {
    return readFileSync(STAMP, 'utf8') === sourcesHash();
  } catch {
    return false;
  }
};
