import { drawAt } from '../../../core/draws/place.ts';
import { chainLength } from '../../../core/fairness/chain.ts';
import type { SecretKeeper } from '../../platform/secretKeeper.ts';
import { sqliteStep, type Kernel, type Transaction } from '../../platform/storage/sqlite/kernel.ts';
import type { Migration } from '../../platform/storage/sqlite/migrate.ts';
import { StorageError, type AuditedChange } from '../../platform/storage/auditedChange.ts';
import { sealOfChain } from './announced.ts';
import { wholeChain } from './chainHash.ts';
import { CLOSED_AND_LOCKED, createChains } from './chains.sqlite.ts';
import { createContributions } from './contributions.sqlite.ts';
import { createIncidents } from './incidents.sqlite.ts';
import { anyOwner } from './migrations/0004-any-owner.ts';
import { closeAndDelay } from './migrations/0015-close-and-delay.ts';
import { incidents as incidentsTable } from './migrations/0020-incidents.ts';
import { announcedDetails, closedDetails, decidedDetails, renewedDetails } from './logDetails.ts';
import { DRAW_QUERY, toDraw, type DrawRow } from './rows.sqlite.ts';
import type {
  ChainRecord,
  Closing,
  Decision,
  DrawEvidence,
  DrawRecord,
  DrawsStore,
  LostChains,
  NewDraw,
} from './store.ts';

export const drawsMigrations: readonly Migration[] = [
  { feature: 'draws', version: 4, sql: anyOwner },
  { feature: 'draws', version: 15, sql: closeAndDelay },
  { feature: 'draws', version: 20, sql: incidentsTable },
];

/** What the stores of other features may do with draws, within `read` or their own commits. */
export interface DrawsParts {
  /** Of the chain in use, hex; null: this owner has none. */
  seal(ownerId: string): string | null;
  draw(drawId: string): DrawRecord | null;
  /** The decided ones, newest first. */
  decided(ownerId: string): DrawRecord[];
  /** Of those, `limit` at most that stand before a place (null: the newest); and how many there are. */
  decidedPage(ownerId: string, before: number | null, limit: number): { total: number; draws: DrawRecord[] };
  /** False: it is not decided, or revealed already. */
  markRevealed(transaction: Transaction, ownerId: string, drawId: string, at: number): boolean;
  /** Within `commitWith`: brings back the draws of an owner that has none; answers how many of them were decided. */
  restore(transaction: Transaction, ownerId: string): number;
  /** Removes all draws of an owner, whose seal chain goes on; answers how many of them were decided. Their numbers stay in the log and in the list. */
  erase(transaction: Transaction, ownerId: string, by: Pick<AuditedChange<unknown>, 'actor' | 'at'>): number;
}

type Decided = Pick<DrawRow, 'decided_at'>;
const countDecided = (rows: readonly Decided[]): number => rows.filter(({ decided_at: at }) => at !== null).length;

/** Seal chains, draws and entries in SQLite. */
export const createDrawsStore = (
  kernel: Kernel,
  keeper: SecretKeeper | null,
): { readonly store: DrawsStore; readonly parts: DrawsParts } => {
  const { sql, commit, prepare, read } = kernel;
  const incidents = createIncidents(kernel);
  const contributions = createContributions(kernel);
  const chains = createChains(kernel, keeper);

  const listeners: ((ownerId: string) => void)[] = [];
  /** What everybody is shown of this owner's draws changes with this transaction. */
  const changesList = (tx: Transaction, ownerId: string): void =>
    tx.afterwards(() => {
      for (const listener of listeners) listener(ownerId);
    });

  const recordOf = (row: DrawRow): DrawRecord => toDraw(row, chains.known(row));

  const drawOf = (drawId: string): DrawRecord | null => {
    const row = sql<DrawRow>(`${DRAW_QUERY} WHERE d.id = ?`).get(drawId);
    return row ? recordOf(row) : null;
  };

  const decidedOf = (ownerId: string): DrawRecord[] =>
    sql<DrawRow>(`${DRAW_QUERY} WHERE d.owner_id = ? AND d.decided_at IS NOT NULL ORDER BY d.epoch DESC, d.draw DESC`)
      .all(ownerId)
      .map(recordOf);

  /** Writes an announced draw, closed and decided where it is; answers it, and the chain one step on. */
  const add = (
    tx: Transaction,
    draw: NewDraw,
    drawn: { readonly closing: Closing; readonly decision: Decision } | null,
    nextSecret: Uint8Array,
  ): { record: DrawRecord; chain: ChainRecord } => {
    const chain = chains.newest(draw.ownerId);
    if (chain?.epoch !== draw.epoch || chain.nextDraw !== draw.draw) {
      throw new Error(`draw ${draw.draw} of epoch ${draw.epoch} was used already, or is not the next one`);
    }
    tx.sql('UPDATE seals SET next_draw = ? WHERE owner_id = ? AND epoch = ?').run(
      draw.draw + 1,
      draw.ownerId,
      draw.epoch,
    );
    if (drawn) chains.publish(tx, draw);
    const usedUp = draw.draw === chainLength;
    if (usedUp) chains.add(tx, draw.ownerId, draw.epoch + 1, nextSecret);
    tx.sql(
      `INSERT INTO draws (id, owner_id, epoch, draw, entry_count, announcement, announced_at, window_ms, closed_at,
        room, entropy, decided_at, delay, winners, reserves)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ).run(
      draw.id,
      draw.ownerId,
      draw.epoch,
      draw.draw,
      draw.entryCount,
      draw.announcement,
      draw.announcedAt,
      draw.windowMs,
      drawn?.closing.closedAt ?? null,
      drawn?.closing.room ?? null,
      drawn?.closing.entropy ?? null,
      drawn?.decision.decidedAt ?? null,
      drawn?.decision.delay ?? null,
      drawn && JSON.stringify(drawn.decision.winners),
      drawn && JSON.stringify(drawn.decision.reserves),
    );
    const record: DrawRecord = {
      id: draw.id,
      ownerId: draw.ownerId,
      epoch: draw.epoch,
      draw: draw.draw,
      chainSecret: chain.chainSecret,
      chainTop: chain.chainTop,
      provable: true,
      entryCount: draw.entryCount,
      announcement: draw.announcement,
      announcedAt: draw.announcedAt,
      windowMs: draw.windowMs,
      closedAt: drawn?.closing.closedAt ?? null,
      entropy: drawn?.closing.entropy ?? null,
      decidedAt: drawn?.decision.decidedAt ?? null,
      delay: drawn?.decision.delay ?? null,
      winners: drawn ? [...drawn.decision.winners] : [],
      reserves: drawn ? [...drawn.decision.reserves] : [],
      revealedAt: null,
      abandonedAt: null,
    };
    changesList(tx, draw.ownerId);
    const next = usedUp
      ? { ...chain, ...wholeChain(nextSecret), epoch: draw.epoch + 1, nextDraw: 1 }
      : { ...chain, nextDraw: draw.draw + 1 };
    return { record, chain: next };
  };

  const store: DrawsStore = {
    chain: (ownerId) => read(() => chains.newest(ownerId)),

    beginChain: (ownerId, chainSecret, salt) =>
      sqliteStep((tx) => {
        chains.add(tx, ownerId, 1, chainSecret);
        tx.sql('INSERT INTO salts (owner_id, salt) VALUES (?, ?)').run(ownerId, salt);
        return sealOfChain(wholeChain(chainSecret));
      }),

    // On the disk with the commit that announces the draw; without one it counts for nothing.
    putEntries: (ownerId, drawId, part, entries) =>
      prepare((tx) => {
        tx.sql('INSERT INTO draw_entries (owner_id, draw_id, part, entries) VALUES (?, ?, ?, ?)').run(
          ownerId,
          drawId,
          part,
          entries,
        );
      }),

    dropUnannounced: (ownerId) =>
      commit((tx) => {
        tx.sql('DELETE FROM draw_entries WHERE owner_id = ? AND draw_id NOT IN (SELECT id FROM draws)').run(ownerId);
      }),

    entriesPart: (drawId, part) =>
      read(
        () =>
          sql<{ entries: string }>('SELECT entries FROM draw_entries WHERE draw_id = ? AND part = ?').get(drawId, part)
            ?.entries ?? null,
      ),

    announce: (draw, nextSecret, alongside, change) =>
      commit((tx) => {
        const { record, chain } = add(tx, draw, null, nextSecret);
        const result = tx.run(alongside, record);
        tx.audit(draw.ownerId, change, result, 'draw_announced', announcedDetails(draw));
        return { chain, result };
      }),

    announceDecided: (draw, closing, decision, nextSecret, alongside, change) =>
      commit((tx) => {
        const { record, chain } = add(tx, draw, { closing, decision }, nextSecret);
        const result = tx.run(alongside, record);
        // Three records, one reply: of the decision.
        const silent = { ...change, idempotent: null };
        tx.audit(draw.ownerId, silent, result, 'draw_announced', announcedDetails(draw));
        tx.audit(draw.ownerId, silent, result, 'draw_closed', closedDetails(draw.id, closing));
        tx.audit(draw.ownerId, change, result, 'draw_decided', decidedDetails(draw.id, decision));
        return { chain, result };
      }),

    close: (drawId, closing, alongside, change) =>
      commit((tx) => {
        const closed = tx
          .sql(
            `UPDATE draws SET closed_at = ?, room = ?, entropy = ?
            WHERE id = ? AND closed_at IS NULL AND abandoned_at IS NULL`,
          )
          .run(closing.closedAt, closing.room, closing.entropy, drawId);
        const record = drawOf(drawId);
        if (closed.changes !== 1 || !record) throw new Error(`draw ${drawId} cannot be closed`);
        contributions.drop(tx, drawId);
        const result = tx.run(alongside, record);
        tx.audit(record.ownerId, change, result, 'draw_closed', closedDetails(drawId, closing));
        return result;
      }),

    decide: (drawId, decision, alongside, change) =>
      commit((tx) => {
        const decided = tx
          .sql(
            `UPDATE draws SET decided_at = ?, delay = ?, winners = ?, reserves = ?
            WHERE id = ? AND closed_at IS NOT NULL AND decided_at IS NULL`,
          )
          .run(
            decision.decidedAt,
            decision.delay,
            JSON.stringify(decision.winners),
            JSON.stringify(decision.reserves),
            drawId,
          );
        const record = drawOf(drawId);
        if (decided.changes !== 1 || !record) throw new Error(`draw ${drawId} cannot be decided`);
        chains.publish(tx, record);
        const result = tx.run(alongside, record);
        tx.audit(record.ownerId, change, result, 'draw_decided', decidedDetails(drawId, decision));
        return result;
      }),

    abandon: (drawId, change) =>
      commit((tx) => {
        const abandoned = tx
          .sql<{ owner_id: string; epoch: number; draw: number }>(
            `UPDATE draws SET abandoned_at = ? WHERE id = ? AND closed_at IS NULL AND abandoned_at IS NULL
            RETURNING owner_id, epoch, draw`,
          )
          .get(change.at, drawId);
        if (!abandoned) throw new Error(`draw ${drawId} cannot be abandoned`);
        contributions.drop(tx, drawId);
        incidents.note(tx, abandoned.owner_id, abandoned, 'abandoned', change.at);
        changesList(tx, abandoned.owner_id);
        tx.audit(abandoned.owner_id, change, undefined, 'draw_abandoned', { draw_id: drawId });
      }),

    lockChains: () => commit(chains.lockAll),
    renewLostChains: (newSecret, change) =>
      commit((tx): LostChains => {
        const lost = { chains: 0, abandoned: 0 };
        for (const { ownerId, epoch } of chains.lost()) {
          const undecided = tx.sql<DrawRow>(`${DRAW_QUERY} WHERE d.owner_id = ? AND d.decided_at IS NULL`).all(ownerId);
          for (const draw of undecided.map(recordOf)) {
            if (draw.abandonedAt !== null || draw.chainTop >= draw.draw) continue;
            if (draw.closedAt !== null) throw new StorageError('unusable', CLOSED_AND_LOCKED);
            tx.sql('UPDATE draws SET abandoned_at = ? WHERE id = ?').run(change.at, draw.id);
            contributions.drop(tx, draw.id);
            incidents.note(tx, ownerId, draw, 'abandoned', change.at);
            tx.audit(ownerId, change, undefined, 'draw_abandoned', { draw_id: draw.id });
            lost.abandoned += 1;
          }
          const secret = newSecret();
          chains.add(tx, ownerId, epoch + 1, secret);
          tx.audit(ownerId, change, undefined, 'seal_renewed', renewedDetails(epoch + 1, secret));
          changesList(tx, ownerId);
          lost.chains += 1;
        }
        return lost;
      }),

    noteStart: (ownerId, change) =>
      commit((tx) => {
        const chain = chains.newest(ownerId);
        if (!chain) throw new Error(`${ownerId} has no seal chain`);
        incidents.note(tx, ownerId, { epoch: chain.epoch, draw: chain.nextDraw - 1 }, 'started', change.at);
        changesList(tx, ownerId);
        tx.audit(ownerId, change, undefined, 'host_started', {});
      }),

    noteAskedAgain: (drawId, change) =>
      commit((tx) => {
        const draw = drawOf(drawId);
        if (!draw) throw new Error(`there is no draw ${drawId}`);
        incidents.note(tx, draw.ownerId, draw, 'asked_again', change.at);
        changesList(tx, draw.ownerId);
        tx.audit(draw.ownerId, change, undefined, 'room_asked_again', { draw_id: drawId });
      }),

    putContribution: (drawId, contribution) => commit((tx) => contributions.put(tx, drawId, contribution)),
    contributions: (drawId) => read(() => contributions.list(drawId)),

    draw: (drawId) => read(() => drawOf(drawId)),

    evidence: (drawId) =>
      read((): DrawEvidence | null => {
        const draw = drawOf(drawId);
        if (!draw) return null;
        const row = sql<{ room: string | null }>('SELECT room FROM draws WHERE id = ?').get(drawId);
        return { ...draw, room: row?.room ?? null };
      }),

    decidedDraws: (ownerId) => read(() => decidedOf(ownerId)),

    usedBefore: (ownerId, before) => read(() => chains.usedBefore(ownerId, before)),

    publicDraws: (ownerId, from, before) =>
      read(() => {
        const [first, end] = [drawAt(from), drawAt(before)];
        return {
          revealed: sql<DrawRow>(
            `${DRAW_QUERY} WHERE d.owner_id = ? AND d.revealed_at IS NOT NULL
            AND (d.epoch, d.draw) >= (?, ?) AND (d.epoch, d.draw) < (?, ?) ORDER BY d.epoch DESC, d.draw DESC`,
          )
            .all(ownerId, first.epoch, first.draw, end.epoch, end.draw)
            .map(recordOf),
          incidents: incidents.between(ownerId, first, end),
        };
      }),

    onPublicDraws: (listener) => void listeners.push(listener),
  };

  return {
    store,
    parts: {
      seal: (ownerId) => {
        const chain = chains.newest(ownerId);
        return chain && sealOfChain(chain);
      },
      draw: drawOf,
      decided: decidedOf,
      decidedPage: (ownerId, before, limit) => {
        const end = drawAt(before ?? Number.MAX_SAFE_INTEGER);
        return {
          total:
            sql<{ total: number }>(
              'SELECT count(*) AS total FROM draws WHERE owner_id = ? AND decided_at IS NOT NULL',
            ).get(ownerId)?.total ?? 0,
          draws: sql<DrawRow>(
            `${DRAW_QUERY} WHERE d.owner_id = ? AND d.decided_at IS NOT NULL AND (d.epoch, d.draw) < (?, ?)
          ORDER BY d.epoch DESC, d.draw DESC LIMIT ?`,
          )
            .all(ownerId, end.epoch, end.draw, limit)
            .map(recordOf),
        };
      },
      markRevealed: (tx, ownerId, drawId, at) => {
        changesList(tx, ownerId);
        return (
          tx
            .sql(
              `UPDATE draws SET revealed_at = ?
              WHERE id = ? AND owner_id = ? AND decided_at IS NOT NULL AND revealed_at IS NULL`,
            )
            .run(at, drawId, ownerId).changes === 1
        );
      },
      restore: (tx, ownerId) => {
        changesList(tx, ownerId);
        tx.sql(
          `INSERT INTO main.draw_entries SELECT e.* FROM copy.draw_entries e JOIN copy.draws d ON d.id = e.draw_id
          WHERE d.owner_id = ?`,
        ).run(ownerId);
        const restored = tx
          .sql<Decided>('INSERT INTO main.draws SELECT * FROM copy.draws WHERE owner_id = ? RETURNING decided_at')
          .all(ownerId);
        incidents.forgetErased(tx, ownerId);
        return countDecided(restored);
      },
      erase: (tx, ownerId, { actor, at }) => {
        const places = sql<{ epoch: number; draw: number }>(
          'SELECT epoch, draw FROM draws WHERE owner_id = ? ORDER BY epoch, draw',
        ).all(ownerId);
        for (const place of places) incidents.note(tx, ownerId, place, 'erased', at);
        changesList(tx, ownerId);
        if (places.length > 0) {
          tx.audit(ownerId, { actor, at, idempotent: null }, undefined, 'draws_erased', {
            draws: places.map(({ epoch, draw }) => [epoch, draw]),
          });
        }
        // Only of draws that are there: those of one in preparation stay for it.
        contributions.erase(tx, ownerId);
        tx.sql('DELETE FROM draw_entries WHERE draw_id IN (SELECT id FROM draws WHERE owner_id = ?)').run(ownerId);
        // Whoever was shown eight draws is told that eight are gone, whatever was given up between them.
        return countDecided(tx.sql<Decided>('DELETE FROM draws WHERE owner_id = ? RETURNING decided_at').all(ownerId));
      },
    },
  };
};
