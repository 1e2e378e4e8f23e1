import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import type { RouteData } from '../../src/contract/routes.ts';
import { createClient, type Client } from '../support/client.ts';
import { upTo } from '../support/upTo.ts';
import { temporaryFolder } from '../support/temporary.ts';
import { startServe } from './serveProcess.ts';

/** A few in every run; a hundred on demand. */
const KILLS = Number(process.env['LUCKYDRAW_TORTURE_KILLS'] ?? 8);
const PASSWORD = 'torture-password';
const TILLS = 24;
const PLAYERS = 5;
const WINNERS = 2;
const GAMES = ['slots', 'wheel', 'cards'];

type Place = RouteData<'stake'>;
interface Bet {
  readonly id: string;
  readonly game: string;
  readonly player: string;
}

interface Arrived {
  readonly id: string;
  readonly type: string;
  readonly data: { readonly lottery_id: string; readonly winners: { readonly player_id: string }[] };
}
/** What has arrived in the file of the outbox: an event a line. */
const arrivedIn = (file: string): Arrived[] =>
  (existsSync(file) ? readFileSync(file, 'utf8') : '')
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Arrived);

const lotteriesOf = async (client: Client, token: string, game: string) => {
  const all: RouteData<'lotteries'>['lotteries'] = [];
  for (let before: number | null = Number.MAX_SAFE_INTEGER; before !== null;) {
    const { data }: { data: RouteData<'lotteries'> } = await client.call('lotteries', {
      token,
      query: { game_id: game, before, limit: 200 },
    });
    all.push(...data.lotteries);
    before = data.next_before;
  }
  return all;
};

it(
  `draws every lottery that has gathered exactly once through ${KILLS} kills, and loses no stake`,
  { timeout: 30_000 + KILLS * 8_000 },
  async () => {
    const dataDir = temporaryFolder();
    const outboxFile = join(temporaryFolder(), 'events.jsonl');
    const start = () => startServe(dataDir, PASSWORD, ['--outbox-file', outboxFile]);
    const answered = new Map<string, Place>();
    /** What a till has sent and was not answered: it sends the same message again, as a till does. */
    const open = new Map<number, Bet>();
    let next = 0;
    let token = '';
    let key = '';
    let cutOffs = 0;

    const bet = (till: number): Bet => {
      const number = (next += 1);
      const made = { id: `bet-${number}`, game: GAMES[number % GAMES.length]!, player: `player ${number % 40}` };
      open.set(till, made);
      return made;
    };

    const send = async (client: Client, till: number, power: { on: boolean }): Promise<void> => {
      const { id, game, player } = open.get(till) ?? bet(till);
      try {
        const { data } = await client.call('stake', {
          token: key,
          body: { message_id: id, player_id: player, game_id: game, amount: 100 },
        });
        answered.set(id, data);
        open.delete(till);
      } catch (error) {
        // The connection went with the host, and with it the answer.
        if (power.on) throw error;
      }
    };

    for (let round = 0; round < KILLS; round += 1) {
      const serve = await start();
      onTestFinished(async () => void (await serve.kill()));
      const client = createClient(serve.url, serve.eventId);
      if (round === 0) {
        token = (await client.call('login', { body: { password: PASSWORD } })).data.token;
        key = (await client.call('makeIntegratorKey', { token, body: { name: 'Tills' } })).data.key;
        for (const game of GAMES) {
          const body = { game_id: game, name: game, players: PLAYERS, win_sum: 1_000, winners: WINNERS };
          await client.call('makeGame', { token, body });
        }
      }
      const power = { on: true };
      const before = answered.size;
      const tills = upTo(TILLS).map(async (till) => {
        while (power.on) await send(client, till, power);
      });
      while (answered.size < before + TILLS) await new Promise((resolve) => setImmediate(resolve));
      // The moment of the kill is the subject of this test: no event could be awaited instead.
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 600));
      power.on = false;
      await Promise.all([serve.kill(), ...tills]);
      cutOffs += open.size;
      client.close();
    }

    const serve = await start();
    onTestFinished(async () => void (await serve.kill()));
    const client = createClient(serve.url, serve.eventId);
    for (const till of open.keys()) await send(client, till, { on: true });
    const underWay = async () =>
      (await client.call('games', { token })).data.games.filter(({ started }) => started > 0);
    await expect.poll(underWay, { timeout: 60_000 }).toEqual([]);
    expect(answered.size).toBe(next);
    expect(cutOffs).toBeGreaterThan(0);

    let places = 0;
    const awarded = new Map<string, string[]>();
    for (const game of GAMES) {
      const lotteries = await lotteriesOf(client, token, game);
      const draws = lotteries.map(({ draw_id: id }) => id).filter((id) => id !== null);
      expect(new Set(draws).size).toBe(draws.length);
      for (const [index, lottery] of lotteries.entries()) {
        places += lottery.players.length;
        const isFull = lottery.players.length === PLAYERS;
        // Only the newest may still gather.
        expect(isFull || index === 0).toBe(true);
        expect(lottery.status).toBe(isFull ? 'finished' : 'in_waiting');
        expect(lottery.winners).toHaveLength(isFull ? WINNERS : 0);
        if (isFull) awarded.set(lottery.lottery_id, lottery.winners);
        expect(lottery.award).toEqual(
          isFull ? { lottery_id: lottery.lottery_id, win_sum: 1_000, status: 'played_out' } : null,
        );
      }
      const byId = new Map(lotteries.map((lottery) => [lottery.lottery_id, lottery.players]));
      for (const [id, place] of answered) {
        if (place.game_id !== game) continue;
        const player = `player ${Number(id.slice(4)) % 40}`;
        expect(byId.get(place.lottery_id)?.[place.draw_number - 1]).toBe(player);
      }
    }
    // No place that nobody was told of, and none for two.
    expect(places).toBe(next);
    expect(new Set([...answered.values()].map((place) => `${place.lottery_id}#${place.draw_number}`)).size).toBe(next);

    // Each award arrived; what arrived twice, after a kill between delivery and mark, bears the same id.
    const awards = (): Map<string, Arrived> =>
      new Map(
        arrivedIn(outboxFile)
          .filter(({ type }) => type === 'lotteryAwardCreated')
          .map((event) => [event.id, event]),
      );
    await expect.poll(() => awards().size, { timeout: 60_000 }).toBeGreaterThanOrEqual(awarded.size);
    const told = [...awards().values()].map(({ data }) => data);
    expect(told).toHaveLength(awarded.size);
    expect(new Map(told.map((data) => [data.lottery_id, data.winners.map((winner) => winner.player_id)]))).toEqual(
      awarded,
    );
    client.close();
  },
);
