import { hostChange } from '../../platform/storage/auditedChange.ts';
import type { Mark } from '../../platform/storage/highWaterMark.ts';
import type { Kernel, Transaction } from '../../platform/storage/sqlite/kernel.ts';
import type { Migration } from '../../platform/storage/sqlite/migrate.ts';
import { prizeDraws } from './migrations/0002-prize-draws.ts';
import { noIndexByHolder } from './migrations/0006-no-index-by-holder.ts';
import { absentWinners } from './migrations/0017-absent-winners.ts';
import { crowd } from './migrations/0019-crowd.ts';
import { projectorState } from './migrations/0021-projector-state.ts';
import { createParticipantsPart } from './participants.sqlite.ts';
import { createPrizesPart } from './prizes.sqlite.ts';
import { assignments, changesOf, changesSettings, EVENT_COLUMNS, toEvent, type EventRow } from './rows.sqlite.ts';
import type { Absence, EventRecord, EventState, EventStore, PrizeDraw, WinRecord } from './store.ts';

export const eventMigrations: readonly Migration[] = [
  { feature: 'event', version: 2, sql: prizeDraws },
  { feature: 'event', version: 6, sql: noIndexByHolder },
  { feature: 'event', version: 17, sql: absentWinners },
  { feature: 'event', version: 19, sql: crowd },
  { feature: 'event', version: 21, sql: projectorState },
];

/** What the stores of other features may do with events, within `read` or their own commits. */
export interface EventParts {
  /** Throws where there is no such event. */
  state(eventId: string): EventState;
  prizeDraw(drawId: string): PrizeDraw | null;
  /** In the order of drawing; those who stepped in come after, in the order in which they did. */
  wins(drawId: string): WinRecord[];
  addPrizeDraw(transaction: Transaction, eventId: string, drawId: string, prize: PrizeDraw): void;
  /** `claimCode` is called again while a code is taken. Throws where a number has won in this round already. */
  addWins(
    transaction: Transaction,
    eventId: string,
    drawId: string,
    winners: readonly number[],
    claimCode: () => string,
  ): WinRecord[];
  /**
   * Takes a win from somebody who is absent, and gives it to the first of the draw's reserves who has won nothing since,
   * hidden until `showWin`; null where none is left, or where the draw is of an earlier round of participants.
   */
  forfeitWin(transaction: Transaction, absence: Absence, claimCode: () => string): WinRecord | null;
  /** How many reserves of a decided draw could step in now. */
  standingBy(drawId: string): number;
  /** From now on the win of somebody who stepped in can be seen and claimed. */
  showWin(transaction: Transaction, drawId: string, drawNumber: number): void;
  /** The steps that phones have revealed, never to be taken again. */
  spendSteps(
    transaction: Transaction,
    eventId: string,
    steps: readonly (readonly [drawNumber: number, step: number])[],
  ): void;
  /** Removes what the event's draws were for, and their wins. */
  eraseDraws(transaction: Transaction, eventId: string): void;
  /** Within `commitWith`: brings back what `eraseDraws` removed. */
  restoreDraws(transaction: Transaction, eventId: string): void;
  /** Within `commitWith`: brings back the participants and their round; answers how many they are. */
  restoreParticipants(transaction: Transaction, eventId: string): number;
  /** Removes the participants and begins the next round; answers how many they were. */
  eraseParticipants(transaction: Transaction, eventId: string): number;
}

/** Events, participants, prizes and wins in SQLite. Reads the tables of draws: what is revealed, how many are announced. */
export const createEventStore = (kernel: Kernel): { readonly store: EventStore; readonly parts: EventParts } => {
  const { sql, commit, read } = kernel;
  const prizes = createPrizesPart(kernel);
  const participants = createParticipantsPart(kernel, (eventId) => stateOf(certain(eventId)));

  const eventOf = (eventId: string): EventRecord | null => {
    const row = sql<EventRow>('SELECT * FROM events WHERE id = ?').get(eventId);
    return row ? toEvent(row) : null;
  };

  const stateOf = (event: EventRecord): EventState => {
    const winners =
      sql<{ wins: number }>('SELECT count(*) AS wins FROM wins WHERE event_id = ? AND join_round = ?').get(
        event.id,
        event.joinRound,
      )?.wins ?? 0;
    return { event, prizes: prizes.list(event.id), eligible: event.participantCount - winners };
  };

  const certain = (eventId: string): EventRecord => {
    const event = eventOf(eventId);
    if (!event) throw new Error(`no such event: ${eventId}`);
    return event;
  };

  const addEvent = (tx: Transaction, id: string, name: string, at: number): EventRecord => {
    tx.sql(
      `INSERT INTO events (id, name, number_width, spin_ms, capacity, registration_open, join_round, wifi_ssid,
        wifi_password, entropy_window_ms, room_entropy, spoken_entropy, beacon_entropy, participant_count,
        next_number, active, created_at)
      VALUES (?, ?, 3, 6000, 100000, 1, 1, '', '', 3000, 1, 0, 0, 0, 1, 1, ?)`,
    ).run(id, name, at);
    return certain(id);
  };

  const store: EventStore = {
    openActive: (first, beginChain) =>
      commit((tx) => {
        const active = sql<EventRow>('SELECT * FROM events WHERE active = 1').get();
        if (active) return stateOf(toEvent(active));
        const event = addEvent(tx, first.id, first.name, first.at);
        const seal = tx.run(beginChain, undefined);
        tx.audit(first.id, hostChange(first.at), undefined, 'event_made', { name: first.name, seal });
        return stateOf(event);
      }),

    find: (eventId) =>
      read(() => {
        const event = eventOf(eventId);
        return event && stateOf(event);
      }),

    events: () =>
      read(() => sql<EventRow>('SELECT * FROM events ORDER BY created_at DESC, rowid DESC').all().map(toEvent)),

    updateEvent: (eventId, patch, change) =>
      commit((tx) => {
        const before = certain(eventId);
        const { set, values } = assignments(EVENT_COLUMNS, patch);
        const step = changesSettings(patch) ? 1 : 0;
        if (set !== '')
          tx.sql(`UPDATE events SET ${set}, version = version + ? WHERE id = ?`).run(...values, step, eventId);
        const event = certain(eventId);
        // The Wi-Fi's password is a password: the log says that it changed, not from what to what.
        const { wifiPassword, ...named } = patch;
        const { from, to } = changesOf(before, named);
        const isOther = wifiPassword !== undefined && wifiPassword !== before.wifiPassword;
        tx.audit(eventId, change, event, 'event_changed', {
          from,
          to: { ...to, ...(isOther ? { wifiPassword: '(changed)' } : {}) },
        });
        return event;
      }),

    marks: () =>
      read(() =>
        sql<Mark>(
          `SELECT id, name, join_round AS round, next_number - 1 AS numbers,
            (SELECT coalesce(max(seq), 0) FROM log WHERE event_id = events.id) AS records
          FROM events ORDER BY created_at, rowid`,
        ).all(),
      ),

    ...participants.store,
    ...prizes.store,
  };

  return {
    store,
    parts: {
      state: (eventId) => stateOf(certain(eventId)),
      ...prizes.parts,
      ...participants.parts,
    },
  };
};
