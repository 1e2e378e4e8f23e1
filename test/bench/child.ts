/** A process of its own with typed commands: loads, references and phones must not share a thread with the bench. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

type Commands = Record<string, (argument: never) => Promise<unknown>>;

interface Call {
  readonly id: number;
  readonly command: string;
  readonly argument: unknown;
}
interface Answer {
  readonly id: number;
  readonly value?: unknown;
  readonly error?: string;
}

export interface Child<C extends Commands> {
  readonly pid: number;
  call<N extends keyof C & string>(command: N, argument: Parameters<C[N]>[0]): ReturnType<C[N]>;
  stop(): Promise<void>;
}

/** Starts `processes/<name>.ts`, whose commands are `C`. */
export const startChild = <C extends Commands>(name: string): Child<C> => {
  const child = fork(join(import.meta.dirname, 'processes', `${name}.ts`), { stdio: 'inherit' });
  const exited = once(child, 'exit');
  const open = new Map<number, (answer: Answer) => void>();
  let lastId = 0;
  child.on('message', (message) => {
    // Only our own child writes here, with `serveCommands` below.
    const answer = message as Answer;
    open.get(answer.id)?.(answer);
    open.delete(answer.id);
  });
  void exited.then(([code]) => {
    for (const settle of open.values()) settle({ id: 0, error: `${name} ended with ${String(code)}` });
  });
  return {
    pid: child.pid ?? 0,
    call: (command, argument) =>
      new Promise((resolve, reject) => {
        lastId += 1;
        open.set(lastId, ({ value, error }) => {
          if (error === undefined) resolve(value);
          else reject(new Error(error));
        });
        child.send({ id: lastId, command, argument } satisfies Call);
      }) as ReturnType<C[typeof command]>,
    stop: async () => {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
      await exited;
    },
  };
};

/** The other end: answers the parent's calls until the parent goes. */
export const serveCommands = (commands: Commands): void => {
  process.on('message', (message) => {
    const { id, command, argument } = message as Call;
    const answer = (rest: Omit<Answer, 'id'>): void => void process.send?.({ id, ...rest });
    const run = commands[command];
    if (!run) return answer({ error: `no such command: ${command}` });
    run(argument as never).then(
      (value) => answer({ value }),
      (error: unknown) => answer({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
    );
  });
  process.on('disconnect', () => process.exit(0));
};
