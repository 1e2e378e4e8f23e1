/**
 * Builds everything: the desktop shell and the React screens, the phone, the check page, the commands, and compressed
 * copies of what is served.
 */
import { spawnSync } from 'node:child_process';
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { writeBuildStamp } from './buildStamp.ts';

const run = (bin: string, args: string[]): void => {
  // Everything goes to stderr: stdout belongs to the log of the program that is built for.
  const { status } = spawnSync(process.execPath, [bin, ...args], { stdio: ['ignore', 2, 2] });
  if (status !== 0) process.exit(status ?? 1);
};

run('node_modules/electron-vite/bin/electron-vite.js', ['build', '--logLevel', 'warn']);
for (const config of [
  'renderer/phone/vite.config.ts',
  'renderer/verify/vite.config.ts',
  'renderer/campaign/vite.config.ts',
  'renderer/room/vite.config.ts',
  'renderer/verify/vite.offline.config.ts',
  'headless/vite.config.ts',
]) {
  run('node_modules/vite/bin/vite.js', ['build', '--config', `src/${config}`, '--logLevel', 'warn']);
}

for (const file of globSync('out/{renderer,phone,verify,campaign,room}/**/*.{html,js,css,svg,json}')) {
  const bytes = readFileSync(file);
  if (bytes.length < 512) continue;
  writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }));
  writeFileSync(`${file}.br`, brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }));
}
writeBuildStamp();
