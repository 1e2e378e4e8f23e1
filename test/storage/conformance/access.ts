import { describe, expect, it } from 'vitest';
import { AT, begin, hash, type StoreUnderTest } from './begin.ts';

const session = (expiresAt: number) => ({ role: 'admin', origin: 'password', expiresAt }) as const;

export const accessSuite = (store: StoreUnderTest): void => {
  describe(`access in ${store.name}`, () => {
    it('keeps sessions until they end, and drops those that have', async () => {
      const begun = await begin(store);
      const { access } = begun.stores;
      for (const each of ['one', 'two', 'three']) await access.addSession(hash(each), session(AT + 1_000));
      await access.addSession(hash('window'), { role: 'admin', origin: 'ticket', expiresAt: AT + 7_000 });
      await access.extendSession(hash('two'), AT + 5_000);
      await access.endSession(hash('three'));
      const again = (await begun.reopen()).access;
      expect(await again.session(hash('three'))).toBeNull();
      expect(await again.session(hash('window'))).toEqual({ role: 'admin', origin: 'ticket', expiresAt: AT + 7_000 });
      await again.dropEndedSessions(AT + 1_000);
      expect([await again.session(hash('one')), await again.session(hash('two'))]).toEqual([null, session(AT + 5_000)]);
      await again.addSession(hash('four'), session(AT + 9_000));
      await again.endOtherSessions(hash('four'));
      expect([await again.session(hash('two')), await again.session(hash('four'))]).toEqual([
        null,
        session(AT + 9_000),
      ]);
    });

    it('keeps the password, the last one given', async () => {
      const begun = await begin(store);
      expect(await begun.stores.access.password()).toBeNull();
      await begun.stores.access.putPassword('first');
      await begun.stores.access.putPassword('second');
      expect(await (await begun.reopen()).access.password()).toBe('second');
    });
  });
};
