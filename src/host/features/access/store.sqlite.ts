import type { Kernel, Transaction } from '../../platform/storage/sqlite/kernel.ts';
import type { SettingsPart } from '../../platform/storage/sqlite/platformStore.sqlite.ts';
import type { AccessStore, IntegratorKeyRecord, SessionRecord } from './store.ts';

/** Where data directories have had it from the first version on. */
const PASSWORD_KEY = 'admin_password';
const STAFF_PASSWORD_KEY = 'staff_password';
const INTEGRATOR_KEYS_KEY = 'integrator_keys';

interface SessionRow {
  role: SessionRecord['role'];
  origin: SessionRecord['origin'];
  expires_at: number;
}

const addSession = (tx: Transaction, tokenHash: Uint8Array, { role, origin, expiresAt }: SessionRecord): void => {
  tx.sql('INSERT INTO sessions (token_hash, role, origin, expires_at) VALUES (?, ?, ?, ?)').run(
    tokenHash,
    role,
    origin,
    expiresAt,
  );
};

export const createAccessStore = ({ sql, commit, read }: Kernel, settings: SettingsPart): AccessStore => ({
  password: () => read(() => settings.setting(PASSWORD_KEY)),

  putPassword: (kept) => commit((tx) => settings.putSetting(tx, PASSWORD_KEY, kept)),

  setUp: (kept, tokenHash, session) =>
    commit((tx) => {
      settings.putSetting(tx, PASSWORD_KEY, kept);
      addSession(tx, tokenHash, session);
    }),

  changePassword: (kept, tokenHash) =>
    commit((tx) => {
      settings.putSetting(tx, PASSWORD_KEY, kept);
      tx.sql('DELETE FROM sessions WHERE token_hash <> ?').run(tokenHash);
    }),

  staffPassword: () => read(() => settings.setting(STAFF_PASSWORD_KEY)),

  putStaffPassword: (kept) =>
    commit((tx) => {
      settings.putSetting(tx, STAFF_PASSWORD_KEY, kept);
      tx.sql("DELETE FROM sessions WHERE role = 'staff'").run();
    }),

  addSession: (tokenHash, session) => commit((tx) => addSession(tx, tokenHash, session)),

  session: (tokenHash) =>
    read(() => {
      const row = sql<SessionRow>('SELECT role, origin, expires_at FROM sessions WHERE token_hash = ?').get(tokenHash);
      return row ? { role: row.role, origin: row.origin, expiresAt: row.expires_at } : null;
    }),

  extendSession: (tokenHash, expiresAt) =>
    commit((tx) => {
      tx.sql('UPDATE sessions SET expires_at = ? WHERE token_hash = ?').run(expiresAt, tokenHash);
    }),

  endSession: (tokenHash) =>
    commit((tx) => {
      tx.sql('DELETE FROM sessions WHERE token_hash = ?').run(tokenHash);
    }),

  // A list that is short and read as a whole. Written by this store alone.
  integratorKeys: () => read(() => JSON.parse(settings.setting(INTEGRATOR_KEYS_KEY) ?? '[]') as IntegratorKeyRecord[]),

  putIntegratorKeys: (keys, asked) =>
    commit((tx) => {
      settings.putSetting(tx, INTEGRATOR_KEYS_KEY, JSON.stringify(keys));
      if (asked) tx.keep(asked.change.idempotent, asked.outcome);
    }),

  dropEndedSessions: (now) =>
    commit((tx) => {
      tx.sql('DELETE FROM sessions WHERE expires_at <= ?').run(now);
    }),
});
