import { connect } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import type { RoomFeedMessage } from '../../../../src/contract/rooms/views.ts';
import { hostForTest } from '../../../support/host.ts';
import { connectScreen, readFeed, refusalOfScreen } from '../../../support/screens.ts';
import { upTo } from '../../../support/upTo.ts';
import { acquire, joinEvent, roomOf } from './testRoom.ts';

const begin = async (people = 2) => {
  const open = await hostForTest();
  const room = await acquire(open);
  const guests = await joinEvent(open, people);
  const [ann, ben] = guests;
  if (!ann || !ben) throw new Error('two should have joined');
  return { open, room, guests, ann, ben };
};

describe('a room', () => {
  it('is never given to two hosts, however many ask at once', async () => {
    const { open } = await begin();
    const rooms = await Promise.all(upTo(40).map(() => acquire(open)));
    expect(new Set(rooms.map(({ id }) => id)).size).toBe(40);
    expect(new Set(rooms.map(({ hostToken }) => hostToken)).size).toBe(40);
    for (const { id } of rooms) expect(id).toMatch(/^[2-9A-HJKMNP-Z]{6}$/);
  });

  it('is acquired by a GET that no cache keeps, and by no HEAD', async () => {
    const { open } = await begin();
    const headers = { authorization: `Bearer ${open.adminToken}` };
    const got = await open.client.raw({ path: '/api/rooms', headers });
    expect(got.headers['cache-control']).toBe('no-store');
    const before = (await open.admin('rooms', {})).data.rooms.length;
    expect((await open.client.raw({ method: 'HEAD', path: '/api/rooms', headers })).status).toBe(404);
    expect((await open.admin('rooms', {})).data.rooms).toHaveLength(before);
    expect((await open.call('acquireRoom', {})).status).toBe(401);
  });

  it('is given again to who repeats the asking with the same Idempotency-Key', async () => {
    const { open } = await begin();
    const first = await open.admin('acquireRoom', { key: 'asked-once' });
    expect((await open.admin('acquireRoom', { key: 'asked-once' })).data).toEqual(first.data);
  });

  it('obeys its own host alone', async () => {
    const { open, room, ann } = await begin();
    const other = await acquire(open);
    await room.participate(ann, 'A wish');
    const params = { room_id: room.id };
    for (const name of ['startVoting', 'closeVoting', 'releaseRoom', 'breakTie'] as const) {
      expect((await open.call(name, { params })).code, name).toBe('unauthorized');
      expect((await open.call(name, { params, token: 'wrong' })).code, name).toBe('unauthorized');
      expect((await open.call(name, { params, token: ann.token })).code, name).toBe('unauthorized');
      expect((await open.call(name, { params, token: other.hostToken })).code, name).toBe('not_your_room');
    }
    expect((await roomOf(open, room.id, other.hostToken).people()).code).toBe('not_your_room');
    expect(await refusalOfScreen(open.url, { channel: 'room-host', key: room.id })).toBe('unauthorized');
    const foreign = { channel: 'room-host', key: room.id, token: other.hostToken };
    expect(await refusalOfScreen(open.url, foreign)).toBe('unauthorized');
    expect(await refusalOfScreen(open.url, { channel: 'room', key: 'NOSUCH' })).toBe('unknown_channel');
    // An organiser may whatever a host may.
    expect((await open.admin('startVoting', { params })).status).toBe(200);
  });

  it('has one host token: another makes the one before worthless, and ends its screens', async () => {
    const { open, room } = await begin();
    const screen = await connectScreen(open.url, 'room-host', { key: room.id, token: room.hostToken });
    const renewed = (await open.admin('renewHostToken', { params: { room_id: room.id } })).data;
    await screen.ended;
    expect((await room.people()).code).toBe('unauthorized');
    expect((await roomOf(open, room.id, renewed.host_token).people()).status).toBe(200);
  });

  it('does not start without anyone, or without a text to vote for', async () => {
    const { open, room, ann } = await begin();
    expect((await room.start()).code).toBe('room_empty');
    await room.set({ holds_texts: true });
    await room.participate(ann, 'Held back');
    expect((await room.start()).code).toBe('room_empty');
    await room.moderate(1, true);
    expect((await room.start()).status).toBe(200);
    expect((await room.start()).code).toBe('room_has_started');
    expect((await open.call('roomAcquired', { params: { room_id: 'NOSUCH' } })).code).toBe('room_not_found');
  });

  it('takes everybody once, before the start, and while it is acquired', async () => {
    const { open, room, ann, ben } = await begin();
    const twice = await Promise.all(upTo(10).map(() => room.participate(ann, 'Me')));
    expect(twice.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(twice.filter(({ code }) => code === 'already_participating')).toHaveLength(9);
    expect((await room.vote(ann, 1)).code).toBe('not_voting');
    await room.start();
    expect((await room.participate(ben, 'Too late')).code).toBe('room_has_started');
    expect((await room.vote(ben, 1)).code).toBe('not_in_room');
    expect((await room.change(ann, { text: 'Another' })).code).toBe('room_has_started');
    await room.release();
    expect((await room.participate(ben, 'Nobody here')).code).toBe('room_not_acquired');
    expect((await room.vote(ann, 1)).code).toBe('room_not_acquired');
    expect((await room.start()).code).toBe('unauthorized');
    expect((await open.admin('startVoting', { params: { room_id: room.id } })).code).toBe('room_not_acquired');
  });

  it('takes participants of the event only', async () => {
    const { open, room } = await begin();
    const stranger = { token: 'x'.repeat(43), number: 0 };
    expect((await room.participate(stranger, 'Hello')).code).toBe('participant_not_found');
    expect((await room.self(stranger)).code).toBe('participant_not_found');
    const without = await open.call('participate', { params: { room_id: room.id }, body: { text: 'Hello' } });
    expect(without.code).toBe('participant_not_found');
  });

  it.each([
    ['empty', ''],
    ['nothing but spaces', '  \u3000 '],
    ['ten thousand characters', 'x'.repeat(10_000)],
    ['two lines', 'one\ntwo'],
    ['a control character', 'a\u0000b'],
    ['half a character', 'a\ud800'],
  ])('refuses a text that is %s', async (_, text) => {
    const { room, ann } = await begin();
    expect((await room.participate(ann, text)).code).toBe('invalid_request');
    expect((await room.self(ann)).code).toBe('not_in_room');
  });

  it('keeps a text as the text that it is', async () => {
    const { open, room, ann } = await begin();
    const text = '<script>alert(1)</script><img src=x onerror=alert(2)> مرحبا 🎉';
    await room.participate(ann, `  ${text} `, { name: '<b>Ann</b>' });
    const phone = await connectScreen(open.url, 'room', { key: room.id });
    expect(phone.view().people).toMatchObject([{ text, name: '<b>Ann</b>' }]);
    await room.start();
    expect((await room.texts()).data.texts).toMatchObject([{ text, name: '<b>Ann</b>' }]);
  });

  it('lets one choose what is on the ballot, as much as the host allows', async () => {
    const { room, guests, ann } = await begin(4);
    await room.set({ choices: 2 });
    for (const [index, guest] of guests.entries()) await room.participate(guest, `Text ${index + 1}`);
    await room.moderate(4, false);
    await room.start();
    expect((await room.set({ choices: 3 })).code).toBe('room_has_started');
    expect((await room.vote(ann, 1, 2, 3)).code).toBe('too_many_choices');
    expect((await room.vote(ann, 4)).code).toBe('not_on_ballot');
    expect((await room.vote(ann, 5)).code).toBe('not_on_ballot');
    expect((await room.vote(ann)).code).toBe('invalid_request');
    expect((await room.vote(ann, 1, 1)).code).toBe('invalid_request');
    expect((await room.vote(ann, 3, 1)).status).toBe(200);
    // What leaves the ballot takes its votes with it, and brings them back.
    await room.moderate(3, false);
    expect((await room.vote(ann, 3)).code).toBe('not_on_ballot');
    await room.close();
    expect((await room.vote(ann, 1)).code).toBe('not_voting');
    expect((await room.texts()).data.texts.map(({ text_id, votes }) => [text_id, votes])).toEqual([
      [1, 1],
      [2, 0],
    ]);
    expect((await room.moderate(1, false)).code).toBe('room_has_started');
    expect((await room.close()).code).toBe('not_voting');
  });

  it('answers a repeated request as the first time, each person by their own keys', async () => {
    const { open, room, ann, ben } = await begin();
    const params = { room_id: room.id };
    const join = (token: string, text: string) =>
      open.call('participate', { params, token, body: { text }, key: 'the-first-of-my-texts' });
    const [first, ...again] = await Promise.all(upTo(5).map(() => join(ann.token, 'Me')));
    for (const answer of again) expect(answer.data).toEqual(first?.data);
    expect((await join(ben.token, 'Me')).data.person_id).toBe(2);
    expect((await join(ann.token, 'Other')).code).toBe('idempotency_key_reused');
    await room.start();
    const vote = (choice: number) =>
      open.call('vote', { params, token: ann.token, body: { choices: [choice] }, key: 'the-vote-of-this-phone' });
    expect((await vote(1)).data).toEqual({ voted: true });
    expect((await vote(2)).code).toBe('idempotency_key_reused');
    await room.close();
    expect((await vote(1)).data).toEqual({ voted: true });
  });
});

describe('other programs', () => {
  it('that send nonsense are dropped, and nobody else notices', async () => {
    const { open, room, ann } = await begin();
    const path = `/api/rooms/${room.id}/ws`;
    const quiet = await readFeed<RoomFeedMessage>(open.url, path);
    const phone = await connectScreen(open.url, 'room', { key: room.id });
    const binary = await readFeed(open.url, path);
    binary.socket.send(Buffer.from([0, 255, 254]));
    const huge = await readFeed(open.url, path);
    huge.socket.send('x'.repeat(100_000));
    expect(await huge.ended).toBe(1009);
    const garbled = await readFeed(open.url, path);
    garbled.socket.send(Buffer.from([0xc3, 0x28]), { binary: false });
    expect(await garbled.ended).toBe(1007);
    await room.participate(ann, 'Still here');
    await phone.until(({ participants }) => participants === 1);
    await quiet.until(({ type }) => type === 'participant_joined');
  });

  it('that do not read keep nobody waiting', async () => {
    const { open, room, ann } = await begin();
    const path = `/api/rooms/${room.id}/ws`;
    const reader = await readFeed<RoomFeedMessage>(open.url, path);
    const { hostname, port } = new URL(open.url);
    const silent = connect({ host: hostname, port: Number(port) });
    onTestFinished(() => void silent.destroy());
    silent.write(
      `GET ${path} HTTP/1.1\r\nHost: ${hostname}:${port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
        'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: MDEyMzQ1Njc4OWFiY2RlZg==\r\n\r\n',
    );
    await new Promise<void>((resolve) => {
      silent.once('readable', () => resolve());
    });
    // From here on it reads nothing; the reader beside it hears everything.
    await room.participate(ann, 'x'.repeat(200));
    for (let round = 0; round < 400; round += 1) await room.set({ title: `${round} ${'y'.repeat(70)}` });
    await reader.until(({ type, data }) => type === 'room_status' && 'title' in data && data.title.startsWith('399 '));
  });

  it('hear of their own room alone', async () => {
    const { open, room, ann } = await begin();
    const other = await acquire(open);
    const feed = await readFeed<RoomFeedMessage>(open.url, `/api/rooms/${other.id}/ws`);
    await room.participate(ann, 'Here');
    await other.participate(ann, 'There');
    await feed.until(({ type }) => type === 'participant_ready');
    expect(new Set(feed.messages.map(({ room_id }) => room_id))).toEqual(new Set([other.id]));
  });

  it('find nothing at the address of a room that there is not', async () => {
    const { open } = await begin();
    const socket = new WebSocket(`${open.url.replace('http', 'ws')}/api/rooms/NOSUCH/ws`);
    const status = await new Promise((resolve) => {
      socket.on('unexpected-response', (_, response) => resolve(response.statusCode));
    });
    expect(status).toBe(404);
  });
});
