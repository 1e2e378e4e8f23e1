import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { io, type Socket } from 'socket.io-client';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { OutboxView } from '../../../../src/contract/outbox/views.ts';
import { openSqliteStores } from '../../../../src/host/openSqliteStores.ts';
import { hostForTest, type TestHost } from '../../../support/host.ts';
import { openReceiver } from '../../../support/receiver.ts';
import { temporaryFolder } from '../../../support/temporary.ts';

/** Draws a car among three phones, and waits for its reveal; answers the claim code. */
const drawCar = async (open: TestHost): Promise<string> => {
  const phones = await open.join(3);
  await open.admin('updateEvent', { body: { spin_ms: 0 } });
  await open.admin('draw', { body: { prize_name: 'Car', prize_rank: 1, count: 1 } });
  for (;;) {
    for (const { session_token: token } of phones) {
      const { data } = await open.call('myNumber', { token });
      const [win] = data.wins;
      if (win) return win.claim_code;
    }
  }
};

const connectDesk = (open: TestHost, token: string | null): Socket => {
  const socket = io(open.url, { auth: { channel: 'outbox', token }, transports: ['websocket'], reconnection: false });
  onTestFinished(() => void socket.close());
  return socket;
};

describe('the outbox of a host', () => {
  it('tells a webhook and a file who has won and who has taken the prize', async () => {
    const receiver = await openReceiver();
    const file = join(temporaryFolder(), 'events.jsonl');
    const open = await hostForTest({ config: { webhookUrl: [receiver.url], outboxFile: file } });
    const code = await drawCar(open);
    const claimed = await open.admin('claim', { body: { code } });
    await receiver.until((received) => received.length === 2);
    const [revealed, taken] = receiver.received.map(({ event }) => event);
    const number = claimed.data.draw_number;
    expect(revealed).toMatchObject({
      type: 'winnersRevealed',
      subject: open.eventId,
      data: { event_id: open.eventId, prize_name: 'Car', prize_rank: 1, winners: [{ draw_number: number }] },
    });
    expect(taken).toMatchObject({ type: 'prizeClaimed', data: { draw_number: number, prize_name: 'Car' } });
    // Nobody who reads events can claim somebody's prize with them.
    expect(JSON.stringify(receiver.received)).not.toContain(code);
    await open.close();
    const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
    expect(lines.map((line): unknown => JSON.parse(line))).toEqual([revealed, taken]);
  });

  it('is watched and steered by organisers, whose deeds are in the log', async () => {
    const receiver = await openReceiver();
    const open = await hostForTest({ config: { webhookUrl: [receiver.url], adminPassword: 'a good password' } });
    const desk = connectDesk(open, open.adminToken);
    const views: OutboxView[] = [];
    const seen = new Promise<OutboxView>((resolve) => {
      desk.on('view', ({ view }: { view: OutboxView }) => void views.push(view));
      desk.on('counts', ({ counts }: { counts: OutboxView }) => {
        if (counts.head === 1 && counts.sinks[0]?.lag === 0) resolve(counts);
      });
    });
    await drawCar(open);
    expect((await seen).sinks[0]).toMatchObject({ position: 1, delivered: 1, kind: 'webhook' });
    expect(views[0]?.sinks).toHaveLength(1);
    const { data } = await open.admin('outbox', {});
    const [sink] = data.sinks;
    const params = { sink_id: sink?.id ?? '' };
    expect(sink).toMatchObject({ target: receiver.url, state: 'delivering', lag: 0, last_error: null });
    expect((await open.admin('pauseSink', { params })).data).toMatchObject({ state: 'paused', lag: 0 });
    expect((await open.admin('testSink', { params, body: {} })).data).toEqual({
      delivered: true,
      code: null,
      error: null,
    });
    expect(receiver.received.map(({ event }) => event.type)).toEqual(['winnersRevealed', 'outboxTest']);
    expect((await open.admin('resumeSink', { params })).data.state).toBe('delivering');
    const from = { params, body: { from_position: 1 }, key: 'again' };
    expect((await open.admin('replaySink', from)).status).toBe(200);
    await receiver.until((received) => received.length === 3);
    // Asked twice with one key, it is done once.
    expect((await open.admin('replaySink', from)).headers['idempotent-replayed']).toBe('true');
    expect(receiver.received[2]?.event).toEqual(receiver.received[0]?.event);
    const refused = await open.admin('replaySink', { params, body: { from_position: 3 } });
    expect([refused.code, refused.details]).toEqual(['position_not_kept', { oldest: 1, head: 1 }]);
    const since = { params, body: { from_time: new Date(0).toISOString() } };
    expect((await open.admin('replaySink', since)).status).toBe(200);
    await receiver.until((received) => received.length === 4);
    const { data: page } = await open.admin('outboxEvents', { query: { limit: 1 } });
    expect(page).toMatchObject({ events: [{ position: 1, event: { type: 'winnersRevealed' } }], next_before: 1 });
    expect((await open.admin('outboxEvents', { query: { before: 1 } })).data.events).toEqual([]);
    const nowhere = { params: { sink_id: 'nowhere' } };
    expect((await open.admin('pauseSink', nowhere)).code).toBe('sink_not_found');
    expect((await open.admin('resumeSink', nowhere)).code).toBe('sink_not_found');
    expect((await open.admin('testSink', { ...nowhere, body: {} })).code).toBe('sink_not_found');
    expect((await open.admin('replaySink', { ...nowhere, body: { from_position: 1 } })).code).toBe('sink_not_found');
    const { data: log } = await open.admin('log', { query: { limit: 100 } });
    const actions = log.records.map(({ action }) => action).filter((action) => action.startsWith('sink_'));
    expect(actions).toEqual(['sink_paused', 'sink_tested', 'sink_resumed', 'sink_replayed', 'sink_replayed']);
    expect(log.intact).toBe(true);
  });

  it('is shown to nobody else', async () => {
    const open = await hostForTest({ config: { adminPassword: 'a good password' } });
    expect((await open.call('outbox', {})).code).toBe('unauthorized');
    expect((await open.call('outboxEvents', {})).code).toBe('unauthorized');
    const stranger = connectDesk(open, null);
    const message = await new Promise<string>((resolve) => {
      stranger.on('connect_error', (error) => resolve(error.message));
    });
    expect(message).toBe('unauthorized');
  });

  it('can be left out: then nothing is written, and its routes are not there', async () => {
    const open = await hostForTest({ config: { without: ['outbox'] } });
    await drawCar(open);
    expect((await open.client.raw({ path: '/api/luckydraw/admin/outbox' })).status).toBe(404);
    await open.close();
    const stores = openSqliteStores(open.dataDir);
    expect(await stores.outbox.range()).toEqual({ oldest: 1, head: 0 });
    await stores.platform.close();
  });
});
