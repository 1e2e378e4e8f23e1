import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { hasPages } from '../../src/host/platform/http/pages.ts';
import { PROJECT_DIR } from './project.ts';

/** The host serves the real screens in its tests; where none are built yet, they are built once, before all tests. */
export const setup = (): void => {
  if (hasPages(join(PROJECT_DIR, 'out'))) return;
  process.stderr.write('The screens are not built yet, and the tests of the host need them. Building …\n');
  const { status } = spawnSync(process.execPath, ['scripts/ensureBuild.ts'], { cwd: PROJECT_DIR, stdio: 'inherit' });
  if (status !== 0) throw new Error('The screens could not be built: see above, or run npm run build.');
};
