import Database from 'better-sqlite3';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { firstBroken, NO_PREVIOUS } from '../../../../src/core/log/logChain.ts';
import type { RouteData } from '../../../../src/contract/routes.ts';
import { deskNow, fairHost, joinPhones, playOut } from '../../../support/fairDraw.ts';
import { hostForTest, type TestHost } from '../../../support/host.ts';
import { connectScreen } from '../../../support/screens.ts';

type Records = RouteData<'log'>['records'];

/** The whole log, read in small pages. */
const readLog = async (open: TestHost): Promise<Records> => {
  const records: Records = [];
  for (let after: number | null = 0; after !== null;) {
    const { data }: { data: RouteData<'log'> } = await open.admin('log', { query: { after, limit: 7 } });
    expect(data.intact).toBe(true);
    records.push(...data.records);
    after = data.next_after;
  }
  return records;
};

const brokenIn = (records: Records): number | null =>
  firstBroken(
    records.map((record) => ({ ...record, at: Date.parse(record.at) })),
    NO_PREVIOUS,
    1,
  );

const withFile = (open: TestHost, change: (file: Database.Database) => void): void => {
  const file = new Database(join(open.dataDir, 'luckydraw.sqlite3'));
  change(file);
  file.close();
};

const PASSWORDS = ['first password', 'second password', 'a wrong guess', 'wifi-secret'] as const;

describe('the log', () => {
  it('names every deed of the organisers, by whom, in order, and no secret', async () => {
    const host = await fairHost({}, { config: { adminPassword: PASSWORDS[0] } });
    const { open, clock, prizeId, secret } = host;
    const phones = await joinPhones(open, 8);
    const login = await open.call('login', { body: { password: PASSWORDS[0] } });
    expect((await open.call('login', { body: { password: PASSWORDS[2] } })).code).toBe('wrong_password');
    const token = login.data.token;
    const admin: TestHost['admin'] = (name, input) => open.call(name, { token, ...input });
    await admin('updateEvent', { body: { name: 'Gala', wifi_ssid: 'Venue', wifi_password: PASSWORDS[3] } });
    await admin('changePassword', { body: { current: PASSWORDS[0], password: PASSWORDS[1] } });
    await admin('chooseNetwork', { body: { preferred: null } });
    const cake = (await admin('createPrize', { body: { name: 'Cake' } })).data.id;
    await admin('updatePrize', { params: { prize_id: cake }, body: { quantity: 3 } });
    await admin('orderPrizes', { body: { prize_ids: [cake, prizeId] } });
    await admin('removePrizeImage', { params: { prize_id: cake } });
    await admin('deletePrize', { params: { prize_id: cake } });
    await admin('updateEvent', { body: { spoken_entropy: true } });
    const first = (await admin('announce', { body: { prize_id: prizeId } })).data.draw_id;
    await admin('abandon', {});
    const second = (await admin('announce', { body: { prize_id: prizeId, count: 1 } })).data.draw_id;
    await admin('speak', { body: { text: 'purple elephant' } });
    const phone = await connectScreen(open.url, 'audience');
    await playOut(clock, phone, second);
    const [drawn] = (await admin('draws', {})).data.draws;
    const code = drawn?.winners[0]?.claim_code ?? '';
    await admin('claim', { body: { code } });
    await admin('dismiss', {});
    const third = (await admin('draw', { body: { prize_name: 'Hat', prize_rank: 2, count: 1 } })).data.draw_id;
    clock.advance(10_000);
    await phone.until(({ stage, draw }) => stage === 'winner' && draw?.draw_id === third);
    await admin('reset', { body: { reset_participants: true, reset_draws: true } });
    await admin('logout', {});

    // The other session of this test has ended with the password.
    const again = await open.reopen({ config: { adminPassword: null } });
    const records = await readLog(again);
    const me = records.find(
      ({ action, details }) => action === 'logged_in' && JSON.stringify(details).includes('password'),
    )?.actor;
    expect(me).toMatch(/^admin:[0-9a-f]{8}$/);
    const told = records.slice(records.findIndex(({ actor }) => actor === me));
    expect(told.map(({ action, actor }) => `${action} ${actor === me ? 'me' : actor}`)).toEqual([
      'logged_in me',
      'login_refused nobody',
      'event_changed me',
      'password_changed me',
      'network_chosen me',
      'prize_added me',
      'prize_changed me',
      'prizes_ordered me',
      'prize_changed me',
      'prize_deleted me',
      'event_changed me',
      'draw_announced me',
      'draw_abandoned me',
      'draw_announced me',
      'words_spoken me',
      'draw_closed host',
      'draw_decided host',
      'draw_revealed host',
      'win_claimed me',
      'draw_dismissed me',
      'draw_announced me',
      'draw_closed me',
      'draw_decided me',
      'draw_revealed host',
      'draws_erased me',
      'reset me',
      'logged_out me',
      'host_started host',
      expect.stringMatching(/^logged_in admin:[0-9a-f]{8}$/),
    ]);
    expect(records.slice(0, 3).map(({ action }) => action)).toEqual(['event_made', 'host_started', 'logged_in']);
    expect(records.map(({ seq }) => seq)).toEqual(records.map((_, index) => index + 1));
    expect(brokenIn(records)).toBeNull();

    const detailsOf = (action: string, nth = 0): unknown =>
      told.filter((record) => record.action === action)[nth]?.details;
    expect(detailsOf('event_changed')).toEqual({
      from: { name: 'Lucky Draw', wifiSsid: '' },
      to: { name: 'Gala', wifiSsid: 'Venue', wifiPassword: '(changed)' },
    });
    expect(detailsOf('draw_announced')).toMatchObject({ draw_id: first, announcement: { draw: 1, winners: 2 } });
    expect(detailsOf('draw_abandoned')).toEqual({ draw_id: first });
    expect(detailsOf('words_spoken')).toEqual({ draw_id: second, text: 'purple elephant' });
    expect(detailsOf('draw_decided')).toMatchObject({
      draw_id: second,
      winners: drawn?.winners.map(({ draw_number }) => draw_number),
    });
    // As many draws as the console lists: one that was given up is none.
    expect(detailsOf('reset')).toEqual({
      participants: true,
      draws: true,
      removedParticipants: 8,
      removedDraws: 2,
      backup: expect.stringMatching(/^before-reset-.+\.sqlite3$/),
    });

    const text = JSON.stringify(records);
    const secrets = [
      ...PASSWORDS,
      await secret(),
      open.adminToken,
      token,
      again.adminToken,
      code,
      ...phones.map((each) => each.token),
      ...phones.map(({ tip }) => tip),
    ];
    for (const each of secrets) expect(text).not.toContain(each);
  });

  it('holds a repeated request once, and no request that was refused', async () => {
    const { open, prizeId } = await fairHost();
    const before = (await readLog(open)).length;
    await joinPhones(open, 3);
    for (let times = 0; times < 3; times += 1) await open.admin('announce', { body: { prize_id: prizeId }, key: 'k' });
    for (let times = 0; times < 3; times += 1) await open.admin('announce', { body: { prize_id: prizeId } });
    expect((await readLog(open)).slice(before).map(({ action }) => action)).toEqual(['draw_announced']);
  });

  it('is shown to the organiser only', async () => {
    const open = await hostForTest();
    expect((await open.call('log', {})).code).toBe('unauthorized');
    expect((await open.admin('log', { params: { event_id: 'other' } })).code).toBe('event_not_found');
  });

  it('is neither changed nor erased in the store by anything that means well', async () => {
    const open = await hostForTest();
    await open.close();
    withFile(open, (file) => {
      for (const statement of [
        "UPDATE log SET actor = 'host'",
        'UPDATE log SET seq = seq + 100',
        'DELETE FROM log',
        'DELETE FROM log WHERE seq = 1',
      ])
        expect(() => file.exec(statement), statement).toThrow(/only added to|never erased/);
    });
    const again = await open.reopen();
    expect((await deskNow(again)).problem).toBeNull();
    expect(brokenIn(await readLog(again))).toBeNull();
  });

  const tampering: [string, string][] = [
    ['changed', "UPDATE log SET actor = 'somebody' WHERE seq = 3"],
    ['changed in its details', `UPDATE log SET details = '{"name":"Boat"}' WHERE seq = 3`],
    ['changed to what is no JSON', "UPDATE log SET details = 'x' WHERE seq = 3"],
    ['changed in its time', 'UPDATE log SET at = at - 60000 WHERE seq = 3'],
    ['set to a time before time', 'UPDATE log SET at = -5 WHERE seq = 3'],
    ['taken out', 'DELETE FROM log WHERE seq = 3'],
    ['given to another event', "UPDATE log SET event_id = 'other' WHERE seq = 3"],
    ['taken from the beginning', 'DELETE FROM log WHERE seq = 1'],
  ];
  it.each(tampering)('with a record that was %s by hand is found broken at the next start', async (_, statement) => {
    const { open, prizeId, clock } = await fairHost();
    await joinPhones(open, 3);
    await open.admin('updateEvent', { body: { name: 'Gala' } });
    await open.admin('updateEvent', { body: { name: 'Party' } });
    await open.close();
    withFile(open, (file) => {
      file.exec('DROP TRIGGER log_is_only_added_to; DROP TRIGGER log_is_never_erased');
      file.exec(statement);
    });
    const again = await open.reopen();
    const desk = await connectScreen(again.url, 'operator', { token: again.adminToken });
    await desk.until(({ problem }) => problem !== null && /log.*record [1-4]\b/i.test(problem.message));
    // The show goes on.
    const { data } = await again.admin('announce', { body: { prize_id: prizeId } });
    const phone = await connectScreen(again.url, 'audience');
    await playOut(clock, phone, data.draw_id);
    expect((await again.admin('log', { query: { limit: 1_000 } })).data.intact).toBe(false);
  });

  it('that is long is read through at the start while the host answers already', async () => {
    const open = await hostForTest();
    for (let nth = 0; nth < 450; nth += 1) await open.admin('updateEvent', { body: { name: `Party ${nth}` } });
    await open.close();
    withFile(open, (file) => {
      file.exec('DROP TRIGGER log_is_only_added_to');
      file.exec("UPDATE log SET actor = 'somebody' WHERE seq = 440");
    });
    const again = await open.reopen();
    const desk = await connectScreen(again.url, 'operator', { token: again.adminToken });
    const view = await desk.until(({ problem }) => problem !== null);
    expect(view.problem).toMatchObject({ code: 'log_broken', details: { record: 440 } });
    expect(view.problem?.message).toContain('record 440');
  });
});
