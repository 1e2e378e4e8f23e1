import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../support/temporary.ts';
import { AT, begin, changeBy, drawOf, hash, idempotent, newcomer, type StoreUnderTest } from './begin.ts';

export const platformSuite = (store: StoreUnderTest): void => {
  describe(`the platform in ${store.name}`, () => {
    it('keeps a reply with its change, or neither', async () => {
      const begun = await begin(store, 5);
      const { event, stage, platform } = begun.stores;
      const kept = async (title: string): Promise<string | null> => {
        const reply = await platform.keptReply(hash(`key of ${title}`));
        expect(reply === null || Buffer.from(hash(`request ${title}`)).equals(Buffer.from(reply.fingerprint))).toBe(
          true,
        );
        return reply && Buffer.from(reply.reply).toString();
      };
      await event.updateEvent('event', { name: 'Gala' }, changeBy(idempotent('update')));
      expect(await kept('update')).toContain('"name":"Gala"');
      await stage.reset('event', { participants: false, draws: false }, null, changeBy(idempotent('reset')));
      expect(await kept('reset')).toBe('{"removedParticipants":0,"removedDraws":0}');
      await event.register('event', [newcomer('x', { idempotent: idempotent('register') })]);
      expect(await kept('register')).toBe('{"drawNumber":6,"isExisting":false}');
      const repeated = await event.register('event', [newcomer('y', { idempotent: idempotent('register') })]);
      expect(repeated[0]).toMatchObject({ kind: 'repeated' });
      expect((await event.find('event'))?.event.participantCount).toBe(6);
      await expect(begun.record(drawOf(9, [1]), idempotent('draw'))).rejects.toThrow(/used already/);
      expect(await kept('draw')).toBeNull();
      const twice = event.updateEvent('event', { name: 'Twice' }, changeBy(idempotent('update')));
      await expect(twice).rejects.toThrow(/UNIQUE|unique/);
      expect((await event.find('event'))?.event.name).toBe('Gala');
    });

    it('drops the replies that are too old', async () => {
      const begun = await begin(store);
      await begun.stores.event.updateEvent('event', { name: 'Gala' }, changeBy(idempotent('update')));
      const { platform } = await begun.reopen();
      await platform.dropReplies(AT);
      expect(await platform.keptReply(hash('key of update'))).not.toBeNull();
      await platform.dropReplies(AT + 1);
      expect(await platform.keptReply(hash('key of update'))).toBeNull();
    });

    it('keeps settings', async () => {
      const begun = await begin(store);
      const { platform } = begun.stores;
      await platform.putSetting('a', '1');
      await platform.putSetting('a', '2');
      await platform.putSetting('b', 'x');
      await platform.putSetting('b', null);
      const again = (await begun.reopen()).platform;
      expect([await again.setting('a'), await again.setting('b'), await again.setting('c')]).toEqual(['2', null, null]);
    });

    it('copies the whole store, and leaves no half of one', async () => {
      const begun = await begin(store, 10);
      const recorded = await begun.record(drawOf(1, [4]));
      const folder = temporaryFolder();
      await begun.stores.platform.copyTo(join(folder, 'luckydraw.sqlite3'));
      await expect(begun.stores.platform.copyTo(join(folder, 'nowhere', 'copy'))).rejects.toThrow(/directory|open/);
      expect(readdirSync(folder)).toEqual(['luckydraw.sqlite3']);
      await begun.stores.stage.reset('event', { participants: true, draws: true }, null, changeBy());
      const copy = store.open(folder);
      expect((await copy.event.find('event'))?.event.participantCount).toBe(10);
      expect(await copy.stage.draws('event')).toEqual([recorded.draw]);
      await copy.platform.close();
    });

    it('serves a program that closes it twice', async () => {
      const { stores } = await begin(store);
      await stores.platform.close();
      await stores.platform.close();
    });
  });
};
