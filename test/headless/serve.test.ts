import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { runCommand, startCommand } from './runCommand.ts';

const folder = mkdtempSync(join(tmpdir(), 'serve-'));
let folders = 0;
const dataDir = (): string => join(folder, `${(folders += 1)}`);

const SERVE = 'src/headless/serve.ts';
const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
const LISTENING = /^\{.*"port":(\d+),"url":"([^"]+)".*"msg":"listening"\}$/m;

afterAll(() => rmSync(folder, { recursive: true, maxRetries: 5 }));

describe('npm run serve', { timeout: 60_000 }, () => {
  it('listens on a free port, says so in one JSON line, and answers', async () => {
    const serve = startCommand(SERVE, ['--port', '0', '--data-dir', dataDir()]);
    const [line = '', port, url] = await serve.match('stdout', LISTENING);
    expect(JSON.parse(line)).toMatchObject({
      msg: 'listening',
      port: Number(port),
      url: `http://127.0.0.1:${port}`,
      joinUrl: expect.stringMatching(/^http:\/\/.+\/$/),
      eventId: expect.stringMatching(/./),
    });
    const health = await fetch(`${url}/health`);
    expect(await health.json()).toMatchObject({ status: 'ok' });
    serve.child.kill('SIGTERM');
    await serve.ended;
  });

  it.skipIf(process.platform !== 'linux')('prints the set-up link as a line of its own on a terminal', async () => {
    const host = `'${process.execPath}' ${SERVE} --port 0 --host 127.0.0.1 --data-dir '${dataDir()}'`;
    // `script` of util-linux runs it on a terminal of its own.
    const terminal = spawn('script', ['--quiet', '--command', host, '/dev/null']);
    onTestFinished(() => void terminal.kill('SIGKILL'));
    let shown = '';
    const link = await new Promise<string>((resolve, reject) => {
      terminal.on('error', reject);
      terminal.on('close', () => reject(new Error(`no line with a link in: ${shown}`)));
      terminal.stdout.setEncoding('utf8').on('data', (part: string) => {
        shown += part;
        const [, url] = /^Set-up link +(http:\S+) /m.exec(shown) ?? [];
        if (url !== undefined) resolve(url);
      });
    });
    expect(new URL(link).hash).toMatch(/^#setup=.{20,}/);
    expect((await fetch(link)).status).toBe(200);
  });

  it.skipIf(process.platform === 'win32').each([
    ['has gone', 'head -c 1 > /dev/null'],
    ['hangs', 'sleep 60'],
  ])('goes on, and ends as it should, when the reader of its log %s', async (_, reader) => {
    const port = await freePort();
    const data = dataDir();
    const pidFile = join(folder, `${folders}.pid`);
    // 64 KiB fill the pipe, so that the host's first line finds nobody who takes it.
    const host = `{ head -c 65536 /dev/zero; echo $$ > '${pidFile}'; exec '${process.execPath}' ${SERVE} --port ${port} --host 127.0.0.1 --data-dir '${data}'; }`;
    const shell = spawn('sh', ['-c', `sh -c "$HOST" 2>&1 | ${reader}`], { env: { ...process.env, HOST: host } });
    onTestFinished(() => void shell.kill('SIGKILL'));
    const health = async (): Promise<boolean> =>
      fetch(`http://127.0.0.1:${port}/health`).then(
        ({ ok }) => ok,
        () => false,
      );
    await expect.poll(health, { timeout: 30_000 }).toBe(true);
    const pid = Number(readFileSync(pidFile, 'utf8'));
    process.kill(pid, 'SIGTERM');
    const isAlive = (): boolean => {
      try {
        return process.kill(pid, 0);
      } catch {
        return false;
      }
    };
    await expect.poll(isAlive, { timeout: 30_000 }).toBe(false);
    // Closed properly: nothing is left of the log of the database.
    expect(existsSync(join(data, 'luckydraw.sqlite3-wal'))).toBe(false);
  });

  it.skipIf(process.platform === 'win32').each(['SIGTERM', 'SIGINT'] as const)(
    'ends cleanly with 0 on %s, with nothing but JSON lines on stdout',
    async (signal) => {
      const serve = startCommand(SERVE, ['--port', '0', '--data-dir', dataDir()]);
      await serve.match('stdout', LISTENING);
      serve.child.kill(signal);
      // As npm does, which passes on the signal that the terminal has sent already.
      serve.child.kill(signal);
      const { code, stdout, stderr } = await serve.ended;
      expect(code).toBe(0);
      expect(stderr).toBe('');
      const messages = stdout
        .trim()
        .split('\n')
        .map((text): unknown => JSON.parse(text));
      expect(messages.at(-1)).toMatchObject({ msg: 'stopped' });
    },
  );

  it('keeps its event over a restart', async () => {
    const data = dataDir();
    const ids: unknown[] = [];
    for (let start = 0; start < 2; start += 1) {
      const serve = startCommand(SERVE, ['--port', '0'], { LUCKYDRAW_DATA_DIR: data });
      const [line = ''] = await serve.match('stdout', LISTENING);
      ids.push(JSON.parse(line).eventId);
      serve.child.kill('SIGTERM');
      await serve.ended;
    }
    expect(ids[1]).toBe(ids[0]);
  });

  it.each([[['--port', '70000']], [['--nonsense']], [['--public-url', 'https://a.example/path']], [['stray']]])(
    'ends with 2 and one line for %j',
    async (args) => {
      const { code, stdout, stderr } = await runCommand(SERVE, args);
      expect(code).toBe(2);
      expect(stdout).toBe('');
      expect(stderr).toMatch(/^error: [^\n]+\n$/);
    },
  );

  it('prints its help and its version', async () => {
    expect(await runCommand(SERVE, ['--help'])).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('--data-dir'),
      stderr: '',
    });
    expect(await runCommand(SERVE, ['--version'])).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
    });
  });

  it('ends with 1, and a JSON line that says why, after a bug that nobody caught', async () => {
    const bug = join(folder, 'bug.ts');
    const source = pathToFileURL('src/headless/hostProcess.ts').href;
    writeFileSync(
      bug,
      `import { endOnBugsOfProcess } from '${source}';
       endOnBugsOfProcess();
       setInterval(() => {}, 1000);
       void Promise.reject(new Error('an unforeseen state'));`,
    );
    const { code, stdout } = await runCommand(bug, []);
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ msg: 'crashed', err: { message: 'an unforeseen state' } });
  });

  it('ends with 1 and one sentence when the port is taken', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '0.0.0.0', resolve));
    const address = other.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const { code, stderr } = await runCommand(SERVE, ['--port', `${port}`, '--data-dir', dataDir()]);
    other.close();
    expect(code).toBe(1);
    expect(stderr).toMatch(/^[^\n]+\n$/);
    expect(stderr).toContain(`${port}`);
  });

  it('ends with 1 and one sentence when the data folder cannot be one', async () => {
    const file = join(folder, 'a-file');
    writeFileSync(file, '');
    const { code, stderr } = await runCommand(SERVE, ['--port', '0', '--data-dir', join(file, 'data')]);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^[^\n]+\n$/);
    expect(stderr).toContain(file);
  });
});
