import { sqliteStep, type Kernel, type Transaction } from '../../platform/storage/sqlite/kernel.ts';
import type { Migration } from '../../platform/storage/sqlite/migrate.ts';
import type { DrawsParts } from '../draws/store.sqlite.ts';
import { roomsTables } from './migrations/0013-rooms.ts';
import { toGathering, toPerson, type GatheringRow, type PersonRow } from './rows.sqlite.ts';
import type { ArchivedGathering, GatheringRecord, PersonRecord, ReleasedBy, RoomsStore } from './store.ts';
import { voteClosed } from './voteClosed.ts';

/** People of all gatherings of a page: a page of large ones ends early. */
const PEOPLE_PER_PAGE = 10_000;

export const roomsMigrations: readonly Migration[] = [{ feature: 'rooms', version: 13, sql: roomsTables }];

/** Rooms in SQLite; the parts of draws belong to the same kernel. */
export const createRoomsStore = (kernel: Kernel, { draws }: { readonly draws: DrawsParts }): RoomsStore => {
  const { sql, commit, read, keptReply } = kernel;

  const rowOf = (id: string): GatheringRow | undefined =>
    sql<GatheringRow>('SELECT * FROM gatherings WHERE id = ?').get(id);
  /** A gathering is never deleted. */
  const rowForSure = (id: string): GatheringRow => {
    const row = rowOf(id);
    if (!row) throw new Error(`no such gathering: ${id}`);
    return row;
  };
  const peopleOf = (number: number): PersonRecord[] =>
    sql<PersonRow>('SELECT * FROM room_people WHERE gathering = ? ORDER BY id').all(number).map(toPerson);

  const putPerson = (tx: Transaction, gathering: number, person: PersonRecord): void => {
    tx.sql(
      `INSERT INTO room_people (gathering, id, draw_number, holder, name, text, state, ready, voted, removed)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (gathering, id) DO UPDATE SET name = excluded.name, text = excluded.text, state = excluded.state,
        ready = excluded.ready, voted = excluded.voted, removed = excluded.removed`,
    ).run(
      gathering,
      person.id,
      person.drawNumber,
      person.holder,
      person.name,
      person.text,
      person.state,
      Number(person.isReady),
      Number(person.hasVoted),
      Number(person.isRemoved),
    );
  };

  /** The room that is given next: one that has rested, a new one, or the one that has rested longest. */
  const takeRoom = (
    tx: Transaction,
    rooms: { readonly newCode: () => string; readonly limit: number; readonly restedBefore: number },
  ): string | null => {
    const free = tx
      .sql<{ id: string; released_at: number }>(
        'SELECT id, released_at FROM rooms WHERE gathering IS NULL ORDER BY released_at LIMIT 1',
      )
      .get();
    if (free && free.released_at <= rooms.restedBefore) return free.id;
    const count = tx.sql<{ rooms: number }>('SELECT count(*) AS rooms FROM rooms').get()?.rooms ?? 0;
    if (count >= rooms.limit) return free?.id ?? null;
    for (;;) {
      const { changes } = tx.sql('INSERT INTO rooms (id) VALUES (?) ON CONFLICT (id) DO NOTHING').run(rooms.newCode());
      if (changes === 1) break;
    }
    return tx.sql<{ id: string }>('SELECT id FROM rooms WHERE gathering IS NULL AND released_at = 0').get()?.id ?? null;
  };

  /** What the log says of a room, besides what happened. */
  const noted = ({ roomId, id }: GatheringRecord) => ({ room_id: roomId, gathering: id });

  return {
    open: () =>
      read(() => {
        const rooms = sql<{ id: string; gathering: number | null; shown: number }>(
          'SELECT id, gathering, shown FROM rooms ORDER BY gathering',
        ).all();
        return {
          rooms: rooms.map(({ id }) => id),
          live: rooms.flatMap(({ gathering: number, shown }) => {
            if (number === null) return [];
            const row = sql<GatheringRow>('SELECT * FROM gatherings WHERE number = ?').get(number);
            if (!row) throw new Error(`no such gathering: ${number}`);
            const ballots = sql<{ handle: Buffer; sealed: Buffer }>(
              'SELECT handle, sealed FROM room_ballots WHERE gathering = ?',
            ).all(number);
            return [{ gathering: toGathering(row), people: peopleOf(number), ballots, isShown: shown === 1 }];
          }),
        };
      }),

    acquire: (gathering, rooms, begin, change) =>
      commit((tx) => {
        const roomId = takeRoom(tx, rooms);
        if (roomId === null) return null;
        const seal = tx.run(begin, undefined);
        const { lastInsertRowid } = tx
          .sql(
            `INSERT INTO gatherings (id, room_id, event_id, join_round, phase, title, locked, holds_texts, choices, vote_ms,
              tallies, host_hash, seal, acquired_at) VALUES (?, ?, ?, ?, 'gathering', ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
          )
          .run(
            gathering.id,
            roomId,
            gathering.eventId,
            gathering.joinRound,
            gathering.title,
            Number(gathering.isLocked),
            Number(gathering.holdsTexts),
            gathering.choices,
            gathering.voteMs,
            gathering.tallies,
            gathering.hostHash,
            seal,
            gathering.acquiredAt,
          );
        tx.sql('UPDATE rooms SET gathering = ? WHERE id = ?').run(lastInsertRowid, roomId);
        const acquired = { ...gathering, roomId, seal };
        tx.audit(gathering.eventId, change, acquired, 'room_acquired', { ...noted(acquired), seal });
        return acquired;
      }),

    keptReply: (key) => read(() => keptReply(key)),

    putCrowd: (gatheringId, { people, ballots, replies }) =>
      commit((tx) => {
        const { number } = rowForSure(gatheringId);
        for (const person of people) putPerson(tx, number, person);
        const put = tx.sql(
          `INSERT INTO room_ballots (gathering, handle, sealed) VALUES (?, ?, ?)
          ON CONFLICT (gathering, handle) DO UPDATE SET sealed = excluded.sealed`,
        );
        for (const { handle, sealed } of ballots) put.run(number, handle, sealed);
        for (const { to, person } of replies) tx.keep(to, person);
      }),

    changeSettings: (gathering, settings, change) =>
      commit((tx) => {
        tx.sql(
          `UPDATE gatherings SET title = ?, locked = ?, holds_texts = ?, choices = ?, vote_ms = ?, tallies = ?
          WHERE id = ?`,
        ).run(
          settings.title,
          Number(settings.isLocked),
          Number(settings.holdsTexts),
          settings.choices,
          settings.voteMs,
          settings.tallies,
          gathering.id,
        );
        const changed = { ...gathering, ...settings };
        tx.audit(gathering.eventId, change, changed, 'room_changed', { ...noted(gathering), ...settings });
        return changed;
      }),

    setHost: (gathering, hostHash, change) =>
      commit((tx) => {
        tx.sql('UPDATE gatherings SET host_hash = ? WHERE id = ?').run(hostHash, gathering.id);
        const changed = { ...gathering, hostHash };
        tx.audit(gathering.eventId, change, changed, 'room_token_renewed', noted(gathering));
        return changed;
      }),

    putPerson: (gathering, person, action, change) =>
      commit((tx) => {
        putPerson(tx, rowForSure(gathering.id).number, person);
        tx.audit(gathering.eventId, change, person, action, { ...noted(gathering), draw_number: person.drawNumber });
        return person;
      }),

    start: (gathering, closesAt, change) =>
      commit((tx) => {
        tx.sql("UPDATE gatherings SET phase = 'voting', started_at = ?, closes_at = ? WHERE id = ?").run(
          change.at,
          closesAt,
          gathering.id,
        );
        const started: GatheringRecord = { ...gathering, phase: 'voting', startedAt: change.at, closesAt };
        tx.audit(gathering.eventId, change, started, 'room_vote_started', { ...noted(gathering), closes_at: closesAt });
        return started;
      }),

    close: (gathering, votes, ballots, change) =>
      commit((tx) => {
        const { number } = rowForSure(gathering.id);
        tx.sql("UPDATE gatherings SET phase = 'result', closed_at = ? WHERE id = ?").run(change.at, gathering.id);
        const put = tx.sql('UPDATE room_people SET votes = ? WHERE gathering = ? AND id = ?');
        for (const [id, count] of votes) put.run(count, number, id);
        tx.sql('DELETE FROM room_ballots WHERE gathering = ?').run(number);
        const closed: GatheringRecord = { ...gathering, phase: 'result', closedAt: change.at };
        tx.emit([voteClosed(closed, peopleOf(number), votes, ballots, change.at)]);
        tx.audit(gathering.eventId, change, closed, 'room_vote_closed', { ...noted(gathering), ballots });
        return closed;
      }),

    forgetBallots: (gathering, change) =>
      commit((tx) => {
        const { number } = rowForSure(gathering.id);
        tx.sql('DELETE FROM room_ballots WHERE gathering = ?').run(number);
        tx.sql('UPDATE room_people SET voted = 0 WHERE gathering = ?').run(number);
        tx.audit(gathering.eventId, change, undefined, 'room_ballots_lost', noted(gathering));
      }),

    release: (gathering, by, change) =>
      commit((tx) => {
        const { number } = rowForSure(gathering.id);
        tx.sql('UPDATE rooms SET gathering = NULL, shown = 0, released_at = ? WHERE id = ?').run(
          change.at,
          gathering.roomId,
        );
        tx.sql('UPDATE gatherings SET released_at = ?, released_by = ? WHERE number = ?').run(change.at, by, number);
        tx.sql('DELETE FROM room_ballots WHERE gathering = ?').run(number);
        tx.audit(gathering.eventId, change, undefined, 'room_released', { ...noted(gathering), by });
      }),

    show: (gathering, isShown, change) =>
      commit((tx) => {
        tx.sql('UPDATE rooms SET shown = 0 WHERE shown = 1 AND (id = ? OR ?)').run(gathering.roomId, Number(isShown));
        if (isShown) tx.sql('UPDATE rooms SET shown = 1 WHERE id = ?').run(gathering.roomId);
        tx.audit(gathering.eventId, change, gathering, isShown ? 'room_shown' : 'room_taken_off', noted(gathering));
      }),

    tieBroken: (gathering) =>
      sqliteStep((tx, draw) => {
        const [winner] = draw.winners;
        if (winner === undefined) throw new Error('a tie was drawn without a winner');
        tx.sql('UPDATE gatherings SET tie_draw = ?, tie_winner = ? WHERE id = ?').run(draw.id, winner, gathering.id);
        draws.markRevealed(tx, draw.ownerId, draw.id, draw.decidedAt ?? draw.announcedAt);
        return { ...gathering, tieDraw: draw.id, tieWinner: winner };
      }),

    archived: (eventId, after, limit) =>
      read(() => {
        const rows = sql<GatheringRow & { released_at: number; released_by: ReleasedBy }>(
          `SELECT * FROM gatherings WHERE event_id = ? AND released_at IS NOT NULL AND number > ?
          ORDER BY number LIMIT ?`,
        ).all(eventId, after, limit + 1);
        const gatherings: ArchivedGathering[] = [];
        let people = 0;
        for (const row of rows.slice(0, limit)) {
          if (people > PEOPLE_PER_PAGE) break;
          const archived = {
            number: row.number,
            gathering: toGathering(row),
            releasedAt: row.released_at,
            releasedBy: row.released_by,
            people: peopleOf(row.number),
          };
          people += archived.people.length;
          gatherings.push(archived);
        }
        const hasMore = gatherings.length < rows.length;
        return { gatherings, nextAfter: hasMore ? (gatherings.at(-1)?.number ?? null) : null };
      }),

    find: (gatheringId) =>
      read(() => {
        const row = rowOf(gatheringId);
        return row ? { gathering: toGathering(row), people: peopleOf(row.number) } : null;
      }),
  };
};
