import { appendFileSync, mkdirSync, readFileSync, renameSync, rmSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { allDelivered, byHost, happened, LOG_EVENT, openOutboxParts } from '../../../support/outbox.ts';
import { temporaryFolder } from '../../../support/temporary.ts';
import { upTo } from '../../../support/upTo.ts';

const open = async (file: string, folder: string, keep = 100_000) => {
  const parts = await openOutboxParts(folder, { settings: { outboxFile: file }, keep });
  onTestFinished(() => parts.close());
  return parts;
};

const linesOf = (file: string): { id: string; data: { n: number } }[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as { id: string; data: { n: number } });
const numbersIn = (file: string): number[] => linesOf(file).map(({ data }) => data.n);

describe('the file of events', () => {
  it('has every event on a line of its own, in order, and goes on after a restart', async () => {
    const folder = temporaryFolder();
    const file = join(folder, 'events.jsonl');
    const first = await open(file, folder);
    await Promise.all(upTo(300).map((n) => first.emit([happened(`subject ${n % 3}`, n)])));
    await first.until(allDelivered);
    await first.close();
    const again = await open(file, folder);
    await again.emit([happened('a', 301)]);
    await again.until(allDelivered);
    expect(numbersIn(file)).toEqual(upTo(301));
  });

  it('is mended where a crash tore its last line, however long that is', async () => {
    const folder = temporaryFolder();
    const file = join(folder, 'events.jsonl');
    const first = await open(file, folder);
    await first.emit([happened('a', 1)]);
    await first.until(allDelivered);
    await first.close();
    appendFileSync(file, `{"specversion":"1.0","data":"${'x'.repeat(200_000)}`);
    const again = await open(file, folder);
    await again.emit([happened('a', 2)]);
    await again.until(allDelivered);
    await again.close();
    expect(numbersIn(file)).toEqual([1, 2]);
    truncateSync(file, 10);
    const third = await open(file, folder);
    await third.emit([happened('a', 3)]);
    await third.until(allDelivered);
    expect(numbersIn(file)).toEqual([3]);
  });

  it('begins anew when somebody moves it away', async () => {
    const folder = temporaryFolder();
    const file = join(folder, 'events.jsonl');
    const { emit, until } = await open(file, folder);
    await emit([happened('a', 1)]);
    await until(allDelivered);
    renameSync(file, `${file}.1`);
    await emit([happened('a', 2)]);
    await until(allDelivered);
    expect([numbersIn(`${file}.1`), numbersIn(file)]).toEqual([[1], [2]]);
  });

  it('may be missing its folder: that is said at the start, and made up for', async () => {
    const folder = temporaryFolder();
    const file = join(folder, 'not there', 'events.jsonl');
    const { emit, until, sink, problems } = await open(file, folder);
    await until(({ sinks }) => sinks[0]?.last_error !== null);
    expect(problems.current()?.message).toContain('the folder is not there');
    await emit([happened('a', 1)]);
    await until(({ sinks }) => (sinks[0]?.failures ?? 0) > 0);
    mkdirSync(join(folder, 'not there'));
    await until(allDelivered);
    expect(numbersIn(file)).toEqual([1]);
    expect(sink('file').failures).toBe(0);
    expect(problems.current()).toBeNull();
  });

  it('can be replayed from a point, each event with the id that it had', async () => {
    const folder = temporaryFolder();
    const file = join(folder, 'events.jsonl');
    const { emit, until, outbox, close } = await open(file, folder);
    for (const n of upTo(5)) await emit([happened('a', n)]);
    await until(allDelivered);
    const before = linesOf(file);
    rmSync(file);
    await outbox.replay(LOG_EVENT, 'file', 3, byHost());
    await until(allDelivered);
    expect(linesOf(file)).toEqual(before.slice(2));
    await outbox.pause(LOG_EVENT, 'file', 'organiser', byHost());
    await emit([happened('a', 6), happened('a', 7)]);
    expect(outbox.sink('file')).toMatchObject({ state: 'paused', lag: 2 });
    // A later point skips what is between.
    await outbox.replay(LOG_EVENT, 'file', 7, byHost());
    expect(outbox.sink('file')).toMatchObject({ state: 'paused', lag: 1 });
    await outbox.pause(LOG_EVENT, 'file', null, byHost());
    await until(allDelivered);
    expect(numbersIn(file)).toEqual([3, 4, 5, 7]);
    await close();
    const again = await open(file, folder);
    expect(again.sink('file')).toMatchObject({ position: 7, lag: 0 });
  });

  it('lets old events go once every sink has them, and keeps what one has not', async () => {
    const folder = temporaryFolder();
    const file = join(folder, 'events.jsonl');
    const first = await open(file, folder, 10);
    await first.outbox.pause(LOG_EVENT, 'file', 'organiser', byHost());
    await Promise.all(upTo(30).map((n) => first.emit([happened('a', n)])));
    await first.close();
    const second = await open(file, folder, 10);
    expect(await second.outbox.range()).toEqual({ oldest: 1, head: 30 });
    await second.outbox.pause(LOG_EVENT, 'file', null, byHost());
    await second.until(allDelivered);
    await second.close();
    const third = await open(file, folder, 10);
    await third.until(({ oldest }) => oldest === 21);
    expect(await third.outbox.range()).toEqual({ oldest: 21, head: 30 });
    expect(numbersIn(file)).toEqual(upTo(30));
  });
});
