import { expect, it } from 'vitest';
import { MAX_INTEGRATOR_KEYS } from '../../../../src/contract/access/limits.ts';
import { hostForTest, upTo } from '../../../support/host.ts';

it('is the same key for a repeated request, also after a restart, and opens nothing of the organiser', async () => {
  const host = await hostForTest();
  const body = { name: 'Till <b>1</b>' };
  const { data } = await host.admin('makeIntegratorKey', { body, key: 'make-1' });
  expect(data.key).toMatch(/^ldk_[\w-]{43}$/);
  const again = await host.reopen();
  const { adminToken: token } = host;
  expect((await again.call('makeIntegratorKey', { token, body, key: 'make-1' })).data).toEqual(data);
  expect((await again.call('integratorKeys', { token })).data.keys).toEqual([
    { key_id: data.key_id, name: 'Till <b>1</b>', created_at: data.created_at, last_used_at: null },
  ]);
  for (const name of ['integratorKeys', 'games', 'session'] as const)
    expect(await again.call(name, { token: data.key })).toMatchObject({ status: 401, code: 'unauthorized' });
  const stake = { player_id: 'a', game_id: 'none', amount: 1 };
  expect(await again.call('stake', { token: data.key, body: stake })).toMatchObject({ code: 'game_not_found' });
  await again.call('revokeIntegratorKey', { token, params: { key_id: data.key_id } });
  expect(await again.call('stake', { token: data.key, body: stake })).toMatchObject({ code: 'unauthorized' });
  expect(await again.call('revokeIntegratorKey', { token, params: { key_id: data.key_id } })).toMatchObject({
    code: 'key_not_found',
  });
});

it('is one of a limited number', async () => {
  const host = await hostForTest();
  for (const number of upTo(MAX_INTEGRATOR_KEYS))
    await host.admin('makeIntegratorKey', { body: { name: `Till ${number}` } });
  expect(await host.admin('makeIntegratorKey', { body: { name: 'One more' } })).toMatchObject({
    status: 409,
    code: 'too_many_keys',
  });
});
