import { join } from 'node:path';
import { expect, it } from 'vitest';
import { hostForTest } from '../../support/host.ts';
import { connectScreen, refusalOfScreen } from '../../support/screens.ts';
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
  expect((await open.call('register', { body: { event_id: 'other' } })).code).toBe('event_not_found');
  const desk = await connectScreen(open.url, 'operator', { token: open.adminToken });
  expect(await refusalOfScreen(open.url, { channel: 'operator' })).toBe('unauthorized');
  const { text } = await open.client.raw({ path: '/metrics' });
  expect(text).toMatch(
    /^luckydraw_http_requests_total\{method="POST",route="\/api\/luckydraw\/register",status="201"\} 3$/m,
  );
  expect(text).toMatch(/^luckydraw_refusals_total\{code="event_not_found"\} 1$/m);
  expect(text).toMatch(/^luckydraw_connections\{channel="operator"\} 1$/m);
  expect(text).toMatch(/^luckydraw_dropped_total\{why="screen_unauthorized"\} 1$/m);
  expect(text).toMatch(/^luckydraw_commits_total\{within="0\.1"\} \d+$/m);
  expect(text).toMatch(/^luckydraw_commit_seconds_total [\d.]+$/m);
  const { data } = await open.admin('figures', {});
  expect(data.refusals).toEqual([{ name: 'event_not_found', count: 1 }]);
  expect(data.connections).toEqual([{ name: 'operator', count: 1 }]);
  expect(data.commits.count).toBeGreaterThan(0);
  expect(data.memory.used).toBeGreaterThan(1_000_000);
  desk.close();
  // Twice the same names: whoever scrapes again is answered again.
  expect((await open.client.raw({ path: '/metrics' })).status).toBe(200);

  // A proxy on this computer speaks for somebody else.
  const headers = { 'x-forwarded-for': '203.0.113.9' };
  expect((await open.client.raw({ path: '/metrics', headers })).status).toBe(401);
  const authorization = `Bearer ${open.adminToken}`;
  expect((await open.client.raw({ path: '/metrics', headers: { ...headers, authorization } })).status).toBe(200);
});
