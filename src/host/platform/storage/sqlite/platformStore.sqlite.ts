import type { PlatformStore } from '../platformStore.ts';
import type { Kernel, Transaction } from './kernel.ts';

/** What the stores of features may do with the settings of this machine. */
export interface SettingsPart {
  setting(key: string): string | null;
  putSetting(transaction: Transaction, key: string, value: string | null): void;
}

export const createPlatformStore = (
  kernel: Kernel,
): { readonly store: PlatformStore; readonly parts: SettingsPart } => {
  const { sql, commit, read } = kernel;

  const parts: SettingsPart = {
    setting: (key) => sql<{ value: string }>('SELECT value FROM settings WHERE key = ?').get(key)?.value ?? null,
    putSetting: (tx, key, value) => {
      if (value === null) tx.sql('DELETE FROM settings WHERE key = ?').run(key);
      else
        tx.sql(
          'INSERT INTO settings (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
        ).run(key, value);
    },
  };

  return {
    parts,
    store: {
      setting: (key) => read(() => parts.setting(key)),
      putSetting: (key, value) => commit((tx) => parts.putSetting(tx, key, value)),
      keptReply: (key) => read(() => kernel.keptReply(key)),
      keepReply: (reply) =>
        commit((tx) => {
          if (!kernel.keptReply(reply.key)) tx.keep(reply, undefined);
        }),
      dropReplies: (before) =>
        commit((tx) => {
          tx.sql('DELETE FROM answers WHERE kept_at < ?').run(before);
        }),
      copyTo: (file) => kernel.copyTo(file),
      close: () => kernel.close(),
    },
  };
};
