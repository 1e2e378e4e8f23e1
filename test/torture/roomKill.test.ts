import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { createClient, type Client } from '../support/client.ts';
import { temporaryFolder } from '../support/temporary.ts';
import { upTo } from '../support/upTo.ts';
import { startServe } from './serveProcess.ts';

/** A few in every run; a hundred on demand. */
const KILLS = Number(process.env['LUCKYDRAW_TORTURE_KILLS'] ?? 6);
const PASSWORD = 'torture-password';
const GUESTS = 16;

interface Guest {
  readonly token: string;
  /** As the host has answered last. */
  voted: number | null;
  /** Sent, and not answered yet. */
  open: number | null;
}

it(`counts every vote of a room exactly through ${KILLS} kills`, { timeout: 60_000 + KILLS * 10_000 }, async () => {
  const dataDir = temporaryFolder();
  const guests: Guest[] = [];
  let room = { room_id: '', host_token: '' };
  const answers: number[] = [];
  let cutOffs = 0;

  const vote = async (client: Client, guest: Guest, power: { on: boolean }): Promise<void> => {
    guest.open = 1 + Math.floor(Math.random() * GUESTS);
    try {
      const { status } = await client.call('vote', {
        params: { room_id: room.room_id },
        token: guest.token,
        body: { choices: [guest.open] },
      });
      expect(status).toBe(200);
      guest.voted = guest.open;
      guest.open = null;
      answers.push(guest.voted);
    } catch (error) {
      // The connection went with the host, and with it the answer.
      if (power.on) throw error;
    }
  };
  /** What the host holds of a guest's vote is what it answered last, or what it was sent after it. */
  const agree = async (client: Client, guest: Guest): Promise<void> => {
    const params = { room_id: room.room_id };
    const [choice = null] = (await client.call('roomSelf', { params, token: guest.token })).data.choices;
    expect([guest.voted, guest.open ?? guest.voted]).toContain(choice);
    guest.voted = choice;
    guest.open = null;
  };

  for (let round = 0; round < KILLS; round += 1) {
    const serve = await startServe(dataDir, PASSWORD);
    onTestFinished(async () => void (await serve.kill()));
    const client = createClient(serve.url, serve.eventId);
    if (round === 0) {
      const { token } = (await client.call('login', { body: { password: PASSWORD } })).data;
      room = (await client.call('acquireRoom', { token })).data;
      for (const nth of upTo(GUESTS)) {
        const { data } = await client.call('register', { body: { event_id: serve.eventId } });
        guests.push({ token: data.session_token, voted: null, open: null });
        const params = { room_id: room.room_id };
        await client.call('participate', { params, token: data.session_token, body: { text: `Text ${nth}` } });
      }
      const started = { params: { room_id: room.room_id }, token: room.host_token };
      expect((await client.call('startVoting', started)).status).toBe(200);
    }
    for (const guest of guests) await agree(client, guest);
    const power = { on: true };
    const enough = answers.length + GUESTS;
    const voters = guests.map(async (guest) => {
      while (power.on) await vote(client, guest, power);
    });
    while (answers.length < enough) await new Promise((resolve) => setImmediate(resolve));
    // The moment of the kill is the subject of this test: no event could be awaited instead.
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 300));
    power.on = false;
    await Promise.all([serve.kill(), ...voters]);
    cutOffs += guests.filter(({ open }) => open !== null).length;
    client.close();
  }

  const serve = await startServe(dataDir, PASSWORD);
  onTestFinished(async () => void (await serve.kill()));
  const client = createClient(serve.url, serve.eventId);
  for (const guest of guests) await agree(client, guest);
  expect(cutOffs).toBeGreaterThan(0);
  const host = { params: { room_id: room.room_id }, token: room.host_token };
  expect((await client.call('closeVoting', host)).data.voted).toBe(guests.filter(({ voted }) => voted).length);
  const { texts } = (await client.call('roomTexts', { params: host.params })).data;
  for (const { text_id, votes } of texts) {
    expect(votes, String(text_id)).toBe(guests.filter(({ voted }) => voted === text_id).length);
  }
  expect(texts).toHaveLength(GUESTS);
  expect(readdirSync(join(dataDir, 'ballot-keys'))).toEqual([]);
  client.close();
});
