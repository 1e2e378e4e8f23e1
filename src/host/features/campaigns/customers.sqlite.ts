import { timingSafeEqual } from 'node:crypto';
import type { Kernel } from '../../platform/storage/sqlite/kernel.ts';
import type { CampaignsStore, CustomerUser } from './store.ts';

interface UserRow {
  customer_id: number;
  verified_at: number | null;
  code_sent_at: number | null;
  mobile: string;
  calling_code: string;
}

/** Customers by mobile number, and the users that speak for them: a part of the campaigns' store. */
export const createCustomersPart = ({ sql, commit, read }: Kernel) => {
  const find = (id: string): CustomerUser | null => {
    const row = sql<UserRow>(
      `SELECT u.customer_id, u.verified_at, u.code_sent_at, c.mobile, c.calling_code
      FROM campaign_users u JOIN campaign_customers c ON c.id = u.customer_id WHERE u.id = ?`,
    ).get(id);
    if (!row) return null;
    return {
      customerId: row.customer_id,
      verified: row.verified_at !== null,
      mobile: row.mobile,
      callingCode: row.calling_code,
      codeSentAt: row.code_sent_at,
    };
  };
  const certain = (id: string): CustomerUser => {
    const user = find(id);
    if (!user) throw new Error('no such user');
    return user;
  };

  return {
    createUser: (user) =>
      commit((tx) => {
        tx.sql(
          `INSERT INTO campaign_customers (mobile, calling_code, name, created_at) VALUES (?, ?, ?, ?)
          ON CONFLICT (mobile) DO UPDATE SET name = excluded.name WHERE excluded.name <> '' AND name = ''`,
        ).run(user.mobile, user.callingCode, user.name, user.at);
        const customer = sql<{ id: number }>('SELECT id FROM campaign_customers WHERE mobile = ?').get(user.mobile);
        if (!customer) throw new Error('a customer was written and is not there');
        // Somebody who proved a number has a user of their own: whoever else types it must prove it too.
        const known = sql<{ id: string }>(
          'SELECT id FROM campaign_users WHERE customer_id = ? AND verified_at IS NULL LIMIT 1',
        ).get(customer.id);
        if (known) return { id: known.id, user: certain(known.id) };
        tx.sql('INSERT INTO campaign_users (id, customer_id) VALUES (?, ?)').run(user.id, customer.id);
        return { id: user.id, user: certain(user.id) };
      }),

    user: (id) => read(() => find(id)),

    putCode: (userId, hash, at, tell) =>
      commit((tx) => {
        tx.sql('UPDATE campaign_users SET code_hash = ?, code_sent_at = ?, code_failures = 0 WHERE id = ?').run(
          hash,
          at,
          userId,
        );
        tx.emit(tell);
      }),

    tryCode: (userId, hash, at, sentAfter, attempts) =>
      commit((tx) => {
        const row = sql<{ code_hash: Buffer | null; code_sent_at: number | null; code_failures: number }>(
          'SELECT code_hash, code_sent_at, code_failures FROM campaign_users WHERE id = ?',
        ).get(userId);
        if (!row?.code_hash || (row.code_sent_at ?? 0) <= sentAfter || row.code_failures >= attempts) return false;
        if (!timingSafeEqual(row.code_hash, hash)) {
          tx.sql('UPDATE campaign_users SET code_failures = code_failures + 1 WHERE id = ?').run(userId);
          return false;
        }
        tx.sql('UPDATE campaign_users SET verified_at = ?, code_hash = NULL WHERE id = ?').run(at, userId);
        return true;
      }),
  } satisfies Pick<CampaignsStore, 'createUser' | 'user' | 'putCode' | 'tryCode'>;
};
