import { join } from 'node:path';
import { expect, it } from 'vitest';
import { hostForTest } from '../../support/host.ts';
import { temporaryFolder } from '../../support/temporary.ts';

it('the figures of a host are told as Prometheus reads them, to this computer and to organisers', async () => {
  const open = await hostForTest({ config: { outboxFile: join(temporaryFolder(), 'events.jsonl') } });
  await open.join(3);
  const answer = await open.client.raw({ path: '/metrics' });
  expect(answer.status).toBe(200);
  expect(answer.headers['content-type']).toMatch(/^text\/plain; version=/);
  expect(answer.text).toMatch(/^luckydraw_participants 3$/m);
  expect(answer.text).toMatch(/^luckydraw_outbox_lag_events\{sink="[^"]+",kind="file"\} \d+$/m);
  expect(answer.text).toMatch(/^luckydraw_nodejs_eventloop_lag_seconds /m);
  // Twice the same names: whoever scrapes again is answered again.
  expect((await open.client.raw({ path: '/metrics' })).status).toBe(200);

  // A proxy on this computer speaks for somebody else.
  const headers = { 'x-forwarded-for': '203.0.113.9' };
  expect((await open.client.raw({ path: '/metrics', headers })).status).toBe(401);
  const authorization = `Bearer ${open.adminToken}`;
  expect((await open.client.raw({ path: '/metrics', headers: { ...headers, authorization } })).status).toBe(200);
});
