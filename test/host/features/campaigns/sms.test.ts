import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { hostForTest } from '../../../support/host.ts';
import { openReceiver } from '../../../support/receiver.ts';
import { temporaryFolder } from '../../../support/temporary.ts';
import { campaignWish, couponType, DAY_MS, drawAs, mobileOf, newCampaign, newUser } from './support.ts';

it('sends the one-time code and the coupon to the gateway, and only a masked number to others', async () => {
  const gateway = await openReceiver();
  const webhook = await openReceiver();
  const file = join(temporaryFolder(), 'sms.json');
  writeFileSync(
    file,
    JSON.stringify({
      gateway: 'http',
      url: gateway.url,
      headers: {},
      encoding: 'json',
      body: { to: '{to}', text: '{text}' },
    }),
  );
  const open = await hostForTest({ config: { smsGateway: file, webhookUrl: [webhook.url] } });
  const campaign = await newCampaign(
    open,
    campaignWish([couponType()], {
      needs_code: true,
      starts_at: new Date(Date.now() - DAY_MS).toISOString(),
      ends_at: new Date(Date.now() + 5 * DAY_MS).toISOString(),
    }),
  );
  const user = await newUser(open, 1);
  const sent = (nth: number): { to: string; text: string } =>
    JSON.parse(gateway.received[nth]?.body ?? '{}') as { to: string; text: string };

  expect((await open.call('sendUserCode', { body: { user_id: user } })).status).toBe(201);
  await gateway.until((received) => received.length === 1);
  expect(sent(0).to).toBe(mobileOf(1));
  const code = /\d{6}/.exec(sent(0).text)?.[0] ?? '';
  const wrong = code === '000000' ? '111111' : '000000';
  expect((await open.call('verifyUser', { body: { user_id: user, code: wrong } })).code).toBe('wrong_code');
  expect((await open.call('verifyUser', { body: { user_id: user, code } })).status).toBe(200);

  const { data } = await drawAs(open, user, campaign);
  await gateway.until((received) => received.length === 2);
  expect(sent(1).text).toContain(data.coupon?.code);
  await webhook.until((received) => received.length === 1);
  expect(webhook.received.map(({ event }) => event.type)).toEqual(['couponWon']);
  const told = webhook.received.map(({ body }) => body).join('');
  expect(told).toContain('••••0001');
  expect(told).not.toContain(mobileOf(1).slice(3));
  expect(told).not.toContain(data.coupon?.code);
});
