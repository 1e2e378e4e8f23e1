/** A host as a process of its own: flags, signals, exit codes. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pino } from 'pino';
import { readSettings, type Settings } from '../host/config/flags.ts';
import { createHost, StartError, type Host } from '../host/createHost.ts';
import { logOutput } from '../host/platform/logOutput.ts';
import { endOnBugs } from '../host/platform/survivable.ts';

export const PROJECT_DIR = join(import.meta.dirname, '../..');

/** One signal from a terminal may arrive twice, from the terminal itself and from npm: only a later one insists. */
const INSIST_AFTER_MS = 500;

/** The settings of this process; null when it has said all it had to (help, or what is wrong with a flag). */
export const settingsOfProcess = (command: string): Settings | null => {
  // The project's own file, which names its version.
  const { version } = JSON.parse(readFileSync(join(PROJECT_DIR, 'package.json'), 'utf8')) as { version: string };
  const outcome = readSettings({
    command,
    version,
    argv: process.argv.slice(2),
    variables: process.env,
    defaultDataDir: 'data',
    tolerant: false,
  });
  if (outcome.kind === 'settings') return outcome.settings;
  if (outcome.kind === 'text') process.stdout.write(outcome.text);
  else process.stderr.write(`${outcome.message}\n`);
  process.exitCode = outcome.kind === 'text' ? 0 : 2;
  return null;
};

/** Errors that nobody caught are said in the log; a bug ends the process with 1. */
export const endOnBugsOfProcess = (): void => {
  endOnBugs(process, {
    survived: (error) =>
      pino({ base: null }, logOutput).error({ err: error }, 'the system refused something; the show goes on'),
    crashed: (error) => {
      pino({ base: null }, logOutput).fatal({ err: error }, 'crashed');
      process.exit(1);
    },
  });
};

/** The line for people with the link that sets the first password. */
export const setupLine = (setupUrl: string): string =>
  `Set-up link      ${setupUrl}   (open it once: it sets the password of the console)`;

/** Starts a host; null, with one sentence on stderr and exit code 1, when it cannot start. */
export const startHost = async (
  settings: Settings,
  { tryNextPorts }: { tryNextPorts: boolean },
): Promise<Host | null> => {
  try {
    const host = await createHost({ ...settings, pagesDir: join(PROJECT_DIR, 'out'), tryNextPorts });
    // In the log it stands inside JSON, where nobody who looks at a terminal finds it.
    const setupUrl = host.setupUrl();
    if (setupUrl !== null && (process.stdout.isTTY || process.stderr.isTTY))
      process.stderr.write(`${setupLine(setupUrl)}\n`);
    return host;
  } catch (error) {
    if (!(error instanceof StartError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
    return null;
  }
};

/** SIGTERM and SIGINT: `stop`, then exit 0; a second signal ends at once. Answers the same, for other reasons to stop. */
export const stopOnSignals = (stop: () => Promise<void>): (() => Promise<void>) => {
  let since: number | null = null;
  const stopOnce = async (): Promise<void> => {
    if (since !== null) {
      if (performance.now() - since > INSIST_AFTER_MS) process.exit(1);
      return;
    }
    since = performance.now();
    await stop();
    await logOutput.drained();
    process.exit(0);
  };
  process.on('SIGTERM', () => void stopOnce());
  process.on('SIGINT', () => void stopOnce());
  return stopOnce;
};
