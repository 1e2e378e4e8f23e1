import { hash } from 'node:crypto';
import { MAX_INTEGRATOR_KEYS } from '../../../contract/access/limits.ts';
import { accept, refuse, type Result } from '../../../core/result.ts';
import type { Platform } from '../../platform/feature.ts';
import { newId, newToken } from '../../platform/random.ts';
import type { AuditedChange } from '../../platform/storage/auditedChange.ts';
import type { AccessStore, IntegratorKeyRecord } from './store.ts';

/** Tells a key from a session's token at a glance, for people and for the host. */
const PREFIX = 'ldk_';
/** When a key was used last is written this often at most, ms. */
const NOTED_EVERY_MS = 60_000;

export interface NewKey {
  readonly record: IntegratorKeyRecord;
  /** The key itself, told this once. */
  readonly key: string;
}

export interface IntegratorKeys {
  /** Oldest first. */
  list(): readonly IntegratorKeyRecord[];
  make(name: string, change: AuditedChange<NewKey>): Promise<Result<NewKey, 'too_many_keys'>>;
  /** False: there is no such key. */
  revoke(id: string, change: AuditedChange<IntegratorKeyRecord>): Promise<Result<IntegratorKeyRecord, 'key_not_found'>>;
  /** Whose key this is; null: nobody's. Notes that it was used. */
  use(key: string): IntegratorKeyRecord | null;
}

const hashOf = (key: string): string => hash('sha256', key);

/** The keys of other programs: a few, so all are at hand, and a request looks none up in the store. */
export const openIntegratorKeys = async (
  { clock, random, logger }: Pick<Platform, 'clock' | 'random' | 'logger'>,
  store: Pick<AccessStore, 'integratorKeys' | 'putIntegratorKeys'>,
): Promise<IntegratorKeys> => {
  const byHash = new Map((await store.integratorKeys()).map((record) => [record.hash, record]));
  let notedAt = 0;

  const noteUse = (): void => {
    if (clock.now() - notedAt < NOTED_EVERY_MS) return;
    notedAt = clock.now();
    store
      .putIntegratorKeys([...byHash.values()], null)
      .catch((error: unknown) => logger.warn({ err: error }, 'the use of a key could not be noted'));
  };

  return {
    list: () => [...byHash.values()],

    make: async (name, change) => {
      if (byHash.size >= MAX_INTEGRATOR_KEYS) {
        return refuse('too_many_keys', `There are ${MAX_INTEGRATOR_KEYS} keys already. Revoke one first.`);
      }
      const key = PREFIX + newToken(random);
      const record = { id: newId(random), name, hash: hashOf(key), createdAt: clock.now(), lastUsedAt: null };
      const made = { record, key };
      await store.putIntegratorKeys([...byHash.values(), record], { change, outcome: made });
      byHash.set(record.hash, record);
      return accept(made);
    },

    revoke: async (id, change) => {
      const record = [...byHash.values()].find((each) => each.id === id);
      if (!record) return refuse('key_not_found', 'This key does not exist (any more).');
      const left = [...byHash.values()].filter((each) => each.id !== id);
      await store.putIntegratorKeys(left, { change, outcome: record });
      byHash.delete(record.hash);
      return accept(record);
    },

    use: (key) => {
      if (!key.startsWith(PREFIX)) return null;
      const record = byHash.get(hashOf(key));
      if (!record) return null;
      byHash.set(record.hash, { ...record, lastUsedAt: clock.now() });
      noteUse();
      return record;
    },
  };
};
