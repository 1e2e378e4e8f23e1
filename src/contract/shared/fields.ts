/** Fields that the routes of several features take. */
import { Type } from 'typebox';
import { MAX_PAGE, MAX_TOKEN } from './limits.ts';
import { Closed } from './text.ts';

export const Id = Type.String({ minLength: 1, maxLength: 64, pattern: '^[A-Za-z0-9_-]+$' });
export const Token = Type.String({ minLength: 1, maxLength: MAX_TOKEN, pattern: '^[\\x21-\\x7e]+$' });
/** 32 bytes as 64 lower-case hex digits. */
export const Hex32 = Type.String({ pattern: '^[0-9a-f]{64}$' });
export const PositiveInt = (maximum: number) => Type.Integer({ minimum: 1, maximum });

export const EventParams = Closed({ event_id: Id });

/** Draw numbers of one page of a list of draws. */
export const DRAWS_A_PAGE = 100;

/** A page of a list of draws, newest first: those before a place among all of an event's draws, and how many at most. */
export const DrawsPage = Closed({
  before: Type.Optional(Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER })),
  limit: Type.Optional(PositiveInt(DRAWS_A_PAGE)),
});

/** A page of a list in ascending order: what comes after this number, and how many at most. */
export const AscendingPage = Closed({
  after: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000_000 })),
  limit: Type.Optional(PositiveInt(MAX_PAGE)),
});
