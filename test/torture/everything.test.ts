import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { createClient, type Answer, type Client } from '../support/client.ts';
import { upTo } from '../support/host.ts';
import { temporaryFolder } from '../support/temporary.ts';
import { startServe } from './serveProcess.ts';

/** Half a minute with every run of the tests; ten minutes on demand: LUCKYDRAW_TORTURE_S=600. */
const LASTS_S = Number(process.env['LUCKYDRAW_TORTURE_S'] ?? 30);
const PASSWORD = 'torture-password';
const PHONES = 8;
/** What must fit besides the filler: each draw keeps its entries. */
const DISK = LASTS_S > 60 ? '512m' : '96m';

/** The same on each run, and different in each round. */
const pseudoRandom = (round: number, below: number): number => ((round * 2_654_435_761) >>> 8) % below;
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** A disk of its own that can be filled; null where this user may not mount one. */
const mountDisk = (): { folder: string; fill: () => void; free: () => void } | null => {
  const folder = mkdtempSync(join(tmpdir(), 'luckydraw-torture-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${DISK}`, 'tmpfs', folder], { stdio: 'ignore' });
  } catch {
    rmSync(folder, { recursive: true });
    return null;
  }
  onTestFinished(() => {
    execFileSync('umount', ['-l', folder]);
    rmSync(folder, { recursive: true, force: true });
  });
  const filler = join(folder, 'filler');
  return {
    folder,
    fill: () => {
      for (let size = 1_048_576; size >= 1_024;) {
        try {
          writeFileSync(filler, Buffer.alloc(size), { flag: 'a' });
        } catch {
          // Full for this size: the rest is filled with smaller pieces.
          size = Math.floor(size / 2);
        }
      }
    },
    free: () => rmSync(filler, { force: true }),
  };
};

/** What one client can do to a host: numbers without end, guesses, requests that are never read, idle connections. */
const flood = async (url: string, eventId: string, power: { on: boolean }): Promise<void> => {
  const { hostname, port } = new URL(url);
  const unread = upTo(20).map((nth) => {
    const socket = connect(Number(port), hostname);
    socket.on('error', () => socket.destroy());
    socket.pause();
    const request = `GET /api/luckydraw/event HTTP/1.1\r\nHost: ${hostname}\r\n\r\n`;
    socket.write(nth % 2 === 0 ? request.repeat(500) : 'GET /health HTTP/1.1\r\n');
    return socket;
  });
  const client = createClient(url, eventId);
  const hammer = async (nth: number): Promise<void> => {
    for (let n = 0; power.on && n < 300; n += 1) {
      try {
        if (nth % 2 === 0) await client.raw({ path: `/api/luckydraw/my-number?session_token=guess-${n}` });
        else {
          const body = JSON.stringify({ password: 'wrong' });
          const headers = { 'content-type': 'application/json' };
          await client.raw({ method: 'POST', path: '/api/luckydraw/admin/login', headers, body });
        }
      } catch {
        // The connection went with the host.
        return;
      }
    }
  };
  await Promise.all(upTo(10).map(hammer));
  while (power.on) await pause(20);
  for (const socket of unread) socket.destroy();
  client.close();
};

it(
  `loses and doubles nothing that it answered, through kills, full disks and floods for ${LASTS_S} s`,
  { timeout: LASTS_S * 1_000 + 120_000 },
  async () => {
    const disk = mountDisk();
    if (disk === null) process.stderr.write('SKIPPED: full disks, for this user may not mount one\n');
    const dataDir = join(disk?.folder ?? temporaryFolder(), 'data');
    /** By key, what the first answer to it was. A phone repeats its key until it has an answer, as real ones do. */
    const tickets = new Map<string, { number: number; token: string }>();
    const unanswered: string[] = [];
    const draws = new Map<string, number[]>();
    let token = '';
    let nextPhone = 1;
    let [refusedByDisk, repeated, kills] = [0, 0, 0];

    const join1 = async (client: Client, key: string): Promise<'answered' | 'full' | 'gone'> => {
      try {
        const answer = await client.call('register', { body: { event_id: eventId }, key });
        if (answer.code === 'storage_full') return 'full';
        const { draw_number: number, session_token: given } = answer.data;
        if (answer.headers['idempotent-replayed'] === 'true') repeated += 1;
        tickets.set(key, { number, token: given });
        return 'answered';
      } catch {
        // The connection went with the host: answered or not, this phone asks again with the same key.
        unanswered.push(key);
        return 'gone';
      }
    };

    const check = async (client: Client, round: number, whole: boolean): Promise<void> => {
      const listed: number[] = [];
      for (let after: number | null = 0; after !== null;) {
        const { data }: Awaited<ReturnType<typeof page>> = await page(client, after);
        listed.push(...data.participants.map(({ draw_number }) => draw_number));
        after = data.next_after;
      }
      expect(listed).toEqual(upTo(listed.length));
      const numbers = [...tickets.values()].map(({ number }) => number);
      expect(new Set(numbers).size).toBe(numbers.length);
      // Whoever asked and was not answered may have a number; nobody else has one.
      expect(listed.length).toBeGreaterThanOrEqual(numbers.length);
      expect(listed.length).toBeLessThanOrEqual(numbers.length + unanswered.length);
      const sample = [...tickets.values()].filter((_, index) => whole || index % 11 === round % 11);
      for (const { number, token: own } of sample)
        expect((await client.call('myNumber', { token: own })).data.draw_number).toBe(number);
      const kept = new Map<string, number[]>();
      for (let before: number | undefined; ;) {
        const { data }: Answer<'draws'> = await client.call('draws', { token, query: before ? { before } : {} });
        for (const draw of data.draws)
          kept.set(
            draw.draw_id,
            draw.winners.map(({ draw_number }) => draw_number),
          );
        if (data.next_before === null) break;
        before = data.next_before;
      }
      for (const [id, winners] of draws) expect(kept.get(id)).toEqual(winners);
      const everyWinner = [...kept.values()].flat();
      expect(new Set(everyWinner).size).toBe(everyWinner.length);
    };

    let eventId = '';
    const endsAt = performance.now() + LASTS_S * 1_000;
    for (let round = 0; ; round += 1) {
      const serve = await startServe(dataDir, PASSWORD);
      onTestFinished(async () => void (await serve.kill()));
      eventId = serve.eventId;
      const client = createClient(serve.url, eventId);
      if (round === 0) token = (await client.call('login', { body: { password: PASSWORD } })).data.token;
      // Those who were cut off ask again, and are one participant each all the same.
      for (const key of unanswered.splice(0)) expect(await join1(client, key)).toBe('answered');
      const isLast = performance.now() > endsAt;
      await check(client, round, isLast);
      if (isLast) {
        expect(unanswered).toEqual([]);
        expect(kills).toBeGreaterThan(2);
        expect(draws.size).toBeGreaterThan(0);
        process.stderr.write(
          `torture: ${kills} kills, ${tickets.size} numbers, ${draws.size} draws, ${repeated} answers repeated, ${refusedByDisk} refused by a full disk\n`,
        );
        await serve.kill();
        client.close();
        return;
      }

      const power = { on: true };
      const flooding = round % 3 === 1 ? flood(serve.url, eventId, power) : Promise.resolve();
      const joinOn = async (): Promise<void> => {
        while (power.on) {
          const key = `phone-${String(nextPhone++)}-of-the-torture`;
          let outcome = await join1(client, key);
          while (outcome === 'full' && power.on) {
            refusedByDisk += 1;
            await pause(10);
            outcome = await join1(client, key);
          }
          if (outcome === 'gone') return;
          // A laptop's show, not a bench: the data must fit on the small disk for ten minutes.
          await pause(30);
        }
      };
      const drawOn = async (): Promise<void> => {
        try {
          await client.call('updateEvent', { token, body: { spin_ms: 0 } });
          const body = { prize_name: 'Car', prize_rank: 1, count: 1 };
          const answer = await client.call('draw', { token, body, key: `draw-${String(round)}` });
          if (answer.code !== null) return;
          const { draw_id: id, winners } = answer.data;
          draws.set(
            id,
            winners.map(({ draw_number }) => draw_number),
          );
        } catch {
          // Killed before the answer: whether it was drawn is for the next start to say.
        }
      };
      const phones = upTo(PHONES).map(joinOn);
      await pause(200 + pseudoRandom(round + 1, 400));
      if (disk && round % 3 === 2) {
        disk.fill();
        await pause(300);
        // In every other round the power goes while the disk is full.
        if (round % 2 === 0) disk.free();
      }
      const drawing = drawOn();
      // The moment of the kill is the subject of this test: no event could be awaited instead.
      await pause(pseudoRandom(round + 7, 300));
      await serve.kill();
      kills += 1;
      power.on = false;
      await Promise.all([...phones, drawing, flooding]);
      disk?.free();
      client.close();
    }

    function page(client: Client, after: number) {
      return client.call('participants', { token, query: { after, limit: 1_000 } });
    }
  },
);
