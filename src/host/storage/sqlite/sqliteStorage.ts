import { rmSync } from 'node:fs';
import type Database from 'better-sqlite3';
import { chainLength, sealOf } from '../../../core/fairness/chain.ts';
import { logHash, NO_PREVIOUS } from '../../../core/log/logChain.ts';
import {
  StorageError,
  type Decision,
  type Deed,
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
  entropy_window_ms: number;
  room_entropy: number;
  spoken_entropy: number;
  beacon_entropy: number;
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
  tip: Buffer;
  announcement: string;
  announced_at: number;
  window_ms: number;
  spin_ms: number;
  decided_at: number | null;
  entropy: string | null;
  revealed_at: number | null;
  dismissed_at: number | null;
}

interface WinRow {
  draw_number: number;
  claim_code: string;
  claimed_at: number | null;
}

const DRAW_QUERY = `SELECT d.id, d.epoch, d.draw, d.prize_id, d.prize_name, d.prize_rank, d.prize_description, d.image_id,
  d.entry_count, d.announcement, d.announced_at, d.window_ms, d.spin_ms, d.decided_at, d.entropy, d.revealed_at,
  d.dismissed_at, s.tip FROM draws d JOIN seals s ON s.event_id = d.event_id AND s.epoch = d.epoch`;

const PRIZE_QUERY = `SELECT p.id, p.name, p.description, p.rank, p.quantity, p.winners_per_draw, p.image_id,
  (SELECT count(*) FROM draws d JOIN wins w ON w.draw_id = d.id WHERE d.prize_id = p.id) AS drawn FROM prizes p`;

/** What a patch names. */
const given = (patch: object): Record<string, unknown> =>
  Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined));

/** What somebody put into the log by hand may be anything, and must not stop who reads it: its hash tells. */
const readDetails = (details: string): unknown => {
  try {
    return JSON.parse(details) as unknown;
  } catch {
    return details;
  }
};

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
  entropyWindowMs: row.entropy_window_ms,
  roomEntropy: row.room_entropy === 1,
  spokenEntropy: row.spoken_entropy === 1,
  beaconEntropy: row.beacon_entropy === 1,
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
  entropyWindowMs: 'entropy_window_ms',
  roomEntropy: 'room_entropy',
  spokenEntropy: 'spoken_entropy',
  beaconEntropy: 'beacon_entropy',
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

  /** Writes a deed into the log, chained to the record before, and keeps its answer for a repetition. */
  const done = <T>(eventId: string, deed: Deed<T>, outcome: T, action: string, details: unknown): void => {
    const last = sql<{ seq: number; hash: Buffer }>('SELECT seq, hash FROM log ORDER BY seq DESC LIMIT 1').get();
    const previous = last ? last.hash.toString('hex') : NO_PREVIOUS;
    const seq = (last?.seq ?? 0) + 1;
    const hash = logHash(previous, { seq, event: eventId, at: deed.at, actor: deed.actor, action, details });
    sql(
      'INSERT INTO log (seq, event_id, at, actor, action, details, previous, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    ).run(
      seq,
      eventId,
      deed.at,
      deed.actor,
      action,
      JSON.stringify(details),
      Buffer.from(previous, 'hex'),
      Buffer.from(hash, 'hex'),
    );
    keep(deed.once, outcome);
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
    tip: row.tip,
    entryCount: row.entry_count,
    announcement: row.announcement,
    announcedAt: row.announced_at,
    windowMs: row.window_ms,
    spinMs: row.spin_ms,
    decidedAt: row.decided_at,
    entropy: row.entropy,
    revealedAt: row.revealed_at,
    dismissedAt: row.dismissed_at,
    winners: winsOf(row.id).map((win) => ({
      drawNumber: win.draw_number,
      claimCode: win.claim_code,
      claimedAt: win.claimed_at,
    })),
    reserves: reservesOf(row.id),
  });

  const drawOf = (drawId: string): DrawRecord => {
    const row = sql<DrawRow>(`${DRAW_QUERY} WHERE d.id = ?`).get(drawId);
    if (!row) throw new Error(`no such draw: ${drawId}`);
    return toDraw(row);
  };

  const decide = (
    eventId: string,
    drawId: string,
    decision: Decision,
    claimCode: () => string,
    deed: Deed<DrawRecord>,
  ): DrawRecord => {
    const decided = sql(
      `UPDATE draws SET decided_at = ?, room = ?, entropy = ?
      WHERE id = ? AND decided_at IS NULL AND abandoned_at IS NULL`,
    ).run(decision.decidedAt, decision.room, decision.entropy, drawId);
    if (decided.changes !== 1) throw new Error(`draw ${drawId} cannot be decided`);
    const { join_round: round } = eventRow(eventId);
    const taken = sql('SELECT 1 FROM wins WHERE event_id = ? AND claim_code = ?');
    const insertWin = sql(
      'INSERT INTO wins (draw_id, event_id, join_round, position, draw_number, claim_code) VALUES (?, ?, ?, ?, ?, ?)',
    );
    decision.winners.forEach((drawNumber, index) => {
      let code = claimCode();
      while (taken.get(eventId, code) !== undefined) code = claimCode();
      insertWin.run(drawId, eventId, round, index + 1, drawNumber, code);
    });
    const insertReserve = sql('INSERT INTO reserves (draw_id, position, draw_number) VALUES (?, ?, ?)');
    decision.reserves.forEach((drawNumber, index) => insertReserve.run(drawId, index + 1, drawNumber));
    const spend = sql('UPDATE participants SET entropy_step = ? WHERE event_id = ? AND draw_number = ?');
    for (const [drawNumber, step] of decision.steps) spend.run(step, eventId, drawNumber);
    const record = drawOf(drawId);
    done(eventId, deed, record, 'draw_decided', {
      draw_id: drawId,
      entropy: JSON.parse(decision.entropy) as unknown,
      winners: [...decision.winners],
      reserves: [...decision.reserves],
    });
    return record;
  };

  const keptAnswer = (key: Uint8Array) =>
    sql<{ fingerprint: Buffer; answer: Buffer }>('SELECT fingerprint, answer FROM answers WHERE key = ?').get(key) ??
    null;

  /** How many draws the event has announced, abandoned and erased ones included. */
  const drawsAnnounced = (eventId: string): number => {
    const seal = sql<{ epoch: number; next_draw: number }>(
      'SELECT epoch, next_draw FROM seals WHERE event_id = ? ORDER BY epoch DESC LIMIT 1',
    ).get(eventId);
    return seal ? (seal.epoch - 1) * chainLength + seal.next_draw - 1 : 0;
  };

  const register = (eventId: string, newcomers: readonly Newcomer[]): RegisterOutcome[] => {
    const event = eventRow(eventId);
    const find = sql<{ draw_number: number }>('SELECT draw_number FROM participants WHERE event_id = ? AND holder = ?');
    const insert = sql(
      `INSERT INTO participants (event_id, draw_number, holder, commitment, created_at, joined_after)
      VALUES (?, ?, ?, ?, ?, ?)`,
    );
    const drawsBefore = drawsAnnounced(eventId);
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
      insert.run(eventId, nextNumber, newcomer.newHolder, newcomer.commitment, newcomer.at, drawsBefore);
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
        // Entries of a draw that was never announced: a crash came between.
        sql('DELETE FROM draw_entries WHERE draw_id NOT IN (SELECT id FROM draws)').run();
        const active = sql<EventRow>('SELECT * FROM events WHERE active = 1').get();
        if (active) return toEvent(active);
        sql(
          `INSERT INTO events (id, name, number_width, spin_ms, capacity, registration_open, join_round, wifi_ssid,
            wifi_password, entropy_window_ms, room_entropy, spoken_entropy, beacon_entropy, participant_count,
            next_number, active, created_at)
          VALUES (?, ?, 3, 6000, 100000, 1, 1, '', '', 3000, 1, 0, 0, 0, 1, 1, ?)`,
        ).run(firstEvent.id, firstEvent.name, firstEvent.at);
        sql('INSERT INTO seals (event_id, epoch, tip, next_draw) VALUES (?, 1, ?, 1)').run(
          firstEvent.id,
          firstEvent.tip,
        );
        done(firstEvent.id, { actor: 'host', at: firstEvent.at, once: null }, undefined, 'event_made', {
          name: firstEvent.name,
          seal: sealOf(Buffer.from(firstEvent.tip).toString('hex')),
        });
        return toEvent(eventRow(firstEvent.id));
      }),

    event: async (eventId) => toEvent(eventRow(eventId)),

    updateEvent: (eventId, patch, deed) =>
      write(() => {
        const { sql: set, values } = assignments(EVENT_COLUMNS, patch);
        if (set !== '') sql(`UPDATE events SET ${set} WHERE id = ?`).run(...values, eventId);
        const event = toEvent(eventRow(eventId));
        // The Wi-Fi's password is a password: the log says that it changed, not to what.
        const { wifiPassword, ...named } = patch;
        done(eventId, deed, event, 'event_changed', {
          ...given(named),
          ...(wifiPassword === undefined ? {} : { wifiPassword: '(changed)' }),
        });
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
          decidedAt: win.decided_at ?? 0,
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

    eligibleEntries: async (eventId, after, limit) =>
      sql<[number, number, string, string | null]>(
        `SELECT p.draw_number, p.weight, lower(hex(p.holder)),
          CASE WHEN p.commitment IS NULL THEN NULL ELSE lower(hex(p.commitment)) END
        FROM participants p JOIN events e ON e.id = p.event_id
        WHERE p.event_id = ? AND p.draw_number > ? AND NOT EXISTS (SELECT 1 FROM wins w
          WHERE w.event_id = p.event_id AND w.join_round = e.join_round AND w.draw_number = p.draw_number)
        ORDER BY p.draw_number LIMIT ?`,
      )
        .raw()
        .all(eventId, after, limit) as StoredEntry[],

    contributor: async (eventId, holder) => {
      const row = sql<{ draw_number: number; commitment: Buffer | null; entropy_step: number; joined_after: number }>(
        `SELECT draw_number, commitment, entropy_step, joined_after FROM participants
        WHERE event_id = ? AND holder = ?`,
      ).get(eventId, holder);
      if (!row) return null;
      const commitment = row.commitment?.toString('hex') ?? null;
      return {
        drawNumber: row.draw_number,
        commitment,
        entropyStep: row.entropy_step,
        joinedAfter: row.joined_after,
      };
    },

    prizes: async (eventId) => prizesOf(eventId),

    createPrize: (eventId, prize, deed) =>
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
          deed.at,
        );
        const created = prizeOf(eventId, prize.id);
        done(eventId, deed, created, 'prize_added', { ...prize });
        return created;
      }),

    updatePrize: (eventId, id, patch, deed) =>
      write(() => {
        const { sql: set, values } = assignments(PRIZE_COLUMNS, patch);
        if (set !== '') sql(`UPDATE prizes SET ${set} WHERE event_id = ? AND id = ?`).run(...values, eventId, id);
        const updated = prizeOf(eventId, id);
        done(eventId, deed, updated, 'prize_changed', { id, ...given(patch) });
        return updated;
      }),

    deletePrize: (eventId, id, deed) =>
      write(() => {
        const { name } = prizeOf(eventId, id);
        sql('DELETE FROM prizes WHERE event_id = ? AND id = ?').run(eventId, id);
        done(eventId, deed, undefined, 'prize_deleted', { id, name });
      }),

    orderPrizes: (eventId, ids, deed) =>
      write(() => {
        const place = sql('UPDATE prizes SET position = ? WHERE event_id = ? AND id = ?');
        ids.forEach((id, index) => place.run(index + 1, eventId, id));
        const ordered = prizesOf(eventId);
        done(eventId, deed, ordered, 'prizes_ordered', { ids: [...ids] });
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

    putEntries: (drawId, part, entries) =>
      write(() => {
        sql('INSERT INTO draw_entries (draw_id, part, entries) VALUES (?, ?, ?)').run(drawId, part, entries);
      }),

    entriesPart: async (drawId, part) =>
      sql<{ entries: string }>('SELECT entries FROM draw_entries WHERE draw_id = ? AND part = ?').get(drawId, part)
        ?.entries ?? null,

    announceDraw: (eventId, draw, decision, claimCode, nextTip, deed) =>
      write(() => {
        const advanced = sql('UPDATE seals SET next_draw = ? WHERE event_id = ? AND epoch = ? AND next_draw = ?').run(
          draw.draw + 1,
          eventId,
          draw.epoch,
          draw.draw,
        );
        if (advanced.changes !== 1) throw new Error(`draw ${draw.draw} of epoch ${draw.epoch} was used already`);
        if (draw.draw === chainLength) {
          sql('INSERT INTO seals (event_id, epoch, tip, next_draw) VALUES (?, ?, ?, 1)').run(
            eventId,
            draw.epoch + 1,
            nextTip,
          );
        }
        sql(
          `INSERT INTO draws (id, event_id, epoch, draw, prize_id, prize_name, prize_rank, prize_description, image_id,
            entry_count, announcement, announced_at, window_ms, spin_ms)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
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
          draw.announcement,
          draw.announcedAt,
          draw.windowMs,
          draw.spinMs,
        );
        const log = { draw_id: draw.id, announcement: JSON.parse(draw.announcement) as unknown };
        if (!decision) {
          const announced = drawOf(draw.id);
          done(eventId, deed, announced, 'draw_announced', log);
          return announced;
        }
        done(eventId, { ...deed, once: null }, undefined, 'draw_announced', log);
        return decide(eventId, draw.id, decision, claimCode, deed);
      }),

    decideDraw: (eventId, drawId, decision, claimCode, deed) =>
      write(() => decide(eventId, drawId, decision, claimCode, deed)),

    abandonDraw: (eventId, drawId, deed) =>
      write(() => {
        const given = sql(
          'UPDATE draws SET abandoned_at = ? WHERE id = ? AND decided_at IS NULL AND abandoned_at IS NULL',
        ).run(deed.at, drawId);
        if (given.changes !== 1) throw new Error(`draw ${drawId} cannot be abandoned`);
        done(eventId, deed, undefined, 'draw_abandoned', { draw_id: drawId });
      }),

    stageDraw: async (eventId) => {
      const row = sql<DrawRow>(
        `${DRAW_QUERY} WHERE d.id = (SELECT id FROM draws WHERE event_id = ? ORDER BY epoch DESC, draw DESC LIMIT 1)
        AND d.abandoned_at IS NULL AND d.dismissed_at IS NULL`,
      ).get(eventId);
      return row ? toDraw(row) : null;
    },

    markRevealed: (eventId, drawId, deed) =>
      write(() => {
        const marked = sql('UPDATE draws SET revealed_at = ? WHERE id = ? AND revealed_at IS NULL').run(
          deed.at,
          drawId,
        );
        if (marked.changes === 1) done(eventId, deed, undefined, 'draw_revealed', { draw_id: drawId });
      }),

    markDismissed: (eventId, drawId, deed) =>
      write(() => {
        sql('UPDATE draws SET dismissed_at = ? WHERE id = ? AND dismissed_at IS NULL').run(deed.at, drawId);
        done(eventId, deed, undefined, 'draw_dismissed', { draw_id: drawId });
      }),

    draws: async (eventId) =>
      sql<DrawRow>(`${DRAW_QUERY} WHERE d.event_id = ? AND d.decided_at IS NOT NULL ORDER BY d.epoch DESC, d.draw DESC`)
        .all(eventId)
        .map(toDraw),

    drawEvidence: async (drawId) => {
      const row = sql<{
        event_id: string;
        draw: number;
        decided_at: number | null;
        revealed_at: number | null;
        tip: Buffer;
        announcement: string;
        room: string | null;
        entropy: string | null;
      }>(
        `SELECT d.event_id, d.draw, d.decided_at, d.revealed_at, s.tip, d.announcement, d.room, d.entropy
        FROM draws d JOIN seals s ON s.event_id = d.event_id AND s.epoch = d.epoch WHERE d.id = ?`,
      ).get(drawId);
      if (!row) return null;
      return {
        eventId: row.event_id,
        draw: row.draw,
        decidedAt: row.decided_at,
        revealedAt: row.revealed_at,
        tip: row.tip,
        announcement: row.announcement,
        room: row.room,
        entropy: row.entropy,
        winners: winsOf(drawId).map((win) => win.draw_number),
        reserves: reservesOf(drawId),
      };
    },

    claim: (eventId, code, deed) =>
      write(() => {
        const win = sql<WinRow & { draw_id: string; prize_name: string; prize_rank: number }>(
          `SELECT w.draw_number, w.claim_code, w.claimed_at, w.draw_id, d.prize_name, d.prize_rank
          FROM wins w JOIN draws d ON d.id = w.draw_id
          WHERE w.event_id = ? AND w.claim_code = ? AND d.revealed_at IS NOT NULL`,
        ).get(eventId, code);
        if (!win) return { kind: 'unknown' } as const;
        if (win.claimed_at !== null) return { kind: 'already', claimedAt: win.claimed_at } as const;
        sql('UPDATE wins SET claimed_at = ? WHERE event_id = ? AND claim_code = ?').run(deed.at, eventId, code);
        const claimed = {
          kind: 'claimed',
          drawNumber: win.draw_number,
          prizeName: win.prize_name,
          prizeRank: win.prize_rank,
          claimedAt: deed.at,
        } as const;
        done(eventId, deed, claimed, 'win_claimed', { draw_id: win.draw_id, draw_number: win.draw_number });
        return claimed;
      }),

    reset: (eventId, what, deed) =>
      write(() => {
        let removedDraws = 0;
        if (what.draws) {
          sql('DELETE FROM draw_entries WHERE draw_id IN (SELECT id FROM draws WHERE event_id = ?)').run(eventId);
          removedDraws = sql('DELETE FROM draws WHERE event_id = ?').run(eventId).changes;
        }
        let removedParticipants = 0;
        if (what.participants) {
          removedParticipants = sql('DELETE FROM participants WHERE event_id = ?').run(eventId).changes;
          sql('UPDATE events SET next_number = 1, participant_count = 0, join_round = join_round + 1 WHERE id = ?').run(
            eventId,
          );
        }
        const outcome = { removedParticipants, removedDraws };
        done(eventId, deed, outcome, 'reset', { ...what, ...outcome });
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

    note: (eventId, deed, action, details) => write(() => done(eventId, deed, undefined, action, details)),

    log: async (eventId, after, limit) =>
      sql<{
        seq: number;
        event_id: string;
        at: number;
        actor: string;
        action: string;
        details: string;
        previous: Buffer;
        hash: Buffer;
      }>('SELECT * FROM log WHERE event_id = ? AND seq > ? ORDER BY seq LIMIT ?')
        .all(eventId, after, limit)
        .map((row) => ({
          seq: row.seq,
          eventId: row.event_id,
          at: row.at,
          actor: row.actor,
          action: row.action,
          details: readDetails(row.details),
          previous: row.previous.toString('hex'),
          hash: row.hash.toString('hex'),
        })),

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
