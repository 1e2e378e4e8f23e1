import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PATHS, type RouteName } from '../../../src/contract/paths.ts';
import { ROUTES } from '../../../src/contract/routes.ts';
import type { RouteSpec } from '../../../src/contract/shared/spec.ts';
import { refusalOf, type Answer, type CallInput, type RawAnswer } from '../../support/client.ts';
import { hostForTest, openHost, upTo, type TestHost } from '../../support/host.ts';
import { createManualClock } from '../../support/manualClock.ts';
import { temporaryFolder } from '../../support/temporary.ts';
import { GOOD } from './goodBodies.ts';

/** A request, and the same with another body. */
interface Change {
  readonly title: string;
  readonly first: (open: TestHost) => Promise<Answer<RouteName>>;
  readonly other: (open: TestHost) => Promise<Answer<RouteName>>;
  /** What there is to count afterwards: 1 when the change was made once. */
  readonly made: (open: TestHost) => Promise<number>;
}

const change = <N extends RouteName>(
  name: N,
  first: CallInput<N>,
  other: CallInput<N>,
  made: Change['made'],
  as: 'admin' | 'call' = 'admin',
): Change => ({
  title: name,
  first: (open) => open[as](name, { ...first, key: 'key-1' }),
  other: (open) => open[as](name, { ...other, key: 'key-1' }),
  made,
});

const prizeCount = async (open: TestHost): Promise<number> => (await open.admin('prizes', {})).data.prizes.length;
const drawCount = async (open: TestHost): Promise<number> => (await open.admin('draws', {})).data.total_count;

const car = { prize_name: 'Car', prize_rank: 1, count: 2 };

describe.each<Change>([
  change('createPrize', { body: { name: 'Car' } }, { body: { name: 'Boat' } }, prizeCount),
  change('draw', { body: car }, { body: { ...car, count: 1 } }, drawCount),
  change('updateEvent', { body: { name: 'Party' } }, { body: { name: 'Gala' } }, async (open) =>
    (await open.call('event', {})).data.name === 'Party' ? 1 : 0,
  ),
  change(
    'reset',
    { body: { reset_participants: true, reset_draws: false } },
    { body: { reset_participants: false, reset_draws: true } },
    async (open) => (await open.call('event', {})).data.join_round - 1,
  ),
])('the same Idempotency-Key for $title', ({ first, other, made }) => {
  it('gets the first answer again, also after a restart, and changes nothing more', async () => {
    const open = await hostForTest();
    await open.join(10);
    const answer = await first(open);
    expect(answer.code).toBeNull();
    expect(answer.headers['idempotent-replayed']).toBeUndefined();
    const expectSame = async (again: Answer<RouteName>): Promise<void> => {
      expect([again.status, again.text]).toEqual([answer.status, answer.text]);
      expect(again.headers['idempotent-replayed']).toBe('true');
    };
    await expectSame(await first(open));
    const reopened = await open.reopen();
    await expectSame(await first(reopened));
    expect(await made(reopened)).toBe(1);
  });

  it('changes once, however many come at once', async () => {
    const open = await hostForTest();
    await open.join(10);
    const answers = await Promise.all(upTo(10).map(() => first(open)));
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    expect(await made(open)).toBe(1);
  });

  it('is refused with another request', async () => {
    const open = await hostForTest();
    await open.join(10);
    const answer = await first(open);
    const reused = await other(open);
    expect([reused.status, reused.code]).toEqual([422, 'idempotency_key_reused']);
    expect((await first(open)).text).toBe(answer.text);
    expect(await made(open)).toBe(1);
  });
});

describe('an Idempotency-Key', () => {
  it('gives a phone that repeats its registration its own number and token again, also after a restart', async () => {
    const open = await hostForTest();
    const ask = (host: TestHost) =>
      host.call('register', { body: { event_id: host.eventId }, key: 'phone-1-of-a-room' });
    const answers = await Promise.all(upTo(10).map(() => ask(open)));
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    expect(answers[0]?.status).toBe(201);
    expect(answers[0]?.data.draw_number).toBe(1);
    const again = await open.reopen();
    const repeated = await ask(again);
    expect([repeated.status, repeated.text]).toEqual([201, answers[0]?.text]);
    expect((await again.call('event', {})).data.count).toBe(1);
    const other = { event_id: again.eventId, entropy_commitment: 'ab'.repeat(32) };
    expect((await again.call('register', { body: other, key: 'phone-1-of-a-room' })).code).toBe(
      'idempotency_key_reused',
    );
    expect(
      (await again.call('register', { body: { event_id: again.eventId }, key: 'phone-2-of-a-room' })).data.draw_number,
    ).toBe(2);
  });

  it('belongs to one route', async () => {
    const open = await hostForTest();
    const created = await open.admin('createPrize', { body: { name: 'Car' }, key: 'same' });
    const prize = created.data.id;
    expect(
      (await open.admin('updatePrize', { params: { prize_id: prize }, body: { name: 'Boat' }, key: 'same' })).data.name,
    ).toBe('Boat');
    const both = 'the-same-key-of-both';
    const made = await open.admin('createPrize', { body: { name: 'Bike' }, key: both });
    expect((await open.call('register', { body: { event_id: open.eventId }, key: both })).data.draw_number).toBe(1);
    expect((await open.admin('createPrize', { body: { name: 'Bike' }, key: both })).text).toBe(made.text);
    expect((await open.admin('createPrize', { body: { name: 'Car' }, key: 'same' })).text).toBe(created.text);
  });

  it('repeats nothing to somebody without a session', async () => {
    const open = await hostForTest();
    await open.admin('createPrize', { body: { name: 'Car' }, key: 'same' });
    expect((await open.call('createPrize', { body: { name: 'Car' }, key: 'same' })).code).toBe('unauthorized');
  });

  it('works for what deletes, dismisses, orders and claims', async () => {
    const open = await hostForTest();
    await open.join(3);
    await open.admin('updateEvent', { body: { spin_ms: 0 } });
    const [a, b] = await Promise.all(['a', 'b'].map((name) => open.admin('createPrize', { body: { name } })));
    const ids = [a?.data.id ?? '', b?.data.id ?? ''];
    const twice = async (act: () => Promise<Answer<RouteName>>): Promise<void> => {
      const first = await act();
      expect(first.text).toContain('"success":true');
      const second = await act();
      expect([second.status, second.text]).toEqual([first.status, first.text]);
    };
    await twice(() => open.admin('orderPrizes', { body: { prize_ids: [...ids].reverse() }, key: 'k' }));
    await twice(() => open.admin('deletePrize', { params: { prize_id: ids[0] ?? '' }, key: 'k' }));
    await open.admin('draw', { body: { prize_id: ids[1] ?? '' } });
    const { data } = await open.admin('draws', {});
    const code = data.draws[0]?.winners[0]?.claim_code ?? '';
    await twice(() => open.admin('claim', { body: { code }, key: 'k' }));
    await twice(() => open.admin('dismiss', { key: 'k' }));
    expect((await open.admin('claim', { body: { code } })).code).toBe('already_claimed');
    expect((await open.admin('dismiss', {})).code).toBe('nothing_to_dismiss');
  });
});

const specOf = (name: RouteName): RouteSpec => ROUTES[name];
const changing = (Object.keys(PATHS) as RouteName[]).filter(
  (name) => PATHS[name][0] !== 'GET' || specOf(name).changes === true,
);

describe('every route that changes something', () => {
  let open: TestHost;
  beforeAll(
    async () => void (open = await openHost({ config: { outboxFile: join(temporaryFolder(), 'events.jsonl') } })),
  );
  afterAll(() => open.close());

  const send = (name: RouteName, key: string): Promise<RawAnswer> => {
    const [method, template] = PATHS[name];
    const path = template.replace(':event_id', open.eventId).replace(':sink_id', 'file').replace(/:\w+/g, 'x');
    const headers = { authorization: `Bearer ${open.adminToken}`, 'idempotency-key': key };
    const body = GOOD[name];
    if (!body) return open.client.raw({ method, path, headers });
    const text = JSON.stringify(body).replace('EVENT', open.eventId);
    return open.client.raw({ method, path, headers: { ...headers, 'content-type': 'application/json' }, body: text });
  };

  it.each(changing.filter((name) => specOf(name).idempotent !== false))(
    '%s answers the same key alike, whether it did what was asked or refused it',
    async (name) => {
      const key = `the-key-of-${name}-once`;
      const first = await send(name, key);
      expect(first.headers['idempotent-replayed']).toBeUndefined();
      const again = await send(name, key);
      expect([again.status, again.text]).toEqual([first.status, first.text]);
      expect(again.headers['idempotent-replayed']).toBe('true');
    },
  );

  it.each(changing.filter((name) => specOf(name).idempotent === false))('%s takes no key', async (name) => {
    const answer = await send(name, `the-key-of-${name}-once`);
    expect(refusalOf(answer).code).toBe('invalid_request');
    expect(answer.text).toContain('takes no Idempotency-Key');
  });

  it.each(changing.filter((name) => specOf(name).idempotent !== false && specOf(name).access === 'public'))(
    '%s takes no short key from strangers, who would meet',
    async (name) => {
      for (const key of ['1', 'fifteen-letters'])
        expect(refusalOf(await send(name, key)).code, name).toBe('invalid_request');
    },
  );
});

describe('a refusal', () => {
  it('stays the answer of its key, also after a restart, and another key asks anew', async () => {
    const open = await hostForTest();
    const [body, key] = [{ event_id: open.eventId }, 'a-phone-that-came-early'];
    await open.admin('updateEvent', { body: { registration_open: false } });
    expect((await open.call('register', { body, key })).code).toBe('registration_closed');
    await open.admin('updateEvent', { body: { registration_open: true } });
    expect((await open.call('register', { body, key })).code).toBe('registration_closed');
    const again = await open.reopen();
    expect((await again.call('register', { body, key })).code).toBe('registration_closed');
    expect((await again.call('register', { body, key: 'the-same-phone-asks-anew' })).data.draw_number).toBe(1);
  });

  it('of a stake stays the answer of its key, and the place is taken with another key', async () => {
    const open = await hostForTest();
    const { game_id } = (await open.admin('makeGame', { body: { name: 'Ring', players: 2, win_sum: 1 } })).data;
    const body = { game_id, player_id: 'anna', amount: 1 };
    await open.admin('changeGame', { params: { game_id }, body: { paused: true } });
    const refused = await open.admin('stake', { body, key: 'ring-1' });
    expect([refused.code, refused.headers['idempotent-replayed']]).toEqual(['game_paused', undefined]);
    await open.admin('changeGame', { params: { game_id }, body: { paused: false } });
    const again = await open.reopen();
    const repeated = await again.admin('stake', { body, key: 'ring-1' });
    expect([repeated.status, repeated.text]).toEqual([refused.status, refused.text]);
    expect(repeated.headers['idempotent-replayed']).toBe('true');
    const other = await again.admin('stake', { body: { ...body, amount: 2 }, key: 'ring-1' });
    expect(other.code).toBe('idempotency_key_reused');
    expect((await again.admin('stake', { body, key: 'ring-2' })).data.draw_number).toBe(1);
  });

  it('of a stake is one answer for all who come with its key at once, whatever happens meanwhile', async () => {
    const open = await hostForTest();
    const { game_id } = (await open.admin('makeGame', { body: { name: 'Ring', players: 99, win_sum: 1 } })).data;
    const pause = (paused: boolean) => open.admin('changeGame', { params: { game_id }, body: { paused } });
    await pause(true);
    const ask = () => open.admin('stake', { body: { game_id, player_id: 'anna', amount: 1 }, key: 'ring-1' });
    const [one, two, , three, four] = await Promise.all([ask(), ask(), pause(false), ask(), ask()]);
    const last = await ask();
    const { gathered } = (await open.admin('games', {})).data.games[0] ?? {};
    expect(gathered).toBe(last.code === null ? 1 : 0);
    // Who was answered before anything was kept may have been told otherwise; nobody after.
    expect([one, two, three, four].map(({ text }) => text)).toContain(last.text);
    expect((await ask()).text).toBe(last.text);
  });

  it('of a picture stays the answer of its key for the same file, and for no other', async () => {
    const open = await hostForTest();
    const { id } = (await open.admin('createPrize', { body: { name: 'Car' } })).data;
    const send = (host: TestHost, file: Buffer, key: string) =>
      host.client.raw({
        method: 'PUT',
        path: `/api/luckydraw/admin/${host.eventId}/prizes/${id}/image`,
        headers: {
          authorization: `Bearer ${host.adminToken}`,
          'content-type': 'multipart/form-data; boundary=x',
          'idempotency-key': key,
        },
        body: Buffer.concat([
          Buffer.from('--x\r\nContent-Disposition: form-data; name="image"; filename="a.png"\r\n\r\n'),
          file,
          Buffer.from('\r\n--x--\r\n'),
        ]),
      });
    const png = await sharp({ create: { width: 9, height: 9, channels: 3, background: 'red' } })
      .png()
      .toBuffer();
    const text = Buffer.from('no picture');

    const refused = await send(open, text, 'k-1');
    expect([refusalOf(refused).code, refused.headers['idempotent-replayed']]).toEqual([
      'image_not_readable',
      undefined,
    ]);
    const again = await open.reopen();
    const repeated = await send(again, text, 'k-1');
    expect([repeated.status, repeated.text]).toEqual([refused.status, refused.text]);
    expect(repeated.headers['idempotent-replayed']).toBe('true');
    expect(refusalOf(await send(again, png, 'k-1')).code).toBe('idempotency_key_reused');

    await again.admin('deletePrize', { params: { prize_id: id } });
    expect(refusalOf(await send(again, png, 'k-2')).code).toBe('prize_not_found');
    expect((await send(again, png, 'k-2')).headers['idempotent-replayed']).toBe('true');
    expect(refusalOf(await send(again, text, 'k-2')).code).toBe('idempotency_key_reused');
  });

  it('for coming too often is no answer to what was asked', async () => {
    const clock = createManualClock();
    const open = await hostForTest({ clock, config: { registrationLimit: 1 } });
    const [body, key] = [{ event_id: open.eventId }, 'a-phone-in-a-crowd'];
    await open.join(1);
    expect((await open.call('register', { body, key })).code).toBe('too_many_registrations');
    clock.advance(60_000);
    expect((await open.call('register', { body, key })).data.draw_number).toBe(2);
  });

  it('is kept for strangers a few times a minute, so that nobody fills the disk with them', async () => {
    const open = await hostForTest({ clock: createManualClock() });
    await open.admin('updateEvent', { body: { registration_open: false } });
    const answers = await Promise.all(
      upTo(100).map((n) =>
        open.call('register', { body: { event_id: open.eventId }, key: `a-flood-of-keys-${String(n)}` }),
      ),
    );
    expect(new Set(answers.map(({ code }) => code))).toEqual(new Set(['registration_closed']));
    const repeated = await Promise.all(
      upTo(100).map((n) =>
        open.call('register', { body: { event_id: open.eventId }, key: `a-flood-of-keys-${String(n)}` }),
      ),
    );
    expect(repeated.filter(({ headers }) => headers['idempotent-replayed'] === 'true')).toHaveLength(60);
  });
});
