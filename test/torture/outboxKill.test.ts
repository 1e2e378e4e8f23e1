import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { startCommand } from '../headless/runCommand.ts';
import { PROJECT_DIR } from '../support/project.ts';
import { openReceiver } from '../support/receiver.ts';
import { temporaryFolder } from '../support/temporary.ts';

/** A hundred take some minutes: LUCKYDRAW_TORTURE_KILLS=100. */
const KILLS = Number(process.env['LUCKYDRAW_TORTURE_KILLS'] ?? 10);
/** Spread evenly over the first moments, differently in each round. */
const momentOf = (round: number): number => 30 + (((round * 2_654_435_761) >>> 8) % 600);

interface Told {
  readonly id: string;
  readonly subject: string;
  readonly n: number;
}

/** Everything that was committed is there; a repetition has the id that it had; no subject's event overtook another. */
const examine = (told: readonly Told[], committed: ReadonlyMap<string, number>): { repeats: number } => {
  const ids = new Map<string, string>();
  const last = new Map<string, number>();
  let repeats = 0;
  for (const { id, subject, n } of told) {
    const name = `${subject} ${n}`;
    expect(ids.get(name) ?? id, `the id of ${name}`).toBe(id);
    if (ids.has(name)) repeats += 1;
    ids.set(name, id);
    const seen = last.get(subject) ?? 0;
    expect(n, `after ${seen} of ${subject}`).toBeLessThanOrEqual(seen + 1);
    last.set(subject, Math.max(seen, n));
  }
  for (const [subject, n] of committed) expect(last.get(subject) ?? 0, subject).toBeGreaterThanOrEqual(n);
  expect(new Set(ids.values()).size).toBe(ids.size);
  return { repeats };
};

it(
  `delivers every event that was committed through ${KILLS} kills, in order, repeated only with the same id`,
  {
    timeout: 60_000 + KILLS * 6_000,
  },
  async () => {
    const folder = temporaryFolder();
    const file = join(folder, 'events.jsonl');
    const receiver = await openReceiver();
    let asked = 0;
    receiver.answer((_received, response) => {
      asked += 1;
      // A receiver has its bad moments too: some in each round, and each makes a sink wait.
      response.writeHead(asked % 397 === 0 ? 503 : 204).end();
    });
    const committed = new Map<string, number>();
    const start = (round: string) => {
      const running = startCommand(join(PROJECT_DIR, 'test/torture/outboxProcess.ts'), [
        folder,
        file,
        receiver.url,
        round,
      ]);
      onTestFinished(async () => {
        running.child.kill('SIGKILL');
        await running.ended;
      });
      return running;
    };

    for (let round = 1; round <= KILLS; round += 1) {
      const running = start(`round${round}`);
      await running.match('stdout', /^open$/m);
      // The moment of the kill is the subject of this test: no event could be awaited instead.
      await new Promise((resolve) => setTimeout(resolve, momentOf(round)));
      running.child.kill('SIGKILL');
      const { stdout, stderr } = await running.ended;
      expect(stderr).not.toMatch(/Error/);
      for (const [, subject = '', n] of stdout.matchAll(/^(round\S+) (\d+)$/gm)) committed.set(subject, Number(n));
    }
    const last = start('-');
    await last.match('stdout', /^drained$/m);

    expect(committed.size).toBeGreaterThan(KILLS);
    const events = [...committed.values()].reduce((sum, n) => sum + n, 0);
    expect(events).toBeGreaterThan(KILLS * 20);
    const byWebhook = examine(
      receiver.received.map(({ event }) => ({ id: event.id, subject: event.subject, n: Number(event.data['n']) })),
      committed,
    );
    const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
    examine(
      lines.map((line) => {
        const { id, subject, data } = JSON.parse(line) as { id: string; subject: string; data: { n: number } };
        return { id, subject, n: data.n };
      }),
      committed,
    );
    console.log(`${events} events through ${KILLS} kills; ${byWebhook.repeats} repeated to the webhook`);
  },
);
