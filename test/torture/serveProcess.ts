import { join } from 'node:path';
import { startCommand, type Outcome } from '../headless/runCommand.ts';
import { PROJECT_DIR } from '../support/project.ts';

export interface ServeProcess {
  readonly url: string;
  readonly eventId: string;
  /** As a power cut does it: no signal that could be handled. Answers all that the process has written. */
  kill(): Promise<Outcome>;
}

/** The real `serve` command as a process of its own, listening. */
export const startServe = async (
  dataDir: string,
  password: string,
  more: readonly string[] = [],
): Promise<ServeProcess> => {
  const flags = ['--port', '0', '--host', '127.0.0.1', '--data-dir', dataDir, '--registration-limit', '0', ...more];
  const serve = startCommand(join(PROJECT_DIR, 'src/headless/serve.ts'), flags, { LUCKYDRAW_ADMIN_PASSWORD: password });
  const [, port, eventId] = await serve.match('stdout', /"port":(\d+),.*"eventId":"([^"]+)".*"msg":"listening"/);
  return {
    url: `http://127.0.0.1:${port}`,
    eventId: eventId ?? '',
    kill: () => {
      serve.child.kill('SIGKILL');
      return serve.ended;
    },
  };
};
