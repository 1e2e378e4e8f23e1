import { createHash } from 'node:crypto';
import { cpSync, existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { handleOf, openBallot, sealBallot } from '../../../../src/host/features/rooms/ballots.ts';
import { createRandom } from '../../../../src/host/platform/random.ts';
import { DATABASE_FILE } from '../../../../src/host/platform/storage/sqlite/openDatabase.ts';
import { hostForTest, openHost } from '../../../support/host.ts';
import { connectScreen } from '../../../support/screens.ts';
import { temporaryFolder } from '../../../support/temporary.ts';
import { upTo } from '../../../support/upTo.ts';
import { acquire, joinEvent } from './testRoom.ts';

const PEOPLE = 6;

/** A room whose vote is open, and everybody has voted: each for the text of their neighbour. */
const beginVote = async () => {
  const open = await hostForTest();
  const room = await acquire(open);
  const guests = await joinEvent(open, PEOPLE);
  for (const [index, guest] of guests.entries()) await room.participate(guest, `Text ${index + 1}`);
  await room.start();
  for (const [index, guest] of guests.entries()) await room.vote(guest, ((index + 1) % PEOPLE) + 1);
  return { open, room, guests };
};

/** What whoever takes the files of the store finds in them; the host itself lets nobody else open them. */
const look = (dataDir: string) => {
  const taken = temporaryFolder();
  for (const file of [DATABASE_FILE, `${DATABASE_FILE}-wal`])
    if (existsSync(join(dataDir, file))) cpSync(join(dataDir, file), join(taken, file));
  const database = new Database(join(taken, DATABASE_FILE));
  const rows = <T>(sql: string): T[] => database.prepare(sql).all() as T[];
  const seen = {
    ballots: rows<{ handle: Buffer; sealed: Buffer }>('SELECT handle, sealed FROM room_ballots'),
    people: rows<{ voted: number; votes: number | null }>('SELECT voted, votes FROM room_people'),
    log: rows<{ action: string; details: string }>('SELECT action, details FROM log'),
    columns: rows<{ name: string }>("SELECT name FROM pragma_table_info('room_ballots')").map(({ name }) => name),
  };
  database.close();
  return seen;
};

const keysOf = (dataDir: string): string[] => readdirSync(join(dataDir, 'ballot-keys'));

describe('a sealed ballot', () => {
  const random = createRandom();
  const key = random.bytes(32);
  const handle = handleOf('a session token', 'a gathering');

  it('is opened with its key, under its handle, and as it is only', () => {
    const ballot = sealBallot(key, handle, [3, 9], random);
    expect(openBallot(key, ballot)).toEqual([3, 9]);
    const refused = /authenticate/;
    expect(() => openBallot(random.bytes(32), ballot)).toThrow(refused);
    expect(() => openBallot(key, { ...ballot, handle: random.bytes(32) })).toThrow(refused);
    const sealed = Buffer.from(ballot.sealed).map((byte, index) => (index === 20 ? byte ^ 1 : byte));
    expect(() => openBallot(key, { ...ballot, sealed })).toThrow(refused);
  });

  it('is as long for one choice as for ten, and never the same twice', () => {
    const ballots = [[1], [1], upTo(10)].map((choices) => sealBallot(key, handle, choices, random));
    expect(new Set(ballots.map(({ sealed }) => sealed.length)).size).toBe(1);
    expect(new Set(ballots.map(({ sealed }) => Buffer.from(sealed).toString('hex'))).size).toBe(3);
  });
});

describe('a secret vote', () => {
  it('is stored so that nothing stored leads from a ballot to a person', async () => {
    const { open, room, guests } = await beginVote();
    const { ballots, people, columns, log } = look(open.dataDir);
    expect(columns).toEqual(['gathering', 'handle', 'sealed']);
    expect(ballots).toHaveLength(PEOPLE);
    expect(people).toEqual(Array.from({ length: PEOPLE }, () => ({ voted: 1, votes: null })));
    const handles = ballots.map(({ handle }) => handle.toString('hex'));
    // Their order is that of random numbers, not that of the voting.
    expect(handles).toEqual(handles.toSorted());
    for (const { token } of guests) {
      for (const text of [token, `ld1:token:${token}`, `ld2:token:${token}`, `room-ballot:${token}`]) {
        expect(handles).not.toContain(createHash('sha256').update(text).digest('hex'));
      }
    }
    expect(log.map(({ action }) => action).filter((action) => action.startsWith('room_'))).toEqual([
      'room_acquired',
      'room_vote_started',
    ]);
    // With the token of a phone, and nothing else, its ballot is found again.
    const [ann] = guests;
    if (!ann) throw new Error('nobody joined');
    await room.vote(ann, 5);
    expect((await room.self(ann)).data.choices).toEqual([5]);
    expect(look(open.dataDir).ballots).toHaveLength(PEOPLE);
  });

  it('keeps its key apart, for the owner of the process alone, until the close', async () => {
    const { open, room } = await beginVote();
    const [key = ''] = keysOf(open.dataDir);
    expect(statSync(join(open.dataDir, 'ballot-keys', key)).mode & 0o077).toBe(0);
    const bytes = readFileSync(join(open.dataDir, 'ballot-keys', key));
    for (const file of [DATABASE_FILE, `${DATABASE_FILE}-wal`]) {
      expect(readFileSync(join(open.dataDir, file)).includes(bytes)).toBe(false);
    }
    await room.close();
    expect(keysOf(open.dataDir)).toEqual([]);
    const { ballots, people } = look(open.dataDir);
    expect(ballots).toEqual([]);
    expect(people.map(({ votes }) => votes)).toEqual(Array.from({ length: PEOPLE }, () => 1));
  });

  it('says who has voted after the close only, and to the host only', async () => {
    const { open, room } = await beginVote();
    const phone = await connectScreen(open.url, 'room', { key: room.id });
    expect((await room.people()).data.people.map(({ voted }) => voted)).toEqual(
      Array.from({ length: PEOPLE }, () => null),
    );
    await room.close();
    await phone.until(({ phase }) => phase === 'result');
    expect((await room.people()).data.people.every(({ voted }) => voted === true)).toBe(true);
    for (const person of phone.view().people)
      expect(Object.keys(person).sort()).toEqual(['draw_number', 'id', 'name', 'ready', 'text']);
  });

  it('begins anew where a copy of the store is put back: copies hold no key', async () => {
    const { open, room, guests } = await beginVote();
    const copied = temporaryFolder();
    await open.close();
    cpSync(open.dataDir, copied, {
      recursive: true,
      filter: (source) => !source.includes('ballot-keys'),
    });
    const again = await openHost({ config: { dataDir: copied } });
    const there = room.in(again);
    const [ann] = guests;
    if (!ann) throw new Error('nobody joined');
    expect((await there.self(ann)).data).toMatchObject({ voted: false, choices: [] });
    expect(look(copied).ballots).toEqual([]);
    await there.vote(ann, 1);
    await there.close();
    expect((await there.texts()).data.texts[0]).toMatchObject({ text_id: 1, votes: 1 });
    await again.close();
  });

  it('leaves no key behind of a vote that ended while the host was killed', async () => {
    const { open, room } = await beginVote();
    const [key = ''] = keysOf(open.dataDir);
    const file = join(open.dataDir, 'ballot-keys', key);
    const kept = join(temporaryFolder(), key);
    cpSync(file, kept);
    await room.close();
    await open.close();
    // As if the host had died between the commit of the close and the destroying of the key.
    cpSync(kept, file);
    await open.reopen();
    expect(keysOf(open.dataDir)).toEqual([]);
  });
});
