/** A program from outside, with curl, a plain Socket.IO client and a plain WebSocket, by the published contract only. */
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { expect } from '@playwright/test';
import { io } from 'socket.io-client';
import { WebSocket } from 'ws';
import { test } from './support/test.ts';
import { newDataDir, PASSWORD, startHost } from './support/venue.ts';

interface Answer {
  success: boolean;
  data: any;
  error?: { code: string };
}

const curl = (...args: string[]): Answer =>
  JSON.parse(execFileSync('curl', ['-sS', '-m', '10', ...args], { encoding: 'utf8' })) as Answer;
const post = (url: string, body: unknown, ...headers: string[]): Answer =>
  curl(
    '-X',
    'POST',
    url,
    '-H',
    'content-type: application/json',
    ...headers.flatMap((header) => ['-H', header]),
    '-d',
    JSON.stringify(body),
  );

test('curl, a Socket.IO client and a WebSocket play a whole draw', async () => {
  const dataDir = newDataDir();
  const host = await startHost(dataDir.path);
  const api = `${host.url}/api/luckydraw`;

  expect(curl(`${host.url}/health`)).toMatchObject({ status: 'ok' });
  const documented = curl(`${host.url}/openapi.json`) as unknown as { openapi: string; paths: Record<string, unknown> };
  expect(documented.openapi).toMatch(/^3\.1/);
  expect(Object.keys(documented.paths)).toContain('/api/luckydraw/register');

  const people = [1, 2, 3, 4, 5].map(() => post(`${api}/register`, { event_id: host.eventId }).data);
  expect(people.map(({ draw_number }) => draw_number)).toEqual([1, 2, 3, 4, 5]);

  const socket = io(host.url, { transports: ['websocket'], auth: { channel: 'audience' } });
  const views: { revision: number; view: any }[] = [];
  socket.on('view', (snapshot) => views.push(snapshot));
  await once(socket as unknown as NodeJS.EventEmitter, 'view');
  expect(views[0]?.view).toMatchObject({ id: host.eventId, stage: 'idle', count: 5, draw: null });

  const news: { type: string; event_id: string; data: any; at: number }[] = [];
  const feed = new WebSocket(`${host.url.replace('http', 'ws')}/api/luckydraw/ws`);
  feed.on('message', (text: Buffer) => news.push({ ...JSON.parse(text.toString()), at: Date.now() }));
  await once(feed, 'open');

  const token = String(post(`${api}/admin/login`, { password: PASSWORD }).data.token);
  const bearer = `authorization: Bearer ${token}`;
  curl(
    '-X',
    'PATCH',
    `${api}/admin/${host.eventId}`,
    '-H',
    'content-type: application/json',
    '-H',
    bearer,
    '-d',
    '{"spin_ms":4000}',
  );
  const drawn = post(
    `${api}/admin/${host.eventId}/draw`,
    { prize_name: 'Bike', prize_rank: 1, count: 2 },
    bearer,
    'idempotency-key: first',
  );
  const winners = drawn.data.winners as { draw_number: number }[];
  expect(winners).toHaveLength(2);
  expect(
    post(
      `${api}/admin/${host.eventId}/draw`,
      { prize_name: 'Bike', prize_rank: 1, count: 2 },
      bearer,
      'idempotency-key: first',
    ).data,
  ).toEqual(drawn.data);
  expect(curl(`${api}/draws/${drawn.data.draw_id}/proof`).error?.code).toBe('draw_not_found');

  await expect.poll(() => news.map(({ type }) => type)).toContain('winners_revealed');
  const revealed = news.find(({ type }) => type === 'winners_revealed');
  expect(revealed).toMatchObject({
    event_id: host.eventId,
    data: { draw_id: drawn.data.draw_id, prize_name: 'Bike', prize_rank: 1, winners },
  });
  expect(revealed?.at).toBeGreaterThanOrEqual(Date.parse(String(drawn.data.reveal_at)) - 5);
  await expect.poll(() => views.at(-1)?.view.stage).toBe('winner');
  expect(views.map(({ view }) => view.stage).filter((stage, index, all) => stage !== all[index - 1])).toEqual([
    'idle',
    'spinning',
    'stopping',
    'winner',
  ]);
  expect(views.filter(({ view }) => view.stage !== 'winner' && view.draw?.winners)).toEqual([]);

  const winner = people.find(({ draw_number }) => draw_number === winners[0]?.draw_number);
  const mine = curl(`${api}/my-number`, '-H', `authorization: Bearer ${String(winner?.session_token)}`);
  expect(mine.data).toMatchObject({ draw_number: winners[0]?.draw_number, state: 'won' });
  const receipt = curl(
    `${api}/draws/${drawn.data.draw_id}/receipt`,
    '-H',
    `authorization: Bearer ${String(winner?.session_token)}`,
  );
  const proof = curl(`${api}/draws/${drawn.data.draw_id}/proof`);
  expect(receipt.data.root).toBe(proof.data.announcement.entries.root);

  socket.close();
  feed.close();
  expect(await host.stop()).toBe(0);
  dataDir.remove();
});
