import { chainLength } from '../../../core/fairness/chain.ts';
import type { Kernel, Transaction } from '../../platform/storage/sqlite/kernel.ts';
import { createHolders } from './holders.sqlite.ts';
import type { EventRow } from './rows.sqlite.ts';
import { toWin, WIN_COLUMNS, type WinRow } from './wins.sqlite.ts';
import type { EventState, EventStore, Newcomer, ParticipantWin, RegisterOutcome, StoredEntry } from './store.ts';

interface ContributorRow {
  commitment: Buffer | null;
  entropy_step: number;
  joined_after: number;
}

interface ParticipantWinRow extends WinRow {
  draw_id: string;
  draw: number;
  prize_name: string;
  prize_rank: number;
  prize_description: string;
  image_id: string | null;
  decided_at: number;
}

/** What of their shown wins, given the round, a participant of the row `p` has. */
const wonBy = (what: string, which: string): string =>
  `(SELECT ${what} FROM wins w JOIN prize_draws n ON n.draw_id = w.draw_id JOIN draws d ON d.id = w.draw_id
    WHERE w.event_id = p.event_id AND w.join_round = ? AND w.draw_number = p.draw_number AND ${which}
    AND w.hidden = 0 AND d.revealed_at IS NOT NULL)`;

/** Registration and the participants: a part of the event's store. */
export const createParticipantsPart = (
  { sql, commit, prepare, read, keptReply }: Kernel,
  state: (eventId: string) => EventState,
) => {
  const holders = createHolders({ sql });

  const roundOf = (eventId: string): number =>
    sql<{ join_round: number }>('SELECT join_round FROM events WHERE id = ?').get(eventId)?.join_round ?? 0;

  /** How many draws the event has announced, abandoned and erased ones included. */
  const drawsAnnounced = (eventId: string): number => {
    const chain = sql<{ epoch: number; next_draw: number }>(
      'SELECT epoch, next_draw FROM seals WHERE owner_id = ? ORDER BY epoch DESC LIMIT 1',
    ).get(eventId);
    return chain ? (chain.epoch - 1) * chainLength + chain.next_draw - 1 : 0;
  };

  /** The hot path: for each newcomer one row is written, and nothing read but what it itself brings. */
  const register = (tx: Transaction, eventId: string, newcomers: readonly Newcomer[]): RegisterOutcome[] => {
    const event = sql<Pick<EventRow, 'registration_open' | 'capacity' | 'next_number' | 'participant_count'>>(
      'SELECT registration_open, capacity, next_number, participant_count FROM events WHERE id = ?',
    ).get(eventId);
    if (!event) throw new Error(`no such event: ${eventId}`);
    const added: [Uint8Array, number][] = [];
    const insert = tx.sql(
      `INSERT INTO participants (event_id, draw_number, holder, commitment, created_at, joined_after, source, phone_seen)
      VALUES (?, ?, ?, ?, ?, ?, ?, 0)`,
    );
    const drawsBefore = drawsAnnounced(eventId);
    let nextNumber = event.next_number;
    let count = event.participant_count;
    const outcomes = newcomers.map((newcomer): RegisterOutcome => {
      const kept = newcomer.idempotent ? keptReply(newcomer.idempotent.key) : null;
      if (kept) return { kind: 'repeated', kept };
      const known = newcomer.knownHolder && holders.find(eventId, newcomer.knownHolder);
      if (known !== null) return { kind: 'registered', drawNumber: known, isExisting: true };
      if (event.registration_open === 0) return { kind: 'refused', code: 'registration_closed' };
      if (count >= event.capacity) return { kind: 'refused', code: 'event_full' };
      if (!newcomer.mayBeNew) return { kind: 'refused', code: 'too_many_registrations' };
      const registered = { drawNumber: nextNumber, isExisting: false };
      insert.run(
        eventId,
        nextNumber,
        newcomer.newHolder,
        newcomer.commitment,
        newcomer.at,
        drawsBefore,
        newcomer.source,
      );
      added.push([newcomer.newHolder, nextNumber]);
      tx.keep(newcomer.idempotent, registered);
      nextNumber += 1;
      count += 1;
      return { kind: 'registered', ...registered };
    });
    if (added.length > 0) {
      holders.add(tx, eventId, added);
      tx.sql('UPDATE events SET next_number = ?, participant_count = ? WHERE id = ?').run(nextNumber, count, eventId);
    }
    return outcomes;
  };

  const winsOf = (eventId: string, drawNumber: number): ParticipantWin[] =>
    sql<ParticipantWinRow>(
      `SELECT w.draw_id, d.draw, ${WIN_COLUMNS}, p.prize_name, p.prize_rank,
        p.prize_description, p.image_id, d.decided_at
      FROM wins w JOIN prize_draws p ON p.draw_id = w.draw_id JOIN draws d ON d.id = w.draw_id
      WHERE w.event_id = ? AND w.join_round = ? AND w.draw_number = ? AND w.hidden = 0 AND d.revealed_at IS NOT NULL
      ORDER BY d.decided_at DESC`,
    )
      .all(eventId, roundOf(eventId), drawNumber)
      .map((win) => ({
        drawId: win.draw_id,
        draw: win.draw,
        ...toWin(win),
        prizeName: win.prize_name,
        prizeRank: win.prize_rank,
        prizeDescription: win.prize_description,
        imageId: win.image_id,
        decidedAt: win.decided_at,
      }));

  const store = {
    register: async (eventId, newcomers) => {
      await holders.ready(eventId);
      return commit((tx) => register(tx, eventId, newcomers));
    },

    participant: async (eventId, holder) => {
      await holders.ready(eventId);
      return read(() => {
        const drawNumber = holders.find(eventId, holder);
        return drawNumber === null ? null : { drawNumber, wins: winsOf(eventId, drawNumber) };
      });
    },

    renewHolder: async (eventId, earlier, holder) => {
      await holders.ready(eventId);
      if ((await read(() => holders.find(eventId, earlier))) === null) return;
      await commit((tx) => {
        const drawNumber = holders.find(eventId, earlier);
        if (drawNumber === null) return;
        tx.sql('UPDATE participants SET holder = ? WHERE event_id = ? AND draw_number = ?').run(
          holder,
          eventId,
          drawNumber,
        );
        holders.remove(tx, eventId, [[earlier, drawNumber]]);
        holders.add(tx, eventId, [[holder, drawNumber]]);
      });
    },

    participants: (eventId, after, limit) =>
      read(() =>
        sql<{ draw_number: number; created_at: number; prizes: string; forfeits: number }>(
          `SELECT p.draw_number, p.created_at, ${wonBy('json_group_array(n.prize_name)', 'w.forfeited_at IS NULL')} AS prizes,
            ${wonBy('count(*)', 'w.forfeited_at IS NOT NULL')} AS forfeits
          FROM participants p WHERE p.event_id = ? AND p.draw_number > ? ORDER BY p.draw_number LIMIT ?`,
        )
          .all(roundOf(eventId), roundOf(eventId), eventId, after, limit)
          .map((row) => ({
            drawNumber: row.draw_number,
            createdAt: row.created_at,
            prizes: JSON.parse(row.prizes) as string[],
            forfeited: row.forfeits > 0,
          })),
      ),

    eligibleEntries: (eventId, after, limit) =>
      read(
        () =>
          sql<[number, number, string, string | null]>(
            `SELECT p.draw_number, p.weight, lower(hex(p.holder)),
              CASE WHEN p.commitment IS NULL THEN NULL ELSE lower(hex(p.commitment)) END
            FROM participants p WHERE p.event_id = ? AND p.draw_number > ? AND NOT EXISTS (SELECT 1 FROM wins w
              WHERE w.event_id = p.event_id AND w.join_round = ? AND w.draw_number = p.draw_number)
            ORDER BY p.draw_number LIMIT ?`,
          )
            .raw()
            .all(eventId, after, roundOf(eventId), limit) as StoredEntry[],
      ),

    lastNumber: (eventId) =>
      read(() => sql<number>('SELECT max(draw_number) FROM participants WHERE event_id = ?').pluck().get(eventId) ?? 0),

    crowd: (eventId) =>
      read(() => ({
        joinRound: roundOf(eventId),
        sources: sql<{ source: number; numbers: number }>(
          'SELECT source, count(*) AS numbers FROM participants WHERE event_id = ? GROUP BY source',
        ).all(eventId),
        unseen: sql<[number, number]>(
          'SELECT draw_number, source FROM participants WHERE event_id = ? AND phone_seen = 0',
        )
          .raw()
          .all(eventId) as [number, number][],
      })),

    phonesSeen: (eventId, drawNumbers) =>
      prepare((tx) => {
        const see = tx.sql('UPDATE participants SET phone_seen = 1 WHERE event_id = ? AND draw_number = ?');
        for (const drawNumber of drawNumbers) see.run(eventId, drawNumber);
      }),

    removeParticipants: async (eventId, drawNumbers, change) => {
      await holders.ready(eventId);
      return commit((tx) => {
        const removed: [Uint8Array, number][] = [];
        const remove = tx.sql<Buffer>(
          `DELETE FROM participants WHERE event_id = ?1 AND draw_number = ?2
            AND NOT EXISTS (SELECT 1 FROM wins WHERE event_id = ?1 AND join_round = ?3 AND draw_number = ?2)
          RETURNING holder`,
        );
        const reserves = new Set(
          sql<number>(
            'SELECT r.value FROM draws d, json_each(d.reserves) r WHERE d.owner_id = ? AND d.reserves IS NOT NULL',
          )
            .pluck()
            .all(eventId) as number[],
        );
        for (const drawNumber of drawNumbers) {
          if (reserves.has(drawNumber)) continue;
          const row = remove.get({ 1: eventId, 2: drawNumber, 3: roundOf(eventId) }) as { holder: Buffer } | undefined;
          if (row) removed.push([row.holder, drawNumber]);
        }
        holders.remove(tx, eventId, removed);
        tx.sql('UPDATE events SET participant_count = participant_count - ? WHERE id = ?').run(removed.length, eventId);
        const outcome = { removed: removed.length };
        tx.audit(eventId, change, outcome, 'participants_removed', outcome);
        return { outcome, state: state(eventId) };
      });
    },

    contributor: async (eventId, holder) => {
      await holders.ready(eventId);
      return read(() => {
        const drawNumber = holders.find(eventId, holder);
        const row =
          drawNumber !== null &&
          sql<ContributorRow>(
            'SELECT commitment, entropy_step, joined_after FROM participants WHERE event_id = ? AND draw_number = ?',
          ).get(eventId, drawNumber);
        if (!row) return null;
        return {
          drawNumber,
          commitment: row.commitment?.toString('hex') ?? null,
          entropyStep: row.entropy_step,
          joinedAfter: row.joined_after,
        };
      });
    },
  } satisfies Partial<EventStore>;

  const parts = {
    spendSteps: (
      tx: Transaction,
      eventId: string,
      steps: readonly (readonly [drawNumber: number, step: number])[],
    ): void => {
      const spend = tx.sql('UPDATE participants SET entropy_step = ? WHERE event_id = ? AND draw_number = ?');
      for (const [drawNumber, step] of steps) spend.run(step, eventId, drawNumber);
    },

    restoreParticipants: (tx: Transaction, eventId: string): number => {
      tx.sql('DELETE FROM main.participants WHERE event_id = ?').run(eventId);
      const { changes } = tx
        .sql('INSERT INTO main.participants SELECT * FROM copy.participants WHERE event_id = ?')
        .run(eventId);
      tx.sql(
        `UPDATE main.events SET (next_number, participant_count, join_round) =
          (SELECT c.next_number, c.participant_count, c.join_round FROM copy.events c WHERE c.id = ?) WHERE id = ?`,
      ).run(eventId, eventId);
      holders.forget(tx, eventId);
      return changes;
    },

    eraseParticipants: (tx: Transaction, eventId: string): number => {
      const { changes } = tx.sql('DELETE FROM participants WHERE event_id = ?').run(eventId);
      holders.clear(tx, eventId);
      tx.sql('UPDATE events SET next_number = 1, participant_count = 0, join_round = join_round + 1 WHERE id = ?').run(
        eventId,
      );
      return changes;
    },
  };

  return { store, parts };
};
