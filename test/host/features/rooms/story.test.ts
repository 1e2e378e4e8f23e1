import { describe, expect, it } from 'vitest';
import { hostForTest } from '../../../support/host.ts';
import { connectScreen, readFeed } from '../../../support/screens.ts';
import { acquire, joinEvent } from './testRoom.ts';

/** What CONTRACT.md says of each message; another program knows no more. */
interface Message {
  readonly type: string;
  readonly room_id: string;
  readonly data: Record<string, unknown>;
}

describe('a room, from acquiring to releasing', () => {
  it('is seen by screens and by another program alike', async () => {
    const open = await hostForTest();
    const room = await acquire(open);
    const guests = await joinEvent(open, 3);
    const [ann, ben, cho] = guests;
    if (!ann || !ben || !cho) throw new Error('three should have joined');
    const phone = await connectScreen(open.url, 'room', { key: room.id });
    const host = await connectScreen(open.url, 'room-host', { key: room.id, token: room.hostToken });
    const feed = await readFeed<Message>(open.url, `/api/rooms/${room.id}/ws`);
    expect(phone.view()).toMatchObject({ phase: 'acquired', room_id: room.id, participants: 0 });
    expect(feed.messages[0]).toMatchObject({ type: 'room_status', room_id: room.id, data: { status: 'acquired' } });

    expect((await room.participate(ann, 'Karaoke', { name: 'Ann' })).data).toMatchObject({ person_id: 1, ready: true });
    await room.participate(ben, 'Fireworks', { ready: false });
    await phone.until(({ participants }) => participants === 2);
    expect(phone.view()).toMatchObject({
      phase: 'gathering',
      ready: 1,
      people: [
        { id: 1, name: 'Ann', draw_number: null, text: 'Karaoke', ready: true },
        { id: 2, name: null, draw_number: ben.number, text: 'Fireworks', ready: false },
      ],
    });
    await room.participate(cho, 'A long walk');
    await room.change(ben, { ready: true });
    await phone.until(({ ready }) => ready === 3);
    await feed.until(({ type, data }) => type === 'participant_joined' && data['participants'] === 3);
    await feed.until(({ type, data }) => type === 'participant_ready' && data['ready'] === 3);

    expect((await room.start()).status).toBe(200);
    const voting = await phone.until(({ phase }) => phase === 'voting');
    expect(voting.ballot.map(({ text }) => text)).toEqual(['Karaoke', 'Fireworks', 'A long walk']);
    const started = await feed.until(({ type }) => type === 'voting_started');
    expect(started.data['redirect_url']).toBe(`/room/${room.id}`);

    expect((await room.vote(ann, 2)).data).toEqual({ voted: true });
    await room.vote(ben, 2);
    await room.vote(cho, 1);
    await room.vote(cho, 3);
    expect((await room.self(cho)).data).toMatchObject({ voted: true, choices: [3] });
    const { bars, voted } = await phone.until((view) => view.bars[1]?.text_id === 3);
    expect(voted).toBe(3);
    expect(bars).toEqual([
      { text_id: 2, share: 1, votes: null },
      { text_id: 3, share: 0.5, votes: null },
    ]);
    await host.until(({ voted }) => voted === 3);

    await room.close();
    const { result } = await phone.until(({ phase }) => phase === 'result');
    expect(result).toMatchObject({ ballots: 3, winner: 2, first: [2], tie_draw: null });
    expect(result?.texts.map(({ text, votes, rank }) => [text, votes, rank])).toEqual([
      ['Fireworks', 2, 1],
      ['A long walk', 1, 2],
      ['Karaoke', 0, 3],
    ]);
    const told = await feed.until(({ type }) => type === 'result');
    expect(told).toMatchObject({ room_id: room.id, data: { winner: 2, ballots: 3 } });

    await room.release();
    await phone.until(({ phase }) => phase === 'free');
    await feed.until(({ type, data }) => type === 'room_status' && data['status'] === 'free');
    expect((await open.call('roomAcquired', { params: { room_id: room.id } })).data).toEqual({ acquired: false });
    const archive = await open.admin('roomArchive', {});
    expect(archive.data.gatherings).toMatchObject([
      {
        room_id: room.id,
        released_by: 'host',
        participants: 3,
        voted: 3,
        texts: [{ text: 'Fireworks', votes: 2 }, {}, {}],
      },
    ]);
    expect(feed.messages.map(({ type }) => type).filter((type, index, all) => type !== all[index - 1])).toEqual(
      expect.arrayContaining(['room_status', 'participant_joined', 'participant_ready', 'voting_started', 'result']),
    );
  });
});
