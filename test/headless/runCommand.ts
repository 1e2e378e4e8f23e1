import { spawn, type ChildProcess } from 'node:child_process';

export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Running {
  readonly child: ChildProcess;
  /** The match in what the command has written so far, or as soon as it has; rejects if it ends without. */
  match(stream: 'stdout' | 'stderr', pattern: RegExp): Promise<RegExpExecArray>;
  readonly ended: Promise<Outcome>;
}

/** Environment for a command under test: this process's, without what would configure the command. */
const environment = (extra: Record<string, string>): NodeJS.ProcessEnv => {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(LUCKYDRAW_|NODE_|VITEST|ELECTRON_|CHROME_PATH|DISPLAY|WAYLAND)/.test(name),
  );
  return { ...Object.fromEntries(inherited), ...extra };
};

/** Starts one of the project's commands from its source. `descriptors`: how many files and connections it may have open. */
export const startCommand = (
  file: string,
  args: string[],
  variables: Record<string, string> = {},
  descriptors: number | null = null,
): Running => {
  const limited = descriptors === null ? [] : ['sh', '-c', `ulimit -n ${descriptors}; exec "$@"`, 'sh'];
  const [program = '', ...rest] = [...limited, process.execPath, file, ...args];
  const child = spawn(program, rest, { env: environment(variables) });
  const written = { stdout: '', stderr: '' };
  const listeners = new Set<() => void>();
  for (const name of ['stdout', 'stderr'] as const)
    child[name].setEncoding('utf8').on('data', (part: string) => {
      written[name] += part;
      for (const listener of listeners) listener();
    });
  const ended = new Promise<Outcome>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, ...written }));
  });
  return {
    child,
    ended,
    match: (stream, pattern) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          const found = pattern.exec(written[stream]);
          if (found === null) return;
          listeners.delete(look);
          resolve(found);
        };
        listeners.add(look);
        look();
        ended.then(() => reject(new Error(`no ${String(pattern)} in: ${JSON.stringify(written)}`)), reject);
      }),
  };
};

/** Runs one of the project's commands to its end. */
export const runCommand = (file: string, args: string[], variables: Record<string, string> = {}): Promise<Outcome> =>
  startCommand(file, args, variables).ended;
