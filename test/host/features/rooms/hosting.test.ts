import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hostForTest } from '../../../support/host.ts';
import { createManualClock } from '../../../support/manualClock.ts';
import { connectScreen } from '../../../support/screens.ts';
import { acquire, joinEvent } from './testRoom.ts';

const MINUTE = 60_000;

describe('a host', () => {
  it('sees texts before they are shown, hides one, removes somebody, locks the room', async () => {
    const open = await hostForTest();
    const room = await acquire(open);
    const [ann, ben, cho] = await joinEvent(open, 3);
    if (!ann || !ben || !cho) throw new Error('three should have joined');
    const phone = await connectScreen(open.url, 'room', { key: room.id });
    const host = await connectScreen(open.url, 'room-host', { key: room.id, token: room.hostToken });
    await room.set({ holds_texts: true, title: 'Best costume' });
    await room.participate(ann, 'Rude', { name: 'Ann' });
    await room.participate(ben, 'Kind', { name: 'Ben' });
    await host.until(({ held }) => held === 2);
    expect(host.view().held_people.map(({ text }) => text)).toEqual(['Rude', 'Kind']);
    await phone.until(({ participants }) => participants === 2);
    expect(phone.view().people.map(({ name, text }) => [name, text])).toEqual([
      [null, null],
      [null, null],
    ]);
    expect(JSON.stringify(phone.snapshots)).not.toMatch(/Rude|Kind|Ann|Ben/);

    await room.moderate(2, true);
    await room.moderate(1, false);
    await phone.until(({ people }) => people[1]?.text === 'Kind');
    expect((await room.self(ann)).data.state).toBe('hidden');
    // What was shown waits again when it is written anew.
    expect((await room.change(ben, { text: 'Kinder' })).data.state).toBe('held');

    await room.remove(1);
    await phone.until(({ participants }) => participants === 1);
    expect((await room.self(ann)).code).toBe('removed_from_room');
    expect((await room.participate(ann, 'Again')).code).toBe('removed_from_room');
    expect((await room.remove(1)).code).toBe('person_not_found');
    expect((await room.moderate(99, true)).code).toBe('person_not_found');

    await room.set({ locked: true });
    expect((await room.participate(cho, 'Let me in')).code).toBe('room_locked');
    await room.set({ locked: false });
    expect((await room.participate(cho, 'Let me in')).status).toBe(200);
    expect((await room.people({ limit: 1 })).data).toMatchObject({ total_count: 2, next_after: 2 });
    expect((await room.people({ after: 2 })).data.people.map(({ id }) => id)).toEqual([3]);
  });

  it('are listed a page at a time, in the order in which they were acquired', async () => {
    const open = await hostForTest();
    const ids = [(await acquire(open)).id, (await acquire(open)).id, (await acquire(open)).id];
    const page = async (query: { after?: number; limit?: number }) => {
      const { rooms, ...rest } = (await open.admin('rooms', { query })).data;
      return [rooms.map(({ room_id: id }) => id), rest];
    };
    expect(await page({ limit: 2 })).toEqual([ids.slice(0, 2), { total_count: 3, next_after: 2 }]);
    expect(await page({ after: 2, limit: 2 })).toEqual([ids.slice(2), { total_count: 3, next_after: null }]);
    expect(await page({})).toEqual([ids, { total_count: 3, next_after: null }]);
    expect(await page({ after: 9 })).toEqual([[], { total_count: 3, next_after: null }]);
  });

  it('who vanishes frees the room, and one who is there does not', async () => {
    const clock = createManualClock();
    const open = await hostForTest({ clock, config: { roomTimeout: 600 } });
    const [left, kept] = [await acquire(open), await acquire(open)];
    const screen = await connectScreen(open.url, 'room-host', { key: kept.id, token: kept.hostToken });
    const phone = await connectScreen(open.url, 'room', { key: left.id });
    clock.advance(9 * MINUTE);
    expect((await left.people()).status).toBe(200);
    clock.advance(9 * MINUTE);
    expect((await open.admin('rooms', {})).data.rooms).toHaveLength(2);
    clock.advance(2 * MINUTE);
    await phone.until(({ phase }) => phase === 'free');
    const { rooms } = (await open.admin('rooms', {})).data;
    expect(rooms.map(({ room_id, frees_at }) => [room_id, frees_at])).toEqual([[kept.id, null]]);
    expect((await open.admin('roomArchive', {})).data.gatherings).toMatchObject([
      { room_id: left.id, released_by: 'host_vanished' },
    ]);
    screen.close();
    await expect.poll(async () => (await open.admin('rooms', {})).data.rooms[0]?.frees_at).not.toBeNull();
    clock.advance(11 * MINUTE);
    await expect.poll(async () => (await open.admin('rooms', {})).data.rooms).toEqual([]);
  });

  it('closes the vote, or its time does', async () => {
    const clock = createManualClock();
    const open = await hostForTest({ clock });
    const room = await acquire(open);
    const [ann] = await joinEvent(open, 1);
    if (!ann) throw new Error('somebody should have joined');
    await room.set({ vote_ms: 30_000, tallies: 'numbers' });
    await room.participate(ann, 'Alone');
    const phone = await connectScreen(open.url, 'room', { key: room.id });
    await room.start();
    await room.vote(ann, 1);
    expect((await phone.until(({ phase }) => phase === 'voting')).closes_at).toBe(clock.now() + 30_000);
    clock.advance(29_999);
    expect((await open.admin('rooms', {})).data.rooms[0]?.phase).toBe('voting');
    clock.advance(1);
    expect((await phone.until(({ phase }) => phase === 'result')).result).toMatchObject({ winner: 1, ballots: 1 });
  });

  it('puts one room at a time on the projector', async () => {
    const open = await hostForTest();
    const [one, other] = [await acquire(open), await acquire(open)];
    const projector = await connectScreen(open.url, 'shown-room', { key: 'projector' });
    expect(projector.view().room).toBeNull();
    const show = (room_id: string, shown: boolean) => open.admin('showRoom', { params: { room_id }, body: { shown } });
    await show(one.id, true);
    await projector.until(({ room }) => room?.room_id === one.id);
    expect(projector.view().join_url).toMatch(new RegExp(`^http://.*/room/${one.id}$`));
    await show(other.id, true);
    await projector.until(({ room }) => room?.room_id === other.id);
    expect((await open.admin('rooms', {})).data.rooms.map(({ shown }) => shown)).toEqual([false, true]);
    await other.release();
    await projector.until(({ room }) => room === null);
  });

  it('has a tie shown as a tie, and decided by a fair draw that can be checked', async () => {
    const open = await hostForTest();
    const room = await acquire(open);
    const guests = await joinEvent(open, 4);
    for (const [index, guest] of guests.entries()) await room.participate(guest, `Text ${index + 1}`);
    expect((await room.breakTie()).code).toBe('no_result_yet');
    await room.start();
    for (const [index, guest] of guests.entries()) await room.vote(guest, [1, 1, 3, 3][index] ?? 1);
    const phone = await connectScreen(open.url, 'room', { key: room.id });
    await room.close();
    const tied = await phone.until(({ phase }) => phase === 'result');
    expect(tied.result).toMatchObject({ first: [1, 3], winner: null });
    expect(tied.result?.texts.map(({ rank }) => rank)).toEqual([1, 1, 3, 3]);
    const broken = await room.breakTie();
    expect(broken.status).toBe(201);
    expect([1, 3]).toContain(broken.data.winner);
    await phone.until(({ result }) => result?.winner === broken.data.winner);
    expect((await room.breakTie()).code).toBe('no_tie');
    const proof = (await open.call('proof', { params: { draw_id: broken.data.draw_id } })).data;
    expect(proof).toMatchObject({ seal: tied.seal, winners: [broken.data.winner] });
  });

  it('whose event starts over with its participants has nobody left', async () => {
    const open = await hostForTest();
    const room = await acquire(open);
    const [ann] = await joinEvent(open, 1);
    if (!ann) throw new Error('somebody should have joined');
    await room.participate(ann, 'Here');
    const phone = await connectScreen(open.url, 'room', { key: room.id });
    await open.admin('reset', { body: { reset_participants: true, reset_draws: true } });
    await phone.until(({ phase }) => phase === 'free');
    expect((await open.admin('roomArchive', {})).data.gatherings).toMatchObject([
      { released_by: 'participants_reset' },
    ]);
  });
});

describe('a room of a host that is opened again', () => {
  it('goes on where it was, in every phase', async () => {
    const first = await hostForTest();
    const before = await acquire(first);
    const [ann, ben] = await joinEvent(first, 2);
    if (!ann || !ben) throw new Error('two should have joined');
    await before.set({ title: 'Wishes', choices: 2, holds_texts: true });

    let open = await first.reopen();
    let room = before.in(open);
    expect((await open.admin('rooms', {})).data.rooms).toMatchObject([
      { room_id: room.id, title: 'Wishes', phase: 'acquired' },
    ]);
    await room.participate(ann, 'One');
    await room.participate(ben, 'Two', { ready: false });
    await room.moderate(1, true);
    await open.admin('showRoom', { params: { room_id: room.id }, body: { shown: true } });

    open = await open.reopen();
    room = before.in(open);
    expect((await room.self(ben)).data).toMatchObject({ ready: false, state: 'held', text: 'Two' });
    await room.moderate(2, true);
    await room.start();
    await room.vote(ann, 2);

    open = await open.reopen();
    room = before.in(open);
    expect((await room.self(ann)).data).toMatchObject({ voted: true, choices: [2] });
    await room.vote(ann, 1, 2);
    await room.vote(ben, 2);
    await room.close();

    open = await open.reopen();
    room = before.in(open);
    const projector = await connectScreen(open.url, 'shown-room', { key: 'projector' });
    expect(projector.view().room?.result).toMatchObject({ ballots: 2, winner: 2 });
    expect((await room.self(ann)).data).toMatchObject({ voted: true, choices: [] });
    await room.release();

    open = await open.reopen();
    expect((await open.call('roomAcquired', { params: { room_id: room.id } })).data.acquired).toBe(false);
    expect((await open.admin('roomArchive', {})).data.gatherings).toHaveLength(1);
    expect(readdirSync(join(open.dataDir, 'ballot-keys'))).toEqual([]);
  });

  it('closes a vote whose time ran out meanwhile', async () => {
    const clock = createManualClock();
    const open = await hostForTest({ clock });
    const room = await acquire(open);
    const [ann] = await joinEvent(open, 1);
    if (!ann) throw new Error('somebody should have joined');
    await room.set({ vote_ms: 60_000 });
    await room.participate(ann, 'One');
    await room.start();
    await room.vote(ann, 1);
    await open.close();
    clock.advance(120_000);
    const again = await open.reopen();
    clock.advance(0);
    const phone = await connectScreen(again.url, 'room', { key: room.id });
    expect((await phone.until(({ phase }) => phase === 'result')).result).toMatchObject({ ballots: 1 });
  });
});

describe('a stage draw', () => {
  it('is made among those who took part in a room, voted in it, or won its vote', async () => {
    const open = await hostForTest();
    await open.admin('updateEvent', { body: { spin_ms: 0 } });
    const room = await acquire(open);
    const guests = await joinEvent(open, 6);
    const [ann, ben, cho] = guests;
    if (!ann || !ben || !cho) throw new Error('six should have joined');
    await room.set({ title: 'Wishes' });
    for (const guest of [ann, ben, cho]) await room.participate(guest, `Of ${guest.number}`);
    await room.start();
    await room.vote(ann, 2);
    await room.vote(cho, 2);
    const groupsOf = async () => (await open.admin('rooms', {})).data.rooms[0]?.groups ?? [];
    expect((await groupsOf()).map(({ who, count }) => [who, count])).toEqual([['participants', 3]]);
    await room.close();
    const groups = await groupsOf();
    expect(groups.map(({ who, count }) => [who, count])).toEqual([
      ['participants', 3],
      ['voters', 2],
      ['winners', 1],
    ]);
    await room.release();

    const draw = (group: string, count: number) =>
      open.admin('draw', { body: { prize_name: 'Cake', prize_rank: 1, count, group } });
    const [, voters, winners] = groups;
    expect((await draw('nobody', 1)).code).toBe('group_not_found');
    expect((await draw(winners?.group ?? '', 2)).code).toBe('not_enough_entries');
    const won = (await draw(winners?.group ?? '', 1)).data;
    expect(won.winners).toEqual([{ draw_number: ben.number }]);
    const drawn = (await draw(voters?.group ?? '', 2)).data;
    expect(drawn.winners.map(({ draw_number }) => draw_number).toSorted()).toEqual([ann.number, cho.number]);
    const proof = (await open.call('proof', { params: { draw_id: drawn.draw_id } })).data;
    expect(proof).toMatchObject({
      announcement: {
        rule: `everyone who voted in room ${room.id} (Wishes) and has not won yet`,
        entries: { count: 2 },
      },
    });
    // They have won: nobody of the room is left.
    expect((await draw(voters?.group ?? '', 1)).code).toBe('not_enough_entries');
  });
});
