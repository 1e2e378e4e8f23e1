import { rmSync } from 'node:fs';
import type Database from 'better-sqlite3';
import {
  StorageError,
  type DrawRecord,
  type EventPatch,
  type EventRecord,
  type Newcomer,
  type Once,
  type ParticipantRecord,
  type ParticipantWin,
  type PrizePatch,
  type PrizeRecord,
  type RegisterOutcome,
  type SessionRecord,
  type Storage,
  type StoredEntry,
} from '../storage.ts';
import { openDatabase, sqliteCode } from './openDatabase.ts';

interface EventRow {
  id: string;
  name: string;
  number_width: number;
  spin_ms: number;
  capacity: number;
  registration_open: number;
  join_round: number;
  wifi_ssid: string;
  wifi_password: string;
  participant_count: number;
  next_number: number;
  created_at: number;
}

interface PrizeRow {
  id: string;
  name: string;
  description: string;
  rank: number;
  quantity: number;
  winners_per_draw: number;
  image_id: string | null;
  drawn: number;
}

interface DrawRow {
  id: string;
  epoch: number;
  draw: number;
  prize_id: string | null;
  prize_name: string;
  prize_rank: number;
  prize_description: string;
  image_id: string | null;
  entry_count: number;
  decided_at: number;
  spin_ms: number;
  revealed_at: number | null;
  dismissed_at: number | null;
}

interface WinRow {
  draw_number: number;
  claim_code: string;
  claimed_at: number | null;
}

const DRAW_COLUMNS = `id, epoch, draw, prize_id, prize_name, prize_rank, prize_description, image_id, entry_count,
  decided_at, spin_ms, revealed_at, dismissed_at`;

const PRIZE_QUERY = `SELECT p.id, p.name, p.description, p.rank, p.quantity, p.winners_per_draw, p.image_id,
  (SELECT count(*) FROM draws d JOIN wins w ON w.draw_id = d.id WHERE d.prize_id = p.id) AS drawn FROM prizes p`;

const LAST_DRAW_OF_CHAIN = 1024;

const toEvent = (row: EventRow): EventRecord => ({
  id: row.id,
  name: row.name,
  numberWidth: row.number_width,
  spinMs: row.spin_ms,
  capacity: row.capacity,
  registrationOpen: row.registration_open === 1,
  joinRound: row.join_round,
  wifiSsid: row.wifi_ssid,
  wifiPassword: row.wifi_password,
  participantCount: row.participant_count,
  createdAt: row.created_at,
});

const toPrize = (row: PrizeRow): PrizeRecord => ({
  id: row.id,
  name: row.name,
  description: row.description,
  rank: row.rank,
  quantity: row.quantity,
  winnersPerDraw: row.winners_per_draw,
  imageId: row.image_id,
  drawn: row.drawn,
});

const EVENT_COLUMNS: Record<keyof EventPatch, string> = {
  name: 'name',
  numberWidth: 'number_width',
  spinMs: 'spin_ms',
  capacity: 'capacity',
  registrationOpen: 'registration_open',
  wifiSsid: 'wifi_ssid',
  wifiPassword: 'wifi_password',
};

const PRIZE_COLUMNS: Record<keyof PrizePatch, string> = {
  name: 'name',
  description: 'description',
  rank: 'rank',
  quantity: 'quantity',
  winnersPerDraw: 'winners_per_draw',
  imageId: 'image_id',
};

/** `a = ?, b = ?` and the values, for the columns that a patch names. */
const assignments = (columns: Readonly<Record<string, string>>, patch: object): { sql: string; values: unknown[] } => {
  const given = Object.entries(patch).filter(([key, value]) => key in columns && value !== undefined);
  return {
    sql: given.map(([key]) => `${columns[key]} = ?`).join(', '),
    values: given.map(([, value]) => (typeof value === 'boolean' ? Number(value) : value)),
  };
};

/**
 * The default store: one SQLite file in `dataDir`. Calls run to their end one after the other; each write is one
 * transaction, on the disk when its promise resolves.
 * @throws StorageError when the file cannot be used (see openDatabase), and later when the disk is full.
 */
export const createSqliteStorage = (
  dataDir: string,
  open: (dataDir: string) => Database.Database = openDatabase,
): Storage => {
  const db = open(dataDir);

  const statements = new Map<string, Database.Statement>();
  /** A prepared statement, prepared once. The row's shape is the caller's word: it stands in the SQL beside it. */
  const sql = <Row = unknown>(text: string): Database.Statement<unknown[], Row> => {
    let statement = statements.get(text);
    if (!statement) statements.set(text, (statement = db.prepare(text)));
    return statement as Database.Statement<unknown[], Row>;
  };

  const keep = <T>(once: Once<T> | null, outcome: T): void => {
    if (!once) return;
    sql('INSERT INTO answers (key, fingerprint, answer, kept_at) VALUES (?, ?, ?, ?)').run(
      once.key,
      once.fingerprint,
      once.answer(outcome),
      once.at,
    );
  };

  /** One atomic, durable change. A full disk is told apart; the change is then undone whole. */
  const write = async <T>(change: () => T): Promise<T> => {
    try {
      return db.transaction(change).immediate();
    } catch (error) {
      if (sqliteCode(error) === 'SQLITE_FULL') {
        throw new StorageError(
          'full',
          'The disk is full: the change was not made. Free some space and try again.',
          error,
        );
      }
      throw error;
    }
  };

  const eventRow = (eventId: string): EventRow => {
    const row = sql<EventRow>('SELECT * FROM events WHERE id = ?').get(eventId);
    if (!row) throw new Error(`no such event: ${eventId}`);
    return row;
  };

  const prizesOf = (eventId: string): PrizeRecord[] =>
    sql<PrizeRow>(`${PRIZE_QUERY} WHERE p.event_id = ? ORDER BY p.position, p.created_at, p.id`)
      .all(eventId)
      .map(toPrize);

  const prizeOf = (eventId: string, id: string): PrizeRecord => {
    const row = sql<PrizeRow>(`${PRIZE_QUERY} WHERE p.event_id = ? AND p.id = ?`).get(eventId, id);
    if (!row) throw new Error(`no such prize: ${id}`);
    return toPrize(row);
  };

  const reservesOf = (drawId: string): number[] =>
    sql<{ draw_number: number }>('SELECT draw_number FROM reserves WHERE draw_id = ? ORDER BY position')
      .all(drawId)
      .map((row) => row.draw_number);

  const winsOf = (drawId: string): WinRow[] =>
    sql<WinRow>('SELECT draw_number, claim_code, claimed_at FROM wins WHERE draw_id = ? ORDER BY position').all(drawId);

  const toDraw = (row: DrawRow): DrawRecord => ({
    id: row.id,
    epoch: row.epoch,
    draw: row.draw,
    prizeId: row.prize_id,
    prizeName: row.prize_name,
    prizeRank: row.prize_rank,
    prizeDescription: row.prize_description,
    imageId: row.image_id,
    entryCount: row.entry_count,
    decidedAt: row.decided_at,
    spinMs: row.spin_ms,
    revealedAt: row.revealed_at,
    dismissedAt: row.dismissed_at,
    winners: winsOf(row.id).map((win) => ({
      drawNumber: win.draw_number,
      claimCode: win.claim_code,
      claimedAt: win.claimed_at,
    })),
    reserves: reservesOf(row.id),
  });

  const keptAnswer = (key: Uint8Array) =>
    sql<{ fingerprint: Buffer; answer: Buffer }>('SELECT fingerprint, answer FROM answers WHERE key = ?').get(key) ??
    null;

  const register = (eventId: string, newcomers: readonly Newcomer[]): RegisterOutcome[] => {
    const event = eventRow(eventId);
    const find = sql<{ draw_number: number }>('SELECT draw_number FROM participants WHERE event_id = ? AND holder = ?');
    const insert = sql(
      'INSERT INTO participants (event_id, draw_number, holder, commitment, created_at) VALUES (?, ?, ?, ?, ?)',
    );
    let nextNumber = event.next_number;
    let count = event.participant_count;
    const outcomes = newcomers.map((newcomer): RegisterOutcome => {
      const kept = newcomer.once ? keptAnswer(newcomer.once.key) : null;
      if (kept) return { kind: 'repeated', kept };
      const known = newcomer.knownHolder ? find.get(eventId, newcomer.knownHolder) : undefined;
      if (known) return { kind: 'registered', drawNumber: known.draw_number, isExisting: true };
      if (event.registration_open === 0) return { kind: 'refused', code: 'registration_closed' };
      if (count >= event.capacity) return { kind: 'refused', code: 'event_full' };
      if (!newcomer.mayBeNew) return { kind: 'refused', code: 'too_many_registrations' };
      const registered = { drawNumber: nextNumber, isExisting: false };
      insert.run(eventId, nextNumber, newcomer.newHolder, newcomer.commitment, newcomer.at);
      keep(newcomer.once, registered);
      nextNumber += 1;
      count += 1;
      return { kind: 'registered', ...registered };
    });
    if (nextNumber > event.next_number) {
      sql('UPDATE events SET next_number = ?, participant_count = ? WHERE id = ?').run(nextNumber, count, eventId);
    }
    return outcomes;
  };

  return {
    openEvent: (firstEvent) =>
      write(() => {
        const active = sql<EventRow>('SELECT * FROM events WHERE active = 1').get();
        if (active) return toEvent(active);
        sql(
          `INSERT INTO events (id, name, number_width, spin_ms, capacity, registration_open, join_round, wifi_ssid,
            wifi_password, participant_count, next_number, active, created_at)
          VALUES (?, ?, 3, 6000, 100000, 1, 1, '', '', 0, 1, 1, ?)`,
        ).run(firstEvent.id, firstEvent.name, firstEvent.at);
        sql('INSERT INTO seals (event_id, epoch, tip, next_draw) VALUES (?, 1, ?, 1)').run(
          firstEvent.id,
          firstEvent.tip,
        );
        return toEvent(eventRow(firstEvent.id));
      }),

    event: async (eventId) => toEvent(eventRow(eventId)),

    updateEvent: (eventId, patch, once) =>
      write(() => {
        const { sql: set, values } = assignments(EVENT_COLUMNS, patch);
        if (set !== '') sql(`UPDATE events SET ${set} WHERE id = ?`).run(...values, eventId);
        const event = toEvent(eventRow(eventId));
        keep(once, event);
        return event;
      }),

    seal: async (eventId) => {
      const row = sql<{ epoch: number; tip: Buffer; next_draw: number }>(
        'SELECT epoch, tip, next_draw FROM seals WHERE event_id = ? ORDER BY epoch DESC LIMIT 1',
      ).get(eventId);
      if (!row) throw new Error(`no seal for event ${eventId}`);
      return { epoch: row.epoch, tip: row.tip, nextDraw: row.next_draw };
    },

    registerParticipants: (eventId, newcomers) => write(() => register(eventId, newcomers)),

    findParticipant: async (eventId, holder) => {
      const participant = sql<{ draw_number: number }>(
        'SELECT draw_number FROM participants WHERE event_id = ? AND holder = ?',
      ).get(eventId, holder);
      if (!participant) return null;
      const wins = sql<WinRow & DrawRow>(
        `SELECT w.draw_number, w.claim_code, w.claimed_at, d.* FROM wins w JOIN draws d ON d.id = w.draw_id
        JOIN events e ON e.id = w.event_id AND e.join_round = w.join_round
        WHERE w.event_id = ? AND w.draw_number = ? AND d.revealed_at IS NOT NULL ORDER BY d.decided_at DESC`,
      ).all(eventId, participant.draw_number);
      return {
        drawNumber: participant.draw_number,
        wins: wins.map((win): ParticipantWin => ({
          drawId: win.id,
          draw: win.draw,
          drawNumber: win.draw_number,
          claimCode: win.claim_code,
          claimedAt: win.claimed_at,
          prizeName: win.prize_name,
          prizeRank: win.prize_rank,
          prizeDescription: win.prize_description,
          imageId: win.image_id,
          decidedAt: win.decided_at,
        })),
      };
    },

    participants: async (eventId, after, limit) =>
      sql<{ draw_number: number; created_at: number; prizes: string }>(
        `SELECT p.draw_number, p.created_at,
          (SELECT json_group_array(d.prize_name) FROM wins w JOIN draws d ON d.id = w.draw_id
            JOIN events e ON e.id = w.event_id AND e.join_round = w.join_round
            WHERE w.event_id = p.event_id AND w.draw_number = p.draw_number AND d.revealed_at IS NOT NULL) AS prizes
        FROM participants p WHERE p.event_id = ? AND p.draw_number > ? ORDER BY p.draw_number LIMIT ?`,
      )
        .all(eventId, after, limit)
        .map((row): ParticipantRecord => ({
          drawNumber: row.draw_number,
          createdAt: row.created_at,
          prizes: JSON.parse(row.prizes) as string[],
        })),

    winnerCount: async (eventId) =>
      sql<{ wins: number }>(
        `SELECT count(*) AS wins FROM wins w JOIN events e ON e.id = w.event_id AND e.join_round = w.join_round
        WHERE w.event_id = ?`,
      ).get(eventId)?.wins ?? 0,

    eligibleEntries: async (eventId) =>
      sql<[number, number, string, string | null]>(
        `SELECT p.draw_number, p.weight, lower(hex(p.holder)),
          CASE WHEN p.commitment IS NULL THEN NULL ELSE lower(hex(p.commitment)) END
        FROM participants p JOIN events e ON e.id = p.event_id
        WHERE p.event_id = ? AND NOT EXISTS (SELECT 1 FROM wins w
          WHERE w.event_id = p.event_id AND w.join_round = e.join_round AND w.draw_number = p.draw_number)
        ORDER BY p.draw_number`,
      )
        .raw()
        .all(eventId) as StoredEntry[],

    prizes: async (eventId) => prizesOf(eventId),

    createPrize: (eventId, prize, at, once) =>
      write(() => {
        sql(
          `INSERT INTO prizes (id, event_id, name, description, rank, quantity, winners_per_draw, position, created_at)
          VALUES (?, ?, ?, ?, ?, ?, ?, (SELECT coalesce(max(position), 0) + 1 FROM prizes WHERE event_id = ?), ?)`,
        ).run(
          prize.id,
          eventId,
          prize.name,
          prize.description,
          prize.rank,
          prize.quantity,
          prize.winnersPerDraw,
          eventId,
          at,
        );
        const created = prizeOf(eventId, prize.id);
        keep(once, created);
        return created;
      }),

    updatePrize: (eventId, id, patch, once) =>
      write(() => {
        const { sql: set, values } = assignments(PRIZE_COLUMNS, patch);
        if (set !== '') sql(`UPDATE prizes SET ${set} WHERE event_id = ? AND id = ?`).run(...values, eventId, id);
        const updated = prizeOf(eventId, id);
        keep(once, updated);
        return updated;
      }),

    deletePrize: (eventId, id, once) =>
      write(() => {
        sql('DELETE FROM prizes WHERE event_id = ? AND id = ?').run(eventId, id);
        keep(once, undefined);
      }),

    orderPrizes: (eventId, ids, once) =>
      write(() => {
        const place = sql('UPDATE prizes SET position = ? WHERE event_id = ? AND id = ?');
        ids.forEach((id, index) => place.run(index + 1, eventId, id));
        const ordered = prizesOf(eventId);
        keep(once, ordered);
        return ordered;
      }),

    putImage: (image) =>
      write(() => {
        sql('INSERT OR IGNORE INTO images (id, type, bytes, created_at) VALUES (?, ?, ?, ?)').run(
          image.id,
          image.type,
          image.bytes,
          image.at,
        );
      }),

    image: async (id) =>
      sql<{ type: string; bytes: Buffer }>('SELECT type, bytes FROM images WHERE id = ?').get(id) ?? null,

    recordDraw: (eventId, draw, claimCode, nextTip, once) =>
      write(() => {
        const advanced = sql('UPDATE seals SET next_draw = ? WHERE event_id = ? AND epoch = ? AND next_draw = ?').run(
          draw.draw + 1,
          eventId,
          draw.epoch,
          draw.draw,
        );
        if (advanced.changes !== 1) throw new Error(`draw ${draw.draw} of epoch ${draw.epoch} was used already`);
        if (draw.draw === LAST_DRAW_OF_CHAIN) {
          sql('INSERT INTO seals (event_id, epoch, tip, next_draw) VALUES (?, ?, ?, 1)').run(
            eventId,
            draw.epoch + 1,
            nextTip,
          );
        }
        sql(
          `INSERT INTO draws (id, event_id, epoch, draw, prize_id, prize_name, prize_rank, prize_description, image_id,
            entry_count, decided_at, spin_ms, announcement, entries, room, entropy)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        ).run(
          draw.id,
          eventId,
          draw.epoch,
          draw.draw,
          draw.prizeId,
          draw.prizeName,
          draw.prizeRank,
          draw.prizeDescription,
          draw.imageId,
          draw.entryCount,
          draw.decidedAt,
          draw.spinMs,
          draw.announcement,
          draw.entries,
          draw.room,
          draw.entropy,
        );
        const { join_round: round } = eventRow(eventId);
        const taken = sql('SELECT 1 FROM wins WHERE event_id = ? AND claim_code = ?');
        const insertWin = sql(
          'INSERT INTO wins (draw_id, event_id, join_round, position, draw_number, claim_code) VALUES (?, ?, ?, ?, ?, ?)',
        );
        draw.winners.forEach((drawNumber, index) => {
          let code = claimCode();
          while (taken.get(eventId, code) !== undefined) code = claimCode();
          insertWin.run(draw.id, eventId, round, index + 1, drawNumber, code);
        });
        const insertReserve = sql('INSERT INTO reserves (draw_id, position, draw_number) VALUES (?, ?, ?)');
        draw.reserves.forEach((drawNumber, index) => insertReserve.run(draw.id, index + 1, drawNumber));
        const row = sql<DrawRow>(`SELECT ${DRAW_COLUMNS} FROM draws WHERE id = ?`).get(draw.id);
        if (!row) throw new Error(`draw ${draw.id} was not stored`);
        const recorded = toDraw(row);
        keep(once, recorded);
        return recorded;
      }),

    markRevealed: (drawId, at) =>
      write(() => {
        sql('UPDATE draws SET revealed_at = ? WHERE id = ? AND revealed_at IS NULL').run(at, drawId);
      }),

    markDismissed: (drawId, at, once) =>
      write(() => {
        sql('UPDATE draws SET dismissed_at = ? WHERE id = ? AND dismissed_at IS NULL').run(at, drawId);
        keep(once, undefined);
      }),

    draws: async (eventId) =>
      sql<DrawRow>(`SELECT ${DRAW_COLUMNS} FROM draws WHERE event_id = ? ORDER BY epoch DESC, draw DESC`)
        .all(eventId)
        .map(toDraw),

    drawEvidence: async (drawId) => {
      const row = sql<{
        event_id: string;
        draw: number;
        revealed_at: number | null;
        tip: Buffer;
        announcement: string;
        entries: string;
        room: string;
        entropy: string;
      }>(
        `SELECT d.event_id, d.draw, d.revealed_at, s.tip, d.announcement, d.entries, d.room, d.entropy
        FROM draws d JOIN seals s ON s.event_id = d.event_id AND s.epoch = d.epoch WHERE d.id = ?`,
      ).get(drawId);
      if (!row) return null;
      return {
        eventId: row.event_id,
        draw: row.draw,
        revealedAt: row.revealed_at,
        tip: row.tip,
        announcement: row.announcement,
        entries: row.entries,
        room: row.room,
        entropy: row.entropy,
        winners: winsOf(drawId).map((win) => win.draw_number),
        reserves: reservesOf(drawId),
      };
    },

    claim: (eventId, code, at, once) =>
      write(() => {
        const win = sql<WinRow & { draw_id: string; prize_name: string; prize_rank: number }>(
          `SELECT w.draw_number, w.claim_code, w.claimed_at, w.draw_id, d.prize_name, d.prize_rank
          FROM wins w JOIN draws d ON d.id = w.draw_id
          WHERE w.event_id = ? AND w.claim_code = ? AND d.revealed_at IS NOT NULL`,
        ).get(eventId, code);
        if (!win) return { kind: 'unknown' } as const;
        if (win.claimed_at !== null) return { kind: 'already', claimedAt: win.claimed_at } as const;
        sql('UPDATE wins SET claimed_at = ? WHERE event_id = ? AND claim_code = ?').run(at, eventId, code);
        const claimed = {
          kind: 'claimed',
          drawNumber: win.draw_number,
          prizeName: win.prize_name,
          prizeRank: win.prize_rank,
          claimedAt: at,
        } as const;
        keep(once, claimed);
        return claimed;
      }),

    reset: (eventId, what, once) =>
      write(() => {
        const removedDraws = what.draws ? sql('DELETE FROM draws WHERE event_id = ?').run(eventId).changes : 0;
        let removedParticipants = 0;
        if (what.participants) {
          removedParticipants = sql('DELETE FROM participants WHERE event_id = ?').run(eventId).changes;
          sql('UPDATE events SET next_number = 1, participant_count = 0, join_round = join_round + 1 WHERE id = ?').run(
            eventId,
          );
        }
        const outcome = { removedParticipants, removedDraws };
        keep(once, outcome);
        return outcome;
      }),

    copyTo: async (file) => {
      try {
        sql('VACUUM INTO ?').run(file);
      } catch (error) {
        rmSync(file, { force: true });
        if (sqliteCode(error) === 'SQLITE_FULL') {
          throw new StorageError('full', 'The disk is full: no copy could be kept, so nothing was changed.', error);
        }
        throw error;
      }
    },

    keptAnswer: async (key) => keptAnswer(key),

    setting: async (key) => sql<{ value: string }>('SELECT value FROM settings WHERE key = ?').get(key)?.value ?? null,

    putSetting: (key, value) =>
      write(() => {
        if (value === null) sql('DELETE FROM settings WHERE key = ?').run(key);
        else
          sql(
            'INSERT INTO settings (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
          ).run(key, value);
      }),

    addSession: (tokenHash, session) =>
      write(() => {
        sql('INSERT INTO sessions (token_hash, role, origin, expires_at) VALUES (?, ?, ?, ?)').run(
          tokenHash,
          session.role,
          session.origin,
          session.expiresAt,
        );
      }),

    session: async (tokenHash) => {
      const row = sql<{ role: 'admin'; origin: 'password' | 'ticket'; expires_at: number }>(
        'SELECT role, origin, expires_at FROM sessions WHERE token_hash = ?',
      ).get(tokenHash);
      return row ? ({ role: row.role, origin: row.origin, expiresAt: row.expires_at } satisfies SessionRecord) : null;
    },

    extendSession: (tokenHash, expiresAt) =>
      write(() => {
        sql('UPDATE sessions SET expires_at = ? WHERE token_hash = ?').run(expiresAt, tokenHash);
      }),

    endSession: (tokenHash) =>
      write(() => {
        sql('DELETE FROM sessions WHERE token_hash = ?').run(tokenHash);
      }),

    endOtherSessions: (tokenHash) =>
      write(() => {
        sql('DELETE FROM sessions WHERE token_hash <> ?').run(tokenHash);
      }),

    purge: (now, answersBefore) =>
      write(() => {
        sql('DELETE FROM sessions WHERE expires_at <= ?').run(now);
        sql('DELETE FROM answers WHERE kept_at < ?').run(answersBefore);
      }),

    close: async () => {
      db.close();
    },
  };
};
