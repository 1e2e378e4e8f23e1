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
      await again.changePassword('another', hash('four'));
      expect(await again.password()).toBe('another');
      expect([await again.session(hash('two')), await again.session(hash('four'))]).toEqual([
        null,
        session(AT + 9_000),
      ]);
    });

    it("keeps the staff's password, and ends the sessions of staff with it", async () => {
      const begun = await begin(store);
      const { access } = begun.stores;
      await access.putPassword('the organiser');
      await access.putStaffPassword('the staff');
      await access.addSession(hash('admin'), session(AT + 1_000));
      await access.addSession(hash('staff'), { ...session(AT + 1_000), role: 'staff' });
      const again = (await begun.reopen()).access;
      expect([await again.password(), await again.staffPassword()]).toEqual(['the organiser', 'the staff']);
      expect((await again.session(hash('staff')))?.role).toBe('staff');
      await again.putStaffPassword(null);
      expect(await again.staffPassword()).toBeNull();
      expect([await again.session(hash('staff')), await again.session(hash('admin'))]).toEqual([
        null,
        session(AT + 1_000),
      ]);
    });

    it('begins a session with the first password', async () => {
      const begun = await begin(store);
      await begun.stores.access.setUp('first', hash('one'), session(AT + 1_000));
      const again = (await begun.reopen()).access;
      expect([await again.password(), await again.session(hash('one'))]).toEqual(['first', session(AT + 1_000)]);
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
