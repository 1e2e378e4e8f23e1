import { drawAt, placeOf } from '../../../core/draws/place.ts';
import { chainLength } from '../../../core/fairness/chain.ts';
import type { SecretKeeper } from '../../platform/secretKeeper.ts';
import type { Kernel, Transaction } from '../../platform/storage/sqlite/kernel.ts';
import { wholeChain, type SealChain } from './chainHash.ts';
import { createChainLinks } from './chainLinks.ts';
import type { ChainRecord } from './store.ts';

/** Why a host does not start. After the close nothing is given up: the draw waits for the key store that can finish it. */
export const CLOSED_AND_LOCKED =
  'A draw of this data folder is closed and not decided yet, and its secret is locked by a key store that is not open here. ' +
  'Nothing was changed. Start the desktop app on the computer and with the user that closed it, with its key store open: the draw goes on by itself.';

/** Secrets that are kept unlocked in memory: a game that is drawn every moment need not ask the system each time. */
const UNLOCKED_KEPT = 256;

/** What the table of seals has of one chain. */
export interface SealRow {
  owner_id: string;
  epoch: number;
  chain_secret: Buffer;
  locked: number;
}

/**
 * A locked chain's bytes: 2 of the index of its last link that is public, big-endian; 32 of that link; then the secret as the
 * keeper locked it. By the first two the seal, and the reveals of decided draws, can be read on any machine.
 */
const OF_INDEX = 2;
const OF_LINK = 32;
const packed = (index: number, link: string, locked: Uint8Array): Buffer => {
  const head = Buffer.alloc(OF_INDEX);
  head.writeUInt16BE(index);
  return Buffer.concat([head, Buffer.from(link, 'hex'), locked]);
};
const publicPart = (bytes: Buffer): SealChain => ({
  chainTop: bytes.readUInt16BE(0),
  chainSecret: bytes.subarray(OF_INDEX, OF_INDEX + OF_LINK),
});
const lockedPart = (bytes: Buffer): Buffer => bytes.subarray(OF_INDEX + OF_LINK);

/** Seal chains in SQLite, locked where there is a keeper of secrets. */
export const createChains = ({ sql }: Pick<Kernel, 'sql'>, keeper: SecretKeeper | null) => {
  const linkOf = createChainLinks();
  const unlocked = new Map<string, Uint8Array>();

  const unlock = (row: SealRow): Uint8Array | null => {
    const locked = lockedPart(row.chain_secret);
    // By its bytes, not by its place, at which a commit that is undone may have had another one.
    const key = locked.toString('hex');
    const secret = unlocked.get(key) ?? keeper?.unlock(locked) ?? null;
    if (secret === null) return null;
    unlocked.set(key, secret);
    for (const oldest of unlocked.keys()) {
      if (unlocked.size <= UNLOCKED_KEPT) break;
      unlocked.delete(oldest);
    }
    return secret;
  };

  const known = (row: SealRow): SealChain => {
    if (row.locked === 0) return wholeChain(row.chain_secret);
    const secret = unlock(row);
    return secret ? wholeChain(secret) : publicPart(row.chain_secret);
  };

  const isLost = (row: SealRow): boolean => known(row).chainTop < chainLength;

  const insert = (tx: Transaction, row: SealRow & { next_draw: number }): void => {
    tx.sql('INSERT INTO seals (owner_id, epoch, chain_secret, locked, next_draw) VALUES (?, ?, ?, ?, ?)').run(
      row.owner_id,
      row.epoch,
      row.chain_secret,
      row.locked,
      row.next_draw,
    );
  };

  return {
    known,

    /** The chain in use of an owner. */
    newest: (ownerId: string): ChainRecord | null => {
      const row = sql<SealRow & { next_draw: number; salt: string }>(
        `SELECT s.owner_id, s.epoch, s.chain_secret, s.locked, s.next_draw, t.salt
        FROM seals s JOIN salts t ON t.owner_id = s.owner_id WHERE s.owner_id = ? ORDER BY s.epoch DESC LIMIT 1`,
      ).get(ownerId);
      return row ? { ...known(row), ownerId, epoch: row.epoch, nextDraw: row.next_draw, salt: row.salt } : null;
    },

    /** See DrawsStore. */
    usedBefore: (ownerId: string, before: number): number => {
      const last = sql<{ epoch: number; next_draw: number }>(
        'SELECT epoch, next_draw FROM seals WHERE owner_id = ? AND epoch <= ? ORDER BY epoch DESC LIMIT 1',
      ).get(ownerId, drawAt(before - 1).epoch);
      return last ? Math.min(before, placeOf({ epoch: last.epoch, draw: last.next_draw })) : 1;
    },

    add: (tx: Transaction, ownerId: string, epoch: number, chainSecret: Uint8Array): void =>
      insert(tx, {
        owner_id: ownerId,
        epoch,
        chain_secret: keeper
          ? packed(0, linkOf(wholeChain(chainSecret), 0), keeper.lock(chainSecret))
          : Buffer.from(chainSecret),
        locked: keeper ? 1 : 0,
        next_draw: 1,
      }),

    /** A draw is decided: its link may be read from now on without the keeper. Does nothing where the chain is not locked. */
    publish: (tx: Transaction, { ownerId, epoch, draw }: { ownerId: string; epoch: number; draw: number }): void => {
      const row = tx
        .sql<SealRow>(
          'SELECT owner_id, epoch, chain_secret, locked FROM seals WHERE owner_id = ? AND epoch = ? AND locked = 1',
        )
        .get(ownerId, epoch);
      if (!row || publicPart(row.chain_secret).chainTop >= draw) return;
      tx.sql('UPDATE seals SET chain_secret = ? WHERE owner_id = ? AND epoch = ?').run(
        packed(draw, linkOf(known(row), draw), lockedPart(row.chain_secret)),
        ownerId,
        epoch,
      );
    },

    /**
     * Locks the chains that are not, those of former epochs too; answers how many. All rows are written anew, the old ones
     * overwritten: their bytes must not stay behind in the free room of the file's pages.
     */
    lockAll: (tx: Transaction): number => {
      if (!keeper || !tx.sql('SELECT 1 FROM seals WHERE locked = 0 LIMIT 1').get()) return 0;
      const rows = tx
        .sql<SealRow & { next_draw: number; decided: number }>(
          `SELECT owner_id, epoch, chain_secret, locked, next_draw,
            (SELECT coalesce(max(d.draw), 0) FROM draws d
              WHERE d.owner_id = s.owner_id AND d.epoch = s.epoch AND d.decided_at IS NOT NULL) AS decided
          FROM seals s`,
        )
        .all();
      tx.sql('PRAGMA secure_delete = ON').get();
      try {
        tx.sql('DELETE FROM seals').run();
      } finally {
        tx.sql('PRAGMA secure_delete = OFF').get();
      }
      for (const row of rows) {
        const { chain_secret: plain, decided } = row;
        insert(
          tx,
          row.locked === 1
            ? row
            : {
                ...row,
                locked: 1,
                chain_secret: packed(decided, linkOf(wholeChain(plain), decided), keeper.lock(plain)),
              },
        );
      }
      return rows.filter(({ locked }) => locked === 0).length;
    },

    /** Those in use that cannot be unlocked here. */
    lost: (): { readonly ownerId: string; readonly epoch: number }[] =>
      sql<SealRow>(
        'SELECT owner_id, max(epoch) AS epoch, chain_secret, locked FROM seals GROUP BY owner_id HAVING locked = 1',
      )
        .all()
        .filter(isLost)
        .map((row) => ({ ownerId: row.owner_id, epoch: row.epoch })),
  };
};
