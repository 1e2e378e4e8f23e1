import { spawn } from 'node:child_process';

export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Environment for a command under test: this process's, without what would configure the command. */
export const cleanEnvironment = (extra: Record<string, string> = {}): NodeJS.ProcessEnv => {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(LUCKYDRAW_|NODE_|VITEST)/.test(name));
  return { ...Object.fromEntries(inherited), ...extra };
};

/** Runs one of the project's commands from its source, to its end. */
export const runCommand = (file: string, args: string[], variables: Record<string, string> = {}): Promise<Outcome> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [file, ...args], { env: cleanEnvironment(variables) });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (part: string) => (stdout += part));
    child.stderr.setEncoding('utf8').on('data', (part: string) => (stderr += part));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
