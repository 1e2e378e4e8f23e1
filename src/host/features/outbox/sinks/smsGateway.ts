import { readFile } from 'node:fs/promises';
import { Type, type Static } from 'typebox';
import { Check } from 'typebox/value';
import { maskNumbersIn } from '../phoneNumbers.ts';
import { createHttpSender, type HttpSender } from './httpRequest.ts';
import type { FaultCode } from '../../../../contract/outbox/faults.ts';
import { fault } from '../faults.ts';
import { DELIVERED, failed } from './sink.ts';
import type { SmsGateway, SmsMessage } from './smsSink.ts';

const PARALLEL = 4;
const Text = Type.String({ minLength: 1, maxLength: 4_096 });
const Closed = <T extends Parameters<typeof Type.Object>[0]>(properties: T) =>
  Type.Object(properties, { additionalProperties: false });

/**
 * Any gateway that takes an HTTP request. In the texts of `body`, `{to}` stands for the number (+821012345678),
 * `{to_digits}` for it without its plus, `{to_korea}` for it as Korea writes it (01012345678), `{text}` for the text and
 * `{id}` for the message's id, the same over repetitions. `accepted`: for gateways that answer 200 to everything, the
 * field of their JSON answer that says whether they took it, and what it says then.
 */
const HttpGateway = Closed({
  gateway: Type.Literal('http'),
  url: Text,
  headers: Type.Optional(Type.Record(Type.String(), Text)),
  encoding: Type.Union([Type.Literal('json'), Type.Literal('form')]),
  body: Type.Record(Type.String(), Type.Unknown()),
  accepted: Type.Optional(Closed({ field: Text, is: Text })),
});
type HttpGateway = Static<typeof HttpGateway>;

/** twilio.com: Programmable Messaging. */
const Twilio = Closed({ gateway: Type.Literal('twilio'), account_sid: Text, auth_token: Text, from: Text });

/** aligo.in, for Korea. */
const Aligo = Closed({ gateway: Type.Literal('aligo'), key: Text, user_id: Text, sender: Text });

const GatewayFile = Type.Union([HttpGateway, Twilio, Aligo]);

const asHttp = (given: Static<typeof GatewayFile>): HttpGateway => {
  switch (given.gateway) {
    case 'http':
      return given;
    case 'twilio':
      return {
        gateway: 'http',
        url: `https://api.twilio.com/2010-04-01/Accounts/${encodeURIComponent(given.account_sid)}/Messages.json`,
        headers: {
          authorization: `Basic ${Buffer.from(`${given.account_sid}:${given.auth_token}`).toString('base64')}`,
        },
        encoding: 'form',
        body: { To: '{to}', From: given.from, Body: '{text}' },
      };
    case 'aligo':
      return {
        gateway: 'http',
        url: 'https://apis.aligo.in/send/',
        encoding: 'form',
        body: { key: given.key, user_id: given.user_id, sender: given.sender, receiver: '{to_korea}', msg: '{text}' },
        accepted: { field: 'result_code', is: '1' },
      };
  }
};

/** What stands for what in a template. */
const values = ({ id, to, text }: SmsMessage): Readonly<Record<string, string>> => ({
  id,
  to,
  text,
  to_digits: to.replace(/^\+/, ''),
  to_korea: to.replace(/^\+82/, '0'),
});

/** Replaces in one go, so that a text that holds `{to}` stays as it is. */
const filled = (template: unknown, by: Readonly<Record<string, string>>): unknown => {
  if (typeof template === 'string') return template.replace(/\{(\w+)\}/g, (whole, name: string) => by[name] ?? whole);
  if (Array.isArray(template)) return template.map((each) => filled(each, by));
  if (typeof template !== 'object' || template === null) return template;
  return Object.fromEntries(Object.entries(template).map(([key, value]) => [key, filled(value, by)]));
};

const encoded = ({ encoding, body }: HttpGateway, message: SmsMessage): string => {
  const fields = filled(body, values(message)) as Record<string, unknown>;
  if (encoding === 'json') return JSON.stringify(fields);
  return new URLSearchParams(
    Object.entries(fields).map(([key, value]): [string, string] => [key, String(value)]),
  ).toString();
};

const fieldOf = (text: string, field: string): unknown => {
  try {
    const answer: unknown = JSON.parse(text);
    return typeof answer === 'object' && answer !== null ? (answer as Record<string, unknown>)[field] : undefined;
  } catch {
    return undefined; // Not JSON: a gateway that was expected to say what became of it has not said so.
  }
};

const refusalOf = (status: number): FaultCode =>
  status === 401 || status === 403 ? 'not_allowed' : status === 404 ? 'wrong_path' : 'rejected';

const createGateway = (config: HttpGateway, sender: HttpSender): SmsGateway => {
  const type = config.encoding === 'json' ? 'application/json' : 'application/x-www-form-urlencoded';
  return {
    send: async (message, signal) => {
      const { status, afterMs, text } = await sender.send(
        {
          method: 'POST',
          headers: { 'content-type': type, ...config.headers },
          body: encoded(config, message),
        },
        { readsAnswer: true, signal },
      );
      // A gateway's answer says what was wrong, and often with the number.
      const said = maskNumbersIn(text.replace(/\s+/g, ' ').trim()).slice(0, 160);
      if (status < 200 || status >= 300)
        return failed(fault(refusalOf(status), `it answered ${status}${said === '' ? '' : `: ${said}`}`), afterMs);
      const { accepted } = config;
      if (accepted && String(fieldOf(text, accepted.field)) !== accepted.is) {
        return failed(fault('not_taken', `it did not take the message: ${said}`), afterMs);
      }
      return DELIVERED;
    },
    close: () => sender.close(),
  };
};

/**
 * The gateway that a JSON file describes: `{"gateway":"twilio",…}`, `{"gateway":"aligo",…}` or `{"gateway":"http",…}`. A
 * file, for it holds secrets. @throws Error with a sentence for people.
 */
export const loadSmsGateway = async (file: string): Promise<SmsGateway> => {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new Error(`the file ${file} cannot be read`, { cause: error });
  });
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch (error) {
    throw new Error(`the file ${file} is not JSON`, { cause: error });
  }
  if (!Check(GatewayFile, given)) {
    throw new Error(`the file ${file} describes no gateway: see docs/outbox.md`);
  }
  const config = asHttp(given);
  const url = URL.parse(config.url);
  if (url === null || !/^https?:$/.test(url.protocol))
    throw new Error(`the file ${file} has no http address as its url`);
  return createGateway(config, createHttpSender(url, PARALLEL));
};
