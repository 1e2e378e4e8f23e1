import { Ajv, type ValidateFunction } from 'ajv';
import type { RouteBody } from '../../../contract/routes.ts';
import { StakeBody } from '../../../contract/lotteries/routes.ts';

type Read = { readonly stake: RouteBody<'stake'> } | { readonly unreadable: string };

let validate: ValidateFunction<RouteBody<'stake'>> | null = null;

/** The body of a message, checked as strictly as that of a request; or in words why it is none. */
export const readStake = (body: Uint8Array): Read => {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    return { unreadable: 'The message is not JSON in UTF-8.' };
  }
  validate ??= new Ajv({ strict: false }).compile<RouteBody<'stake'>>(StakeBody);
  if (validate(value)) return { stake: value };
  const [error] = validate.errors ?? [];
  return { unreadable: `The message${error?.instancePath ?? ''} ${error?.message ?? 'is not a stake'}.` };
};
