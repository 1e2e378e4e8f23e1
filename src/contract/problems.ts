/** What can go wrong on the host and matters to the show: what an organiser is told, worded by the screens. */
import { Type, type Static } from 'typebox';
import { Closed } from './shared/text.ts';

/** The closed list. A screen has words for each, which say what is safe and what to do. */
export const PROBLEM_CODES = [
  'timer_failed',
  'disk_full',
  'store_failed',
  'log_broken',
  'data_missing',
  'numbers_without_phones',
  'secret_lost',
  'draw_not_stored',
  'draw_not_closed',
  'beacon_missing',
  'beacon_lost',
  'beacon_lost_not_stored',
  'reveal_not_stored',
  'vote_not_closed',
  'votes_lost',
  'events_wait',
  'lottery_waits',
  'lotteries_not_found',
  'stakes_wait',
] as const;
export type ProblemCode = (typeof PROBLEM_CODES)[number];

/** What a code does not say by itself. `reason`: what the computer said, in English. */
export const ProblemDetails = Closed({
  reason: Type.Optional(Type.String()),
  /** The first record of the log that does not follow from the one before. */
  record: Type.Optional(Type.Integer()),
  /** How many numbers one address has joined with that no phone has shown. */
  numbers: Type.Optional(Type.Integer()),
  /** How many draws were announced and not closed. */
  announced: Type.Optional(Type.Integer()),
  room: Type.Optional(Type.String()),
  game: Type.Optional(Type.String()),
  /** Where events go. */
  target: Type.Optional(Type.String()),
});
export type ProblemDetails = Static<typeof ProblemDetails>;

/** `at`: ms since 1970. `message`: the same in English, for programs and logs. */
export const ProblemView = Closed({
  at: Type.Integer(),
  code: Type.Unsafe<ProblemCode>(Type.Union(PROBLEM_CODES.map((code) => Type.Literal(code)))),
  details: ProblemDetails,
  message: Type.String(),
});
export type ProblemView = Static<typeof ProblemView>;
