import type { SealChain } from './chainHash.ts';
import type { SealRow } from './chains.sqlite.ts';
import type { DrawRecord } from './store.ts';

/** A row of DRAW_QUERY. */
export interface DrawRow extends SealRow {
  id: string;
  draw: number;
  provable: number;
  entry_count: number;
  announcement: string;
  announced_at: number;
  window_ms: number;
  closed_at: number | null;
  entropy: string | null;
  decided_at: number | null;
  delay: string | null;
  /** JSON lists; null until decided. */
  winners: string | null;
  reserves: string | null;
  revealed_at: number | null;
  abandoned_at: number | null;
}

export const DRAW_QUERY = `SELECT d.id, d.owner_id, d.epoch, d.draw, s.chain_secret, s.locked, d.provable, d.entry_count, d.announcement,
  d.announced_at, d.window_ms, d.closed_at, d.entropy, d.decided_at, d.delay, d.winners, d.reserves, d.revealed_at,
  d.abandoned_at
  FROM draws d JOIN seals s ON s.owner_id = d.owner_id AND s.epoch = d.epoch`;

/** Lists of numbers are written by this store alone. */
const numbersOf = (json: string | null): number[] => (json === null ? [] : (JSON.parse(json) as number[]));

export const toDraw = (row: DrawRow, chain: SealChain): DrawRecord => ({
  ...chain,
  id: row.id,
  ownerId: row.owner_id,
  epoch: row.epoch,
  draw: row.draw,
  provable: row.provable === 1,
  entryCount: row.entry_count,
  announcement: row.announcement,
  announcedAt: row.announced_at,
  windowMs: row.window_ms,
  closedAt: row.closed_at,
  entropy: row.entropy,
  decidedAt: row.decided_at,
  delay: row.delay,
  winners: numbersOf(row.winners),
  reserves: numbersOf(row.reserves),
  revealedAt: row.revealed_at,
  abandonedAt: row.abandoned_at,
});
