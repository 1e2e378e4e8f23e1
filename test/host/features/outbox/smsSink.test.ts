import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { maskData, maskNumbersIn } from '../../../../src/host/features/outbox/phoneNumbers.ts';
import { loadSmsGateway } from '../../../../src/host/features/outbox/sinks/smsGateway.ts';
import { allDelivered, happened, openOutboxParts } from '../../../support/outbox.ts';
import { openReceiver } from '../../../support/receiver.ts';
import { temporaryFolder } from '../../../support/temporary.ts';

const NUMBER = '+821012345678';
const sms = (text: string) => happened('customer', 1, { type: 'smsRequested', data: { to: NUMBER, text } });

const open = async (config: unknown) => {
  const folder = temporaryFolder();
  const file = join(folder, 'sms.json');
  const write = (given: unknown): void =>
    writeFileSync(file, typeof given === 'string' ? given : JSON.stringify(given));
  write(config);
  const receiver = await openReceiver();
  const parts = await openOutboxParts(folder, { settings: { smsGateway: file, webhookUrl: [receiver.url] } });
  onTestFinished(() => parts.close());
  return { ...parts, write, webhook: receiver };
};

describe('an SMS gateway', () => {
  it('is asked in the form that its file says, and nobody else hears of the number', async () => {
    const gateway = await openReceiver();
    const { emit, until, outbox, webhook } = await open({
      gateway: 'http',
      url: gateway.url,
      headers: { authorization: 'Key secret' },
      encoding: 'json',
      body: { message: { to: ['{to}', '{to_digits}', '{to_korea}'], text: '{text}', ref: '{id}' }, kind: 'plain' },
    });
    await emit([sms('{to} won: 꽃'), happened('event', 1)]);
    await until(allDelivered);
    expect(webhook.received.map(({ event }) => event.type)).toEqual(['somethingHappened']);
    const [{ body, headers } = { body: '', headers: {} }] = gateway.received;
    expect(headers['authorization']).toBe('Key secret');
    expect(JSON.parse(body)).toEqual({
      message: {
        to: [NUMBER, '821012345678', '01012345678'],
        text: '{to} won: 꽃',
        ref: expect.stringMatching(/^[0-9a-f]{32}$/) as string,
      },
      kind: 'plain',
    });
    expect((await outbox.test('sms', null)).kind).toBe('failed');
    expect((await outbox.test('sms', NUMBER)).kind).toBe('delivered');
    expect(gateway.received).toHaveLength(2);
  });

  it('that answers 200 to everything is believed by the field that says what became of it', async () => {
    const gateway = await openReceiver();
    gateway.answer((_received, response) => void response.end(`{"result_code":"-101","message":"bad ${NUMBER}"}`));
    const { emit, until } = await open({
      gateway: 'http',
      url: gateway.url,
      encoding: 'form',
      body: { receiver: '{to_korea}', msg: '{text}' },
      accepted: { field: 'result_code', is: '1' },
    });
    await emit([sms('a & b')]);
    const { sinks } = await until((state) => (state.sinks[1]?.failures ?? 0) > 0);
    expect(sinks[1]?.last_error?.code).toBe('not_taken');
    expect(sinks[1]?.last_error?.message).toContain('it did not take the message');
    // Its answer held the number, and nothing that people read does.
    expect(JSON.stringify(sinks)).not.toContain('1234567');
    gateway.answer((_received, response) => void response.end('{"result_code":1}'));
    await until(allDelivered);
    expect(new URLSearchParams(gateway.received[0]?.body).get('msg')).toBe('a & b');
    expect(new URLSearchParams(gateway.received[0]?.body).get('receiver')).toBe('01012345678');
  });

  it('whose file is wrong is said at the start, and works once the file is right', async () => {
    const gateway = await openReceiver();
    const { emit, until, problems, write } = await open('{"gateway":"pigeon"}');
    await until(({ sinks }) => sinks[1]?.last_error !== null);
    expect(problems.current()?.message).toContain('describes no gateway');
    await emit([sms('hello')]);
    await until((state) => (state.sinks[1]?.failures ?? 0) > 0);
    write({ gateway: 'http', url: gateway.url, encoding: 'json', body: { to: '{to}' } });
    await until(allDelivered);
  });

  it('may be one of those that are known by name', async () => {
    const file = join(temporaryFolder(), 'sms.json');
    for (const config of [
      { gateway: 'twilio', account_sid: 'AC1', auth_token: 'secret', from: '+15005550006' },
      { gateway: 'aligo', key: 'key', user_id: 'me', sender: '025114560' },
    ]) {
      writeFileSync(file, JSON.stringify(config));
      (await loadSmsGateway(file)).close();
    }
    for (const bad of [
      '',
      '{}',
      '{"gateway":"twilio"}',
      '{"gateway":"http","url":"ftp://x","encoding":"json","body":{}}',
    ]) {
      writeFileSync(file, bad);
      await expect(loadSmsGateway(file)).rejects.toThrow(file);
    }
  });
});

describe('phone numbers', () => {
  it('are masked wherever people and logs could read them', () => {
    expect(maskNumbersIn(`${NUMBER} is unreachable, so is 010-1234-5678`)).toBe(
      '+82********78 is unreachable, so is *********78',
    );
    expect(maskNumbersIn('connect to 192.168.0.1:8080 failed after 15000 ms')).toContain('192.168.0.1:8080');
    expect(maskData({ to: NUMBER, text: 'x', list: [{ mobile: '01012345678' }], n: 1, none: null })).toEqual({
      to: '+82********78',
      text: 'x',
      list: [{ mobile: '*********78' }],
      n: 1,
      none: null,
    });
  });
});
