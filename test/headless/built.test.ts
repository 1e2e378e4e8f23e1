import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { PROJECT_DIR } from '../support/project.ts';
import { temporaryFolder } from '../support/temporary.ts';
import { runCommand, startCommand } from './runCommand.ts';

const SERVE = join(PROJECT_DIR, 'out/headless/serve.js');

/** Runs before the command and makes its host fail where it listens, as a bug of ours would. */
const BROKEN_LISTEN = `data:text/javascript,${encodeURIComponent(
  "import { Server } from 'node:net'; Server.prototype.listen = () => { throw new Error('broken by the test'); };",
)}`;

beforeAll(() => {
  const { status } = spawnSync(process.execPath, ['scripts/ensureBuild.ts'], { cwd: PROJECT_DIR, stdio: 'inherit' });
  expect(status).toBe(0);
});

describe('the built commands', { timeout: 60_000 }, () => {
  it('serve, and stop cleanly', async () => {
    const serve = startCommand(SERVE, ['--port', '0', '--host', '127.0.0.1', '--data-dir', temporaryFolder()]);
    const [, url] = await serve.match('stdout', /"url":"([^"]+)".*"msg":"listening"/);
    expect((await fetch(`${url}/health`)).status).toBe(200);
    expect((await fetch(`${url}/lottery`)).status).toBe(200);
    serve.child.kill('SIGTERM');
    const { code, stderr } = await serve.ended;
    expect(stderr).toBe('');
    if (process.platform !== 'win32') expect(code).toBe(0);
  });

  // Elsewhere there is always a display, and windows would open.
  it.skipIf(process.platform !== 'linux')('start serves where there is no display', async () => {
    const start = startCommand(join(PROJECT_DIR, 'out/headless/start.js'), [
      '--port',
      '0',
      '--host',
      '127.0.0.1',
      '--data-dir',
      temporaryFolder(),
    ]);
    await start.match('stdout', /"msg":"listening"/);
    await start.match('stderr', /Phones join at {3}http/);
    start.child.kill('SIGTERM');
    await start.ended;
  });

  it('name the lines of the sources when they crash', async () => {
    const { code, stdout } = await runCommand(SERVE, ['--port', '0', '--data-dir', temporaryFolder()], {
      NODE_OPTIONS: `--import ${BROKEN_LISTEN}`,
    });
    expect(code).toBe(1);
    const crash = stdout.split('\n').find((line) => line.includes('"msg":"crashed"')) ?? '{}';
    const { err } = JSON.parse(crash) as { err?: { stack: string } };
    expect(err?.stack).toMatch(/^Error: broken by the test\n/);
    expect(err?.stack).toMatch(/src\/host\/createHost\.ts:\d+:\d+/);
    expect(err?.stack).not.toContain('out/headless');
  });
});
