/**
 * Runs after `npm ci`: drops what packages bring and nothing here ever reads, 160 MB of it. Plain JavaScript, because an
 * installation without the development packages runs it with whatever Node the machine has.
 */
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const modules = fileURLToPath(new URL('../node_modules', import.meta.url));

/** Everything in the folder but what is named. */
const keepOnly = (folder, names) => {
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder)) {
    if (!names.includes(name)) rmSync(join(folder, name), { recursive: true, force: true });
  }
};

// Node's own C headers: nothing is compiled here, both native modules bring Node-API builds.
const runtimes = join(modules, 'node/node_modules');
if (existsSync(runtimes)) {
  for (const entry of readdirSync(runtimes, { withFileTypes: true })) {
    if (entry.isDirectory()) rmSync(join(runtimes, entry.name, 'include'), { recursive: true, force: true });
  }
}

// The font in a dozen forms, of which the screens take one: variable, cut into parts.
keepOnly(join(modules, 'pretendard/dist'), ['web', 'LICENSE.txt']);
keepOnly(join(modules, 'pretendard/dist/web'), ['variable']);
keepOnly(join(modules, 'pretendard/dist/web/variable'), [
  'pretendardvariable-dynamic-subset.css',
  'woff2-dynamic-subset',
]);
