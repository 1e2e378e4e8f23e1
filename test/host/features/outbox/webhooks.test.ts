import { createHmac } from 'node:crypto';
import type { LookupFunction } from 'node:net';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createHttpSender } from '../../../../src/host/features/outbox/sinks/httpRequest.ts';
import { isInternalAddress, namesInternalHost } from '../../../../src/host/features/outbox/sinks/internalAddress.ts';
import { readSecret } from '../../../../src/host/features/outbox/sinks/signature.ts';
import { createWebhookSink } from '../../../../src/host/features/outbox/sinks/webhookSink.ts';
import type { SinkSettings } from '../../../../src/host/features/outbox/sinks/index.ts';
import type { Sink } from '../../../../src/host/features/outbox/sinks/sink.ts';
import { allDelivered, byHost, happened, LOG_EVENT, openOutboxParts } from '../../../support/outbox.ts';
import { openReceiver } from '../../../support/receiver.ts';
import { temporaryFolder } from '../../../support/temporary.ts';
import { upTo } from '../../../support/upTo.ts';

const open = async (
  given: { settings?: Partial<SinkSettings>; sinks?: readonly Sink[] },
  folder = temporaryFolder(),
) => {
  const parts = await openOutboxParts(folder, given);
  onTestFinished(() => parts.close());
  return { ...parts, folder };
};

const SECRET = `whsec_${Buffer.from('0123456789abcdefghijklmn').toString('base64')}`;
const OTHER_SECRET = `whsec_${Buffer.from('nmlkjihgfedcba9876543210').toString('base64')}`;

describe('a webhook', () => {
  it('is a CloudEvent, signed so that the receiver can check it', async () => {
    const receiver = await openReceiver();
    const { emit, until } = await open({
      settings: { webhookUrl: [receiver.url], webhookSecret: [SECRET, OTHER_SECRET] },
    });
    const at = Date.UTC(2026, 10, 21, 12);
    const data = { name: '꽃 “flower” 🌸 \u2028', n: 1.5 };
    await emit([{ type: 'couponWon', subject: 'customer 1', at, data }]);
    await until(allDelivered);
    const [first] = receiver.received;
    if (!first) throw new Error('nothing came');
    const { headers, body, event } = first;
    expect(event).toEqual({
      specversion: '1.0',
      id: expect.stringMatching(/^[0-9a-f]{32}$/) as string,
      source: 'urn:luckydraw:kiosk',
      type: 'couponWon',
      subject: 'customer 1',
      time: '2026-11-21T12:00:00.000Z',
      datacontenttype: 'application/json',
      data,
    });
    expect(headers['content-type']).toBe('application/cloudevents+json; charset=utf-8');
    expect(headers['webhook-id']).toBe(event.id);
    const sentAt = Number(headers['webhook-timestamp']);
    expect(Math.abs(sentAt - Date.now() / 1_000)).toBeLessThan(10);
    const signed = (secret: string): string =>
      `v1,${createHmac('sha256', Buffer.from(secret.slice(6), 'base64'))
        .update(`${event.id}.${sentAt}.${body}`)
        .digest('base64')}`;
    expect(headers['webhook-signature']).toBe(`${signed(SECRET)} ${signed(OTHER_SECRET)}`);
  });

  it('is signed as the Standard Webhooks convention’s own example', () => {
    // From the convention’s reference implementations.
    const key = readSecret('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw');
    expect(key).not.toBeNull();
    const signature = createHmac('sha256', key ?? '')
      .update('msg_p5jXN8AQM9LWM0D4loKWxJek.1614265330.{"test": 2432232314}')
      .digest('base64');
    expect(signature).toBe('g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
    for (const bad of ['', 'whsec_', 'whsec_c2hvcnQ=', 'whsec_not base64 at all, not at all!!', SECRET.slice(6)])
      expect(readSecret(bad)).toBeNull();
  });

  it('comes again with the same id after 500s and broken connections, in order for each subject', async () => {
    const receiver = await openReceiver();
    let asked = 0;
    receiver.answer((_received, response, request) => {
      asked += 1;
      if (asked % 5 === 2) return void response.writeHead(500).end('no');
      if (asked % 5 === 4) return void request.socket.destroy();
      response.writeHead(200).end('yes');
    });
    const { emit, until, sink, outbox } = await open({ settings: { webhookUrl: [receiver.url] } });
    const id = outbox.state().sinks[0]?.id ?? '';
    for (const n of upTo(6)) await emit(['a', 'b', 'c'].map((subject) => happened(subject, n)));
    await until(allDelivered);
    const ids = new Map<string, string>();
    for (const subject of ['a', 'b', 'c']) {
      const numbers = receiver.received.filter(({ event }) => event.subject === subject);
      for (const { event } of numbers) {
        const name = `${subject} ${String(event.data['n'])}`;
        expect(ids.get(name) ?? event.id).toBe(event.id);
        ids.set(name, event.id);
      }
      const inOrder = numbers.map(({ event }) => Number(event.data['n']));
      expect(inOrder).toEqual(inOrder.toSorted((one, other) => one - other));
    }
    expect(ids.size).toBe(18);
    expect(receiver.received.length).toBeGreaterThan(18);
    expect(sink(id)).toMatchObject({ lag: 0, failures: 0, state: 'delivering', position: 18, delivered: 18 });
    expect(sink(id).last_error?.message).toMatch(/500|broken off/);
  });

  it('is not sent any more when the receiver answers 410: the sink pauses, also over a restart, until it is resumed', async () => {
    const receiver = await openReceiver();
    receiver.answer((_received, response) => void response.writeHead(410).end());
    const settings = { webhookUrl: [receiver.url] };
    const first = await open({ settings });
    const id = first.outbox.state().sinks[0]?.id ?? '';
    await first.emit([happened('a', 1)]);
    await first.until(({ sinks }) => sinks[0]?.state === 'paused');
    expect(first.sink(id)).toMatchObject({
      lag: 1,
      paused_because: 'gone',
    });
    expect(first.problems.current()?.message).toContain('410');
    await first.close();
    const again = await open({ settings }, first.folder);
    await again.emit([happened('a', 2)]);
    expect(again.sink(id)).toMatchObject({ state: 'paused', paused_because: 'gone', lag: 2 });
    expect(receiver.received).toHaveLength(1);
    receiver.answer((_received, response) => void response.writeHead(200).end());
    await again.outbox.pause(LOG_EVENT, id, null, byHost());
    await again.until(allDelivered);
    expect(receiver.received.map(({ event }) => event.data['n'])).toEqual([1, 1, 2]);
  });

  it.each([
    ['The receiver answered 410: it wants no more events.', 'gone'],
    ['An organiser paused it.', 'organiser'],
  ])('stays paused where an earlier host wrote “%s”, and says why by its code', async (sentence, reason) => {
    const settings = { webhookUrl: ['https://receiver.example/hook'] };
    const first = await open({ settings });
    const [{ id } = { id: '' }] = first.outbox.state().sinks;
    await first.close();
    const data = new Database(join(first.folder, 'luckydraw.sqlite3'));
    data.prepare('UPDATE outbox_sinks SET paused_because = ? WHERE id = ?').run(sentence, id);
    data.close();
    const again = await open({ settings }, first.folder);
    expect(again.sink(id)).toMatchObject({ state: 'paused', paused_because: reason });
  });

  it('does not follow a redirect, least of all to an internal address', async () => {
    const [inside, receiver] = [await openReceiver(), await openReceiver()];
    receiver.answer((_received, response) => void response.writeHead(307, { location: inside.url }).end());
    const { emit, until, outbox } = await open({ settings: { webhookUrl: [receiver.url] } });
    await emit([happened('a', 1)]);
    const { sinks } = await until((state) => (state.sinks[0]?.failures ?? 0) > 1);
    expect(sinks[0]?.last_error).toMatchObject({ code: 'redirected' });
    expect(sinks[0]?.last_error?.message).toContain('redirects are not followed');
    expect(sinks[0]?.lag).toBe(1);
    expect(inside.received).toEqual([]);
    expect((await outbox.test(sinks[0]?.id ?? '', null)).kind).toBe('failed');
  });

  it('is refused where a public name leads into an internal network', async () => {
    const receiver = await openReceiver();
    const url = new URL(receiver.url);
    url.hostname = 'till.example.org';
    const lookup: LookupFunction = (_name, options, answer) =>
      options.all ? answer(null, [{ address: '127.0.0.1', family: 4 }]) : answer(null, '127.0.0.1', 4);
    const sender = createHttpSender(url, 4, { lookup });
    const sink = createWebhookSink({ url: url.href, keys: [], now: Date.now, sender });
    const { emit, until } = await open({ sinks: [sink] });
    await emit([happened('a', 1)]);
    const { sinks } = await until((state) => (state.sinks[0]?.failures ?? 0) > 0);
    expect(sinks[0]?.last_error?.code).toBe('internal_address');
    expect(sinks[0]?.last_error?.message).toContain('leads to 127.0.0.1, into an internal network: refused');
    expect(receiver.received).toEqual([]);
    // The same name, given as one of the organiser's own network, is taken.
    url.hostname = 'till.local';
    const own = createWebhookSink({
      url: url.href,
      keys: [],
      now: Date.now,
      sender: createHttpSender(url, 4, { lookup }),
    });
    const stored = { position: 1, id: 'x', type: 't', subject: 's', at: 0, data: '1' };
    expect(await own.deliver([stored], AbortSignal.timeout(5_000))).toEqual({ kind: 'delivered' });
    await own.close();
  });

  it.each([
    ['127.0.0.1', true],
    ['10.1.2.3', true],
    ['172.31.255.255', true],
    ['172.32.0.1', false],
    ['192.168.0.9', true],
    ['169.254.169.254', true],
    ['100.100.0.1', true],
    ['0.0.0.0', true],
    ['::1', true],
    ['::ffff:10.0.0.1', true],
    ['64:ff9b::7f00:1', true],
    ['fd00::1', true],
    ['fe80::1', true],
    ['8.8.8.8', false],
    ['::ffff:8.8.8.8', false],
    ['2606:4700::1', false],
  ])('knows whether %s is internal', (address, internal) => {
    expect(isInternalAddress(address)).toBe(internal);
  });

  it.each([
    ['127.0.0.1', true],
    ['[::1]', true],
    ['localhost', true],
    ['till', true],
    ['Till.Local', true],
    ['till.home.arpa', true],
    ['till.example.org', false],
    ['local.example.org', false],
    ['127.0.0.1.nip.io', false],
  ])('knows whether %s names a host of the organiser’s own network', (host, own) => {
    expect(namesInternalHost(host)).toBe(own);
  });

  it('waits for nobody else: a receiver that hangs and one that is down delay no other sink', async () => {
    const [hanging, fine] = [await openReceiver(), await openReceiver()];
    hanging.answer(() => undefined);
    const { emit, until, outbox } = await open({
      settings: { webhookUrl: [hanging.url, 'http://127.0.0.1:9/down', fine.url] },
    });
    for (const n of upTo(50)) await emit([happened(`subject ${n % 7}`, n)]);
    await until(({ sinks }) => sinks[2]?.lag === 0);
    const [slow, down, good] = outbox.state().sinks;
    expect([slow?.lag, down?.lag, good?.lag]).toEqual([50, 50, 0]);
    expect(down?.last_error?.message).toContain('nobody listens there');
    expect(down?.last_error?.code).toBe('nobody_listens');
    expect(fine.received).toHaveLength(50);
    // One that never reads is asked for a few things at a time, not for all.
    expect(hanging.received.length).toBeLessThanOrEqual(7);
  });

  it('is given up after its time, and tried again', async () => {
    const receiver = await openReceiver();
    receiver.answer(() => undefined);
    const url = new URL(receiver.url);
    const sender = createHttpSender(url, 4, { patienceMs: 100 });
    const { emit, until } = await open({
      sinks: [createWebhookSink({ url: url.href, keys: [], now: Date.now, sender })],
    });
    await emit([happened('a', 1)]);
    await until(({ sinks }) => (sinks[0]?.failures ?? 0) > 0);
    receiver.answer((_received, response) => {
      // An answer without an end counts by its status, and holds nothing up.
      response.writeHead(200);
      response.write('so ');
    });
    const { sinks } = await until(allDelivered);
    expect(sinks[0]?.last_error).toMatchObject({ code: 'no_answer', message: 'no answer came in time' });
  });

  it('waits as long as the receiver says', async () => {
    const receiver = await openReceiver();
    receiver.answer((_received, response) => void response.writeHead(429, { 'retry-after': '2' }).end());
    const { emit, until, sink, outbox } = await open({ settings: { webhookUrl: [receiver.url] } });
    const id = outbox.state().sinks[0]?.id ?? '';
    await emit([happened('a', 1), happened('b', 1)]);
    await until(({ sinks }) => (sinks[0]?.failures ?? 0) > 0);
    expect(Date.parse(sink(id).retry_at ?? '') - Date.now()).toBeGreaterThan(1_000);
  });

  it('lets other subjects pass one that the receiver refuses', async () => {
    const receiver = await openReceiver();
    receiver.answer(({ event }, response) => void response.writeHead(event.subject === 'bad' ? 400 : 200).end());
    const { emit, until } = await open({ settings: { webhookUrl: [receiver.url] } });
    await emit([happened('bad', 1), happened('bad', 2), ...upTo(40).map((n) => happened(`good ${n}`, n))]);
    const { sinks } = await until((state) => state.sinks[0]?.lag === 2);
    expect(sinks[0]).toMatchObject({ position: 0, delivered: 40 });
    expect(receiver.received.some(({ event }) => event.data['n'] === 2 && event.subject === 'bad')).toBe(false);
    receiver.answer((_received, response) => void response.writeHead(200).end());
    await until(allDelivered);
  });
});
