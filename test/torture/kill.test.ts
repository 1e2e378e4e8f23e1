import { expect, it, onTestFinished } from 'vitest';
import { createClient, type Client } from '../support/client.ts';
import { upTo } from '../support/host.ts';
import { connectScreen } from '../support/screens.ts';
import { temporaryFolder } from '../support/temporary.ts';
import { startServe } from './serveProcess.ts';

const ROUNDS = 10;
const PASSWORD = 'torture-password';
/** In every other round the reels turn when the power goes; in the others they mostly stand already. */
const spinMsOf = (round: number): number => (round % 2 === 0 ? 1_500 : 50);

/** The same on each run, and different in each round. */
const pseudoRandom = (round: number, below: number): number => ((round * 2_654_435_761) >>> 8) % below;

const login = async (client: Client): Promise<string> =>
  (await client.call('login', { body: { password: PASSWORD } })).data.token;

it(`keeps every number and every draw that it answered through ${ROUNDS} kills`, { timeout: 90_000 }, async () => {
  const dataDir = temporaryFolder();
  /** Everything that the host ever answered. */
  const numbers = new Map<string, number>();
  const draws = new Map<string, number[]>();
  let token = '';
  let cutOffs = 0;

  for (let round = 0; round <= ROUNDS; round += 1) {
    const serve = await startServe(dataDir, PASSWORD);
    onTestFinished(async () => void (await serve.kill()));
    const client = createClient(serve.url, serve.eventId);
    if (round === 0) {
      token = await login(client);
    }

    // What was answered before the kill is there, and what is there has no gap and no duplicate.
    const listed: number[] = [];
    for (let after: number | null = 0; after !== null;) {
      const { data }: Awaited<ReturnType<typeof page>> = await page(client, after);
      listed.push(...data.participants.map(({ draw_number }) => draw_number));
      after = data.next_after;
    }
    expect(listed).toEqual(upTo(listed.length));
    expect(listed.length).toBeGreaterThanOrEqual(numbers.size);
    expect(new Set(numbers.values()).size).toBe(numbers.size);
    const sample = [...numbers].filter((_, index) => index % 7 === round % 7);
    for (const [session, number] of sample)
      expect((await client.call('myNumber', { token: session })).data.draw_number).toBe(number);

    const { data: history } = await client.call('draws', { token });
    const places = history.draws.map(({ draw }) => draw);
    expect(places).toEqual([...new Set(places)].sort((one, other) => other - one));
    const kept = new Map(
      history.draws.map((draw) => [draw.draw_id, draw.winners.map(({ draw_number }) => draw_number)]),
    );
    for (const [id, winners] of draws) expect(kept.get(id)).toEqual(winners);
    const everyWinner = [...kept.values()].flat();
    expect(new Set(everyWinner).size).toBe(everyWinner.length);

    // A spin that the kill cut off comes to its end, with the winners that were decided before.
    const last = history.draws[0];
    if (last) {
      const phone = await connectScreen(serve.url, 'audience');
      const view = await phone.until(({ stage, draw }) => stage === 'winner' && draw?.draw_id === last.draw_id);
      expect(view.draw?.winners?.map(({ draw_number }) => draw_number)).toEqual(kept.get(last.draw_id));
      phone.close();
    }
    if (round === ROUNDS) {
      expect(numbers.size).toBeGreaterThan(ROUNDS);
      expect(draws.size).toBeGreaterThan(0);
      expect(cutOffs).toBeGreaterThan(0);
      client.close();
      return;
    }

    await client.call('updateEvent', { token, body: { spin_ms: spinMsOf(round) } });
    // Phones join without end and a draw starts, until the power goes at some moment in between.
    const power = { on: true };
    const joinOn = async (): Promise<void> => {
      while (power.on) {
        try {
          const { data } = await client.call('register', { body: { event_id: serve.eventId } });
          numbers.set(data.session_token, data.draw_number);
        } catch {
          // The connection went with the host: this phone was answered nothing.
          return;
        }
      }
    };
    let revealAt = 0;
    const drawOn = async (): Promise<void> => {
      try {
        const { data } = await client.call('draw', {
          token,
          body: { prize_name: 'Car', prize_rank: 1, count: 2, reserves: 1 },
        });
        revealAt = Date.parse(data.reveal_at);
        draws.set(
          data.draw_id,
          data.winners.map(({ draw_number }) => draw_number),
        );
      } catch {
        // Killed before the answer: whether it was drawn is for the next start to say.
      }
    };
    const phones = upTo(20).map(joinOn);
    while (numbers.size < (round + 1) * 20) await new Promise((resolve) => setImmediate(resolve));
    const drawing = drawOn();
    // The moment of the kill is the subject of this test: no event could be awaited instead.
    await new Promise((resolve) => setTimeout(resolve, pseudoRandom(round + 1, 300)));
    const killedAt = Date.now();
    await serve.kill();
    power.on = false;
    await Promise.all([...phones, drawing]);
    if (revealAt > killedAt) cutOffs += 1;
    client.close();
  }

  function page(client: Client, after: number) {
    return client.call('participants', { token, query: { after, limit: 1_000 } });
  }
});
