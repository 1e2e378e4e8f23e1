import { Type } from 'typebox';

/**
 * Why something was not delivered; the closed list that screens have words for. `not_allowed`: 401 or 403; `wrong_path`:
 * 404; `rejected`: any other answer that is no success; `not_taken`: a gateway answered, and did not take the message.
 */
export const FAULT_CODES = [
  'nobody_listens',
  'broken_off',
  'no_such_host',
  'no_lookup',
  'no_answer',
  'unreachable',
  'internal_address',
  'redirected',
  'not_allowed',
  'wrong_path',
  'rejected',
  'gone',
  'not_taken',
  'no_folder',
  'not_writable',
  'disk_full',
  'store_failed',
  'other',
] as const;
export type FaultCode = (typeof FAULT_CODES)[number];
export const FaultCode = Type.Unsafe<FaultCode>(Type.Union(FAULT_CODES.map((code) => Type.Literal(code))));
