/**
 * The closed list of refusals that the host can answer with, and the HTTP status of each: what every feature declares.
 * A refusal is a value (`Refusal` of core), never an exception; a bug throws and becomes `internal`.
 */
import { accessErrors } from './access/errors.ts';
import { campaignsErrors } from './campaigns/errors.ts';
import { drawsErrors } from './draws/errors.ts';
import { eventErrors } from './event/errors.ts';
import { outboxErrors } from './outbox/errors.ts';
import { lotteriesErrors } from './lotteries/errors.ts';
import { roomsErrors } from './rooms/errors.ts';
import { commonErrors } from './shared/errors.ts';
import { stageErrors } from './stage/errors.ts';

export const ERROR_STATUS = {
  ...commonErrors,
  ...accessErrors,
  ...eventErrors,
  ...drawsErrors,
  ...stageErrors,
  ...outboxErrors,
  ...campaignsErrors,
  ...lotteriesErrors,
  ...roomsErrors,
} as const;

export type ErrorCode = keyof typeof ERROR_STATUS;

/** What the outside sees of a refusal: the body of every 4xx and 5xx answer. */
export interface ErrorBody {
  readonly success: false;
  readonly error: { readonly code: ErrorCode; readonly message: string; readonly details?: unknown };
}
