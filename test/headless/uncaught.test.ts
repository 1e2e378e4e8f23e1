import { join } from 'node:path';
import { writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { BUGS, SURVIVED } from '../support/uncaught.ts';
import { temporaryFolder } from '../support/temporary.ts';
import { runCommand } from './runCommand.ts';

const source = (file: string): string => JSON.stringify(join(import.meta.dirname, '../..', file));

it('a process without windows says and survives what Electron does, and ends with 1 on a bug', async () => {
  const program = join(temporaryFolder(), 'program.ts');
  writeFileSync(
    program,
    `import { endOnBugsOfProcess } from ${source('src/headless/hostProcess.ts')};
    import { SURVIVED, BUGS, systemError } from ${source('test/support/uncaught.ts')};
    endOnBugsOfProcess();
    const throwNext = (errors) => {
      const [error, ...rest] = errors;
      setImmediate(() => throwNext(rest));
      throw error;
    };
    setImmediate(() => throwNext([...SURVIVED.map(systemError), ...BUGS.map(([, error]) => error)]));`,
  );
  const { code, stdout } = await runCommand(program, []);
  const lines = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { msg: string; err: { message: string } });
  expect(lines.map(({ msg, err }) => [msg, err.message])).toEqual([
    ...SURVIVED.map((name) => ['the system refused something; the show goes on', `${name}: refused`]),
    ['crashed', BUGS[0]?.[1].message],
  ]);
  expect(code).toBe(1);
});
