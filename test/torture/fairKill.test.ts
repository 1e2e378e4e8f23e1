import { expect, it, onTestFinished } from 'vitest';
import { createHash } from 'node:crypto';
import { announcementHash, type Announcement } from '../../src/core/fairness/announcement.ts';
import { chainLength, chainLink } from '../../src/core/fairness/chain.ts';
import { commitmentOf, phoneLink } from '../../src/core/fairness/phoneChain.ts';
import { verify } from '../../src/core/fairness/verify.ts';
import { openSqliteStores } from '../../src/host/openSqliteStores.ts';
import { createClient, type Client } from '../support/client.ts';
import { upTo } from '../support/host.ts';
import { connectScreen } from '../support/screens.ts';
import { temporaryFolder } from '../support/temporary.ts';
import { startServe } from './serveProcess.ts';

const ROUNDS = 8;
const PHONES = 24;
const PASSWORD = 'torture-password';
const WINDOW_MS = 300;
const DELAY_MS = 400;
const SPIN_MS = 600;

/** The same on each run, and spread evenly over all moments of a draw. */
const momentOf = (round: number): number => ((round * 5) % ROUNDS) * ((WINDOW_MS + SPIN_MS + 300) / ROUNDS);

interface Phone {
  readonly token: string;
  readonly tip: string;
}

const join = async (client: Client, eventId: string, nth: number): Promise<Phone> => {
  const tip = createHash('sha256').update(`phone ${nth}`).digest('hex');
  const { data } = await client.call('register', {
    body: { event_id: eventId, entropy_commitment: commitmentOf(tip) },
  });
  return { token: data.session_token, tip };
};

/** Every phone sends its step for the draw at this place, over a connection of its own; how many are counted. */
const contributeAll = async (url: string, phones: readonly Phone[], drawId: string, place: number): Promise<number> => {
  const counted = await Promise.all(
    phones.map(async ({ token, tip }): Promise<boolean> => {
      try {
        const { socket, close } = await connectScreen(url, 'audience');
        const given = { draw_id: drawId, session_token: token, step: place, value: phoneLink(tip, place) };
        const answer: unknown = await socket.timeout(5_000).emitWithAck('contribute', given);
        close();
        return answer === true;
      } catch {
        // The host went away in the middle: this phone was told nothing.
        return false;
      }
    }),
  );
  return counted.filter(Boolean).length;
};

it(`keeps and proves every draw that was announced through ${ROUNDS} kills`, { timeout: 90_000 }, async () => {
  const dataDir = temporaryFolder();
  /** Hash of each announcement that anybody was told, by the draw's id. */
  const announced = new Map<string, string>();
  /** The close of each draw, as it was first seen on a screen. */
  const closes = new Map<string, unknown>();
  const winners = new Map<string, string>();
  const cutOff = new Set<string>();
  let written = '';
  let token = '';
  let phones: Phone[] = [];

  let draws = 0;

  for (let round = 0; round <= ROUNDS; round += 1) {
    const serve = await startServe(dataDir, PASSWORD, ['--log-level', 'trace']);
    onTestFinished(async () => void (await serve.kill()));
    const client = createClient(serve.url, serve.eventId);
    onTestFinished(() => client.close());
    if (round === 0) {
      token = (await client.call('login', { body: { password: PASSWORD } })).data.token;
      await client.call('updateEvent', {
        token,
        body: { entropy_window_ms: WINDOW_MS, spin_ms: SPIN_MS, delay_ms: DELAY_MS },
      });
      phones = await Promise.all(upTo(PHONES).map((nth) => join(client, serve.eventId, nth)));
    }

    // What the kill cut off is the same draw after it, and comes to its end.
    const screen = await connectScreen(serve.url, 'audience');
    const { stage, draw } = screen.view();
    if (draw) {
      // One that was answered before keeps the hash of that answer, which its proof is held against below.
      if (!announced.has(draw.draw_id)) announced.set(draw.draw_id, draw.announcement_hash);
      if (stage !== 'winner') cutOff.add(draw.close && draw.decided_at === 0 ? 'closed' : stage);
      // The same close as before the kill, and the same winners after it.
      if (draw.close) closes.set(draw.draw_id, closes.get(draw.draw_id) ?? draw.close);
      if (stage === 'armed') await contributeAll(serve.url, phones, draw.draw_id, draw.draw);
      await screen.until((view) => view.stage === 'winner' && view.draw?.draw_id === draw.draw_id);
    }

    // Everything that was ever announced is still what it was, each place once, and proves itself.
    const { data: history } = await client.call('publicDraws', {});
    const places = history.draws.map(({ draw: place }) => place);
    expect(places).toEqual([...new Set(places)].sort((one, other) => other - one));
    expect([...announced.keys()].sort()).toEqual(history.draws.map(({ draw_id }) => draw_id).sort());
    for (const { draw_id } of history.draws) {
      const saved = (await client.call('announcement', { params: { draw_id } })).data.announcement as Announcement;
      expect(announcementHash(saved)).toBe(announced.get(draw_id));
      const verdict = verify((await client.call('proof', { params: { draw_id } })).data, {
        announcement: saved,
        ...(closes.has(draw_id) ? { close: closes.get(draw_id) } : {}),
      });
      expect(verdict.checks.filter((check) => check.status !== 'ok')).toEqual([]);
      const drawn = JSON.stringify([verdict.proof?.winners, verdict.proof?.reserves]);
      expect(winners.get(draw_id) ?? drawn).toBe(drawn);
      winners.set(draw_id, drawn);
    }
    const { data: log } = await client.call('log', { token, query: { limit: 1_000 } });
    expect(log.intact).toBe(true);
    const decided = log.records.filter(({ action }) => action === 'draw_decided');
    expect(decided).toHaveLength(history.draws.length);
    draws = history.draws.length;
    if (round === ROUNDS) {
      written += JSON.stringify(await serve.kill());
      break;
    }

    screen.socket.on('disconnect', () => {
      const last = screen.view().draw;
      if (last?.close) closes.set(last.draw_id, closes.get(last.draw_id) ?? last.close);
    });
    const drawOn = async (): Promise<void> => {
      try {
        const { data } = await client.call('announce', { token, body: { prize_id: prizeId, reserves: 1 } });
        announced.set(data.draw_id, data.announcement_hash);
        await contributeAll(serve.url, phones, data.draw_id, data.draw);
      } catch {
        // Killed before the answer: whether it was announced is for the next start to say.
      }
    };
    const { data: list } = await client.call('prizes', { token });
    const prizeId =
      list.prizes[0]?.id ?? (await client.call('createPrize', { token, body: { name: 'Car', quantity: 99 } })).data.id;
    const drawing = drawOn();
    // The moment of the kill is the subject of this test: no event could be awaited instead.
    await new Promise((resolve) => setTimeout(resolve, momentOf(round)));
    written += JSON.stringify(await serve.kill());
    await drawing;
  }

  expect(draws).toBeGreaterThan(ROUNDS / 2);
  // Some kills came while a draw was armed, or while its reels turned.
  expect(cutOff.size).toBeGreaterThan(0);

  // What the host wrote about all this, at its most talkative, holds no secret.
  const stores = openSqliteStores(dataDir);
  const [event] = await stores.event.events();
  const chain = event ? await stores.draws.chain(event.id) : null;
  await stores.platform.close();
  if (!chain) throw new Error('the event has no chain');
  const secret = Buffer.from(chain.chainSecret).toString('hex');
  const links = new Set(upTo(chainLength).map((index) => chainLink(secret, index)));
  expect(written).toContain('listening');
  expect((written.match(/[0-9a-f]{64}/g) ?? []).filter((hex) => links.has(hex))).toEqual([]);
  for (const word of [PASSWORD, token, ...phones.flatMap((phone) => [phone.token, phone.tip])])
    expect(written).not.toContain(word);
});
