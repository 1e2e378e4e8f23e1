import { describe, expect, it } from 'vitest';
import { NEW_ROOM } from '../../../src/core/rooms/room.ts';
import type { GatheringRecord, NewGathering, PersonRecord } from '../../../src/host/features/rooms/store.ts';
import type { Stores } from '../../../src/host/stores.ts';
import {
  closingOf,
  SALT,
  AT,
  begin,
  changeBy,
  decisionOf,
  hash,
  idempotent,
  newDraw,
  type StoreUnderTest,
} from './begin.ts';

const newGathering = (id: string, more: Partial<NewGathering> = {}): NewGathering => ({
  ...NEW_ROOM,
  id,
  eventId: 'event',
  joinRound: 1,
  phase: 'gathering',
  hostHash: hash(`host of ${id}`),
  acquiredAt: AT,
  startedAt: null,
  closesAt: null,
  closedAt: null,
  tieDraw: null,
  tieWinner: null,
  ...more,
});

const personOf = (id: number, more: Partial<PersonRecord> = {}): PersonRecord => ({
  id,
  drawNumber: id + 100,
  holder: hash(`holder ${id}`),
  name: null,
  text: `Text ${id}`,
  state: 'shown',
  isReady: true,
  hasVoted: false,
  isRemoved: false,
  votes: null,
  ...more,
});

const crowd = (people: readonly PersonRecord[]) => ({ people, ballots: [], replies: [] });

/** Acquires a room; codes are given in their order, each twice. */
const acquire = async (
  { rooms, draws }: Stores,
  id: string,
  { limit = 3, restedBefore = AT - 1 } = {},
): Promise<GatheringRecord | null> => {
  let calls = 0;
  const newCode = (): string => `ROOM${Math.floor(calls++ / 2)}`;
  return rooms.acquire(
    newGathering(id),
    { newCode, limit, restedBefore },
    draws.beginChain(id, hash(`secret of ${id}`), SALT),
    changeBy(),
  );
};

const certain = async (acquired: Promise<GatheringRecord | null>): Promise<GatheringRecord> => {
  const gathering = await acquired;
  if (!gathering) throw new Error('no room was free');
  return gathering;
};

export const roomsSuite = (store: StoreUnderTest): void => {
  describe(`rooms in ${store.name}`, () => {
    it('are given to one host each, and made as long as there may be more', async () => {
      const { stores } = await begin(store);
      const given = [await acquire(stores, 'a'), await acquire(stores, 'b'), await acquire(stores, 'c')];
      expect(given.map((one) => one?.roomId)).toEqual(['ROOM0', 'ROOM1', 'ROOM2']);
      expect(await acquire(stores, 'd')).toBeNull();
      expect((await stores.rooms.open()).rooms.toSorted()).toEqual(['ROOM0', 'ROOM1', 'ROOM2']);
    });

    it('are given again when they have rested, or when there is no other', async () => {
      const { stores } = await begin(store);
      const first = await certain(acquire(stores, 'a'));
      await stores.rooms.release(first, 'host', changeBy(null, AT + 10));
      expect((await acquire(stores, 'b', { restedBefore: AT + 9 }))?.roomId).toBe('ROOM1');
      expect((await acquire(stores, 'c', { restedBefore: AT + 10 }))?.roomId).toBe('ROOM0');
      expect((await acquire(stores, 'd'))?.roomId).toBe('ROOM2');
      const last = await certain(Promise.resolve((await stores.rooms.open()).live[0]?.gathering ?? null));
      await stores.rooms.release(last, 'host', changeBy(null, AT + 20));
      expect((await acquire(stores, 'e'))?.roomId).toBe(last.roomId);
    });

    it('give back everything of a gathering that goes on', async () => {
      const begun = await begin(store);
      const { rooms } = begun.stores;
      let gathering = await certain(acquire(begun.stores, 'a'));
      const settings = { ...NEW_ROOM, title: '소원', choices: 3, voteMs: 9_000, tallies: 'hidden' as const };
      gathering = await rooms.changeSettings(gathering, settings, changeBy());
      gathering = await rooms.setHost(gathering, hash('another'), changeBy());
      const people = [personOf(1), personOf(2, { name: 'Ben', state: 'held', isReady: false })];
      await rooms.putCrowd('a', crowd(people));
      const hidden = await rooms.putPerson(
        gathering,
        { ...personOf(1), state: 'hidden' },
        'room_text_hidden',
        changeBy(),
      );
      gathering = await rooms.start(gathering, AT + 9_000, changeBy());
      const ballot = { handle: hash('handle'), sealed: hash('sealed') };
      await rooms.putCrowd('a', { people: [{ ...hidden, hasVoted: true }], ballots: [ballot], replies: [] });
      await rooms.show(gathering, true, changeBy());
      const { live } = await (await begun.reopen()).rooms.open();
      expect(live).toHaveLength(1);
      expect(live[0]).toMatchObject({ isShown: true, gathering: { ...gathering, hostHash: expect.anything() } });
      expect(live[0]?.gathering.seal).toMatch(/^[0-9a-f]{64}$/);
      expect(
        live[0]?.people.map(({ id, name, state, isReady, hasVoted }) => [id, name, state, isReady, hasVoted]),
      ).toEqual([
        [1, null, 'hidden', true, true],
        [2, 'Ben', 'held', false, false],
      ]);
      expect(live[0]?.ballots.map(({ sealed }) => Buffer.from(sealed))).toEqual([Buffer.from(ballot.sealed)]);
    });

    it('hold one ballot under one handle, and none after the close', async () => {
      const { stores } = await begin(store);
      let gathering = await certain(acquire(stores, 'a'));
      await stores.rooms.putCrowd('a', crowd([personOf(1), personOf(2)]));
      gathering = await stores.rooms.start(gathering, null, changeBy());
      for (const text of ['first', 'second', 'second']) {
        const ballot = { handle: hash('handle'), sealed: hash(text) };
        await stores.rooms.putCrowd('a', { people: [], ballots: [ballot], replies: [] });
      }
      expect((await stores.rooms.open()).live[0]?.ballots).toHaveLength(1);
      gathering = await stores.rooms.close(
        gathering,
        [
          [2, 1],
          [1, 0],
        ],
        1,
        changeBy(null, AT + 5),
      );
      expect(gathering).toMatchObject({ phase: 'result', closedAt: AT + 5 });
      const [live] = (await stores.rooms.open()).live;
      expect(live?.ballots).toEqual([]);
      expect(live?.people.map(({ votes }) => votes)).toEqual([0, 1]);
    });

    it('keep a reply together with what it answers, and neither without the other', async () => {
      const { stores } = await begin(store);
      await acquire(stores, 'a');
      const replies = [{ to: idempotent<PersonRecord>('join'), person: personOf(1) }];
      await stores.rooms.putCrowd('a', { people: [personOf(1)], ballots: [], replies });
      expect(await stores.rooms.keptReply(hash('key of join'))).not.toBeNull();
      // The same key again: nothing of the change stays.
      await expect(stores.rooms.putCrowd('a', { people: [personOf(2)], ballots: [], replies })).rejects.toThrow(
        /constraint|unique/i,
      );
      expect((await stores.rooms.open()).live[0]?.people).toHaveLength(1);
    });

    it('are archived with their event when they are released', async () => {
      const { stores } = await begin(store);
      for (const id of ['a', 'b', 'c']) {
        const gathering = await certain(acquire(stores, id));
        await stores.rooms.putCrowd(id, crowd([personOf(1, { text: `Of ${id}` })]));
        await stores.rooms.release(gathering, 'host_vanished', changeBy(null, AT + 7));
      }
      expect((await stores.rooms.open()).live).toEqual([]);
      const first = await stores.rooms.archived('event', 0, 2);
      expect(first.gatherings.map(({ people }) => people[0]?.text)).toEqual(['Of a', 'Of b']);
      expect(first.gatherings[0]).toMatchObject({ releasedAt: AT + 7, releasedBy: 'host_vanished' });
      const second = await stores.rooms.archived('event', first.nextAfter ?? 0, 2);
      expect(second.gatherings).toHaveLength(1);
      expect(second.nextAfter).toBeNull();
      expect((await stores.rooms.archived('other', 0, 2)).gatherings).toEqual([]);
      expect((await stores.rooms.find('b'))?.people[0]?.text).toBe('Of b');
      expect(await stores.rooms.find('nobody')).toBeNull();
    });

    it('remember the draw that decided a tie', async () => {
      const { stores } = await begin(store);
      const gathering = await certain(acquire(stores, 'a'));
      const { result } = await stores.draws.announceDecided(
        newDraw(1, { ownerId: 'a' }),
        closingOf(),
        decisionOf([2]),
        hash('next'),
        stores.rooms.tieBroken(gathering),
        changeBy(),
      );
      expect(result).toMatchObject({ tieWinner: 2, tieDraw: newDraw(1).id });
      expect((await stores.rooms.open()).live[0]?.gathering).toMatchObject({ tieWinner: 2, tieDraw: newDraw(1).id });
      expect((await stores.draws.draw(newDraw(1).id))?.revealedAt).not.toBeNull();
    });

    it('forget ballots that cannot be read, and who cast them', async () => {
      const { stores } = await begin(store);
      let gathering = await certain(acquire(stores, 'a'));
      gathering = await stores.rooms.start(gathering, null, changeBy());
      const ballot = { handle: hash('handle'), sealed: hash('sealed') };
      await stores.rooms.putCrowd('a', { people: [personOf(1, { hasVoted: true })], ballots: [ballot], replies: [] });
      await stores.rooms.forgetBallots(gathering, changeBy());
      const [live] = (await stores.rooms.open()).live;
      expect([live?.ballots, live?.people.map(({ hasVoted }) => hasVoted)]).toEqual([[], [false]]);
    });

    it('show one room at a time', async () => {
      const { stores } = await begin(store);
      const [a, b] = [await certain(acquire(stores, 'a')), await certain(acquire(stores, 'b'))];
      const shown = async () =>
        (await stores.rooms.open()).live.filter(({ isShown }) => isShown).map(({ gathering }) => gathering.id);
      await stores.rooms.show(a, true, changeBy());
      await stores.rooms.show(b, true, changeBy());
      expect(await shown()).toEqual(['b']);
      await stores.rooms.show(b, false, changeBy());
      expect(await shown()).toEqual([]);
    });
  });
};
