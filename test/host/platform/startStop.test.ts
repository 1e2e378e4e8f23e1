import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { once } from 'node:events';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createHost, StartError, type HostConfig } from '../../../src/host/createHost.ts';
import { hostConfig, hostForTest, numbersOf, upTo } from '../../support/host.ts';
import { connectScreen, readPublicFeed } from '../../support/screens.ts';
import { temporaryFolder } from '../../support/temporary.ts';

const FILE = 'luckydraw.sqlite3';

/** Why a host does not start; a host that does start fails the test. */
const startError = async (config: Partial<HostConfig>): Promise<string> => {
  try {
    const host = await createHost(hostConfig(config));
    await host.close();
  } catch (error) {
    expect(error).toBeInstanceOf(StartError);
    const { message } = error as StartError;
    expect(message).toMatch(/^[A-Z][^\n]+[.]?$/);
    expect(message).not.toMatch(/SQLITE_|Error:|\bat \//);
    return message;
  }
  throw new Error('the host started');
};

/** Every file of a folder with its bytes. */
const contents = (folder: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => statSync(join(folder, name)).isFile())
      .sort()
      .map((name) => [name, readFileSync(join(folder, name)).toString('base64')]),
  );

/** A data directory of an evening that took place. */
const usedDataDir = async (): Promise<string> => {
  const open = await hostForTest();
  await open.join(200);
  await open.admin('draw', { body: { prize_name: 'Car', prize_rank: 1, count: 1 } });
  await open.close();
  return open.dataDir;
};

describe('a host that cannot start says why, and changes nothing', () => {
  it('on a port that is taken', async () => {
    const open = await hostForTest();
    const dataDir = await usedDataDir();
    const before = contents(dataDir);
    expect(await startError({ port: open.host.port, dataDir })).toContain(`Port ${open.host.port} is taken`);
    expect(contents(dataDir)).toEqual(before);
    expect((await open.call('health', {})).status).toBe(200);
  });

  it('on an address that is not of this machine', async () => {
    expect(await startError({ host: '203.0.113.7' })).toContain('203.0.113.7');
  });

  it('in a directory that cannot be made or written', async () => {
    const file = join(temporaryFolder(), 'file');
    writeFileSync(file, 'mine');
    for (const dataDir of [file, join(file, 'below')]) expect(await startError({ dataDir })).toContain(dataDir);
    expect(readFileSync(file, 'utf8')).toBe('mine');
    const folder = temporaryFolder();
    mkdirSync(join(folder, FILE));
    expect(await startError({ dataDir: folder })).toContain(folder);
  });

  it.each<[string, (bytes: Buffer) => Buffer]>([
    ['no database at all', () => Buffer.from('This is a shopping list, not a database.'.repeat(200))],
    ['cut off', (bytes) => bytes.subarray(0, Math.floor(bytes.length / 2 / 4_096) * 4_096)],
    [
      'overwritten in the middle',
      (bytes) => Buffer.concat([bytes.subarray(0, 8_192), Buffer.alloc(40_000, 0xee), bytes.subarray(48_192)]),
    ],
    ['without its first page', (bytes) => Buffer.concat([Buffer.alloc(4_096), bytes.subarray(4_096)])],
  ])('on a data file that is %s', async (_, spoil) => {
    const dataDir = await usedDataDir();
    const file = join(dataDir, FILE);
    writeFileSync(file, spoil(readFileSync(file)));
    const before = contents(dataDir);
    expect(await startError({ dataDir })).toMatch(/is damaged\. It was left as it is/);
    expect(contents(dataDir)).toEqual(before);
  });

  // A copy made by VACUUM, or edited by hand, keeps no journal of its own; it must not be given one on the way.
  it.each(['WAL', 'DELETE'])('on data of a newer version (%s)', async (mode) => {
    const dataDir = await usedDataDir();
    const database = new Database(join(dataDir, FILE));
    database.pragma(`journal_mode = ${mode}`);
    database.pragma('user_version = 99');
    database.close();
    const before = contents(dataDir);
    expect(await startError({ dataDir })).toMatch(/newer version/);
    expect(contents(dataDir)).toEqual(before);
  });

  it('on damaged data without a journal', async () => {
    const dataDir = await usedDataDir();
    const file = join(dataDir, FILE);
    const database = new Database(file);
    database.pragma('journal_mode = DELETE');
    database.close();
    const bytes = readFileSync(file);
    bytes.fill(0xee, 8_192, 48_192);
    writeFileSync(file, bytes);
    const before = contents(dataDir);
    expect(await startError({ dataDir })).toMatch(/is damaged/);
    expect(contents(dataDir)).toEqual(before);
  });

  it('beside another host on the same data, which goes on', async () => {
    const open = await hostForTest();
    await open.join(3);
    expect(await startError({ dataDir: open.dataDir })).toMatch(/Another Lucky Draw Kiosk is using/);
    expect(numbersOf(await open.join(3))).toEqual([4, 5, 6]);
  });

  it('without its screens', async () => {
    expect(await startError({ pagesDir: temporaryFolder() })).toContain('npm run build');
  });
});

describe('a host', () => {
  it('makes its first event by itself, and finds it again', async () => {
    const open = await hostForTest({ config: { dataDir: join(temporaryFolder(), 'made', 'on', 'the', 'way') } });
    const event = (await open.call('event', {})).data;
    expect(event).toMatchObject({
      name: 'Lucky Draw',
      number_width: 3,
      stage: 'idle',
      draw: null,
      count: 0,
      prizes: [],
    });
    expect(event.seal).toMatch(/^[0-9a-f]{64}$/);
    const again = await open.reopen();
    expect((await again.call('event', {})).data).toEqual(event);
    expect((await again.call('health', {})).data).toMatchObject({ status: 'ok', event_id: open.eventId });
  });

  it('keeps everything over a restart', async () => {
    const open = await hostForTest();
    const phones = await open.join(20);
    await open.admin('createPrize', { body: { name: 'Car', quantity: 3 } });
    await open.admin('updateEvent', { body: { name: '송년회 🎉', number_width: 4, spin_ms: 0, wifi_ssid: 'Venue' } });
    await open.admin('draw', { body: { prize_name: 'Car', prize_rank: 1, count: 2 } });
    const look = async (host: typeof open) => [
      (await host.call('event', {})).data,
      (await host.admin('draws', {})).data,
      (await host.admin('participants', {})).data,
      (await host.admin('prizes', {})).data,
      await Promise.all(phones.map(async ({ session_token: token }) => (await host.call('myNumber', { token })).data)),
    ];
    const before = await look(open);
    expect(await look(await open.reopen())).toEqual(before);
  });

  it('takes the next free port where it may', async () => {
    const blocker = createServer().listen(0, '127.0.0.1');
    onTestFinished(() => void blocker.close());
    await once(blocker, 'listening');
    const address = blocker.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const open = await hostForTest({ config: { port, tryNextPorts: true } });
    expect(open.host.port).toBeGreaterThan(port);
    expect((await open.call('health', {})).status).toBe(200);
    expect(open.host.joinUrl()).toContain(`:${open.host.port}/`);
  });

  it('says what is shown, for whoever closes its windows', async () => {
    const open = await hostForTest();
    await open.join(1);
    expect(open.host.isShowRunning()).toBe(false);
    await open.admin('draw', { body: { prize_name: 'Car', prize_rank: 1, count: 1 } });
    expect(open.host.isShowRunning()).toBe(true);
  });
});

describe('the end of a host', () => {
  it('finishes the requests under way, and keeps what it answered', async () => {
    const open = await hostForTest();
    const asked = upTo(100).map(() => open.call('register', { body: { event_id: open.eventId } }));
    // The first answer shows that they are under way.
    await Promise.race(asked);
    await open.host.close();
    const settled = await Promise.allSettled(asked);
    const numbers: number[] = [];
    for (const outcome of settled) {
      if (outcome.status === 'rejected') continue;
      if (outcome.value.code === null) numbers.push(outcome.value.data.draw_number);
      else expect(outcome.value.code).toBe('stopping');
    }
    expect(numbers.length).toBeGreaterThan(0);
    const again = await open.reopen();
    expect((await again.call('event', {})).data.count).toBeGreaterThanOrEqual(numbers.length);
    const { data } = await again.admin('participants', { query: { limit: 1_000 } });
    const kept = data.participants.map(({ draw_number }) => draw_number);
    expect(kept).toEqual(upTo(data.total_count));
    for (const number of numbers) expect(kept).toContain(number);
  });

  it('waits for a body that is still coming, and refuses what comes behind it', async () => {
    const open = await hostForTest();
    const body = JSON.stringify({ event_id: open.eventId });
    const head = (length: number): string =>
      `POST /api/luckydraw/register HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nExpect: 100-continue\r\nContent-Length: ${length}\r\n\r\n`;
    const socket = connect(open.host.port, '127.0.0.1');
    socket.setEncoding('utf8');
    let said = '';
    socket.on('data', (part: string) => (said += part));
    socket.write(head(body.length));
    // The host has seen the head: it asks for the body.
    while (!said.includes('100 Continue')) await once(socket, 'data');
    const closed = open.host.close();
    socket.write(`${body}GET /health HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n`);
    await once(socket, 'close');
    await closed;
    expect(said).toContain('HTTP/1.1 201 ');
    expect(said).toContain('"draw_number":1');
    expect(said).toMatch(/HTTP\/1\.1 503 [^]*"code":"stopping"/);
    const again = await open.reopen();
    expect((await again.call('event', {})).data.count).toBe(1);
  });

  it('ends all sockets, and frees the port and the data', async () => {
    const open = await hostForTest();
    const phone = await connectScreen(open.url, 'audience');
    const news = await readPublicFeed(open.url);
    await open.host.close();
    await phone.ended;
    expect(await news.ended).toBe(1_001);
    await expect(open.client.raw({ path: '/health' })).rejects.toThrow(/ECONNREFUSED|hang up|ECONNRESET/);
    // One file, complete in itself: what somebody copies to a stick.
    expect(existsSync(join(open.dataDir, `${FILE}-wal`))).toBe(false);
    const folder = temporaryFolder();
    copyFileSync(join(open.dataDir, FILE), join(folder, FILE));
    const again = await hostForTest({ config: { dataDir: folder, port: open.host.port } });
    expect(again.eventId).toBe(open.eventId);
  });

  it('can be asked for twice', async () => {
    const open = await hostForTest();
    await open.host.close();
    await open.host.close();
  });

  it('in the middle of a spin leaves the draw to the next start', async () => {
    const open = await hostForTest();
    await open.join(3);
    const { data } = await open.admin('draw', { body: { prize_name: 'Car', prize_rank: 1, count: 1 } });
    const again = await open.reopen();
    expect((await again.call('event', {})).data).toMatchObject({
      stage: 'spinning',
      draw: { draw_id: data.draw_id, winners: null },
    });
  });
});
