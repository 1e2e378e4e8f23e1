import { Type, type Static } from 'typebox';
import { PRIZE_LIMITS } from '../event/limits.ts';
import { AscendingPage, DrawsPage, EventParams, Hex32, Id, PositiveInt } from '../shared/fields.ts';
import { defineRoutes } from '../shared/spec.ts';
import { Closed, Count, Line, Moment, Nullable, OptionalLine } from '../shared/text.ts';
import { MAX_ABSENT_REASON, MAX_SOURCES, MAX_SPOKEN, MAX_WINNERS } from './limits.ts';
import { Forfeit, PublicEvent, Winner, Winners } from './views.ts';

const DrawParams = Closed({ event_id: Id, draw_id: Id });
const Reserves = Type.Integer({ minimum: 0, maximum: MAX_WINNERS });

/** Draw among the phones that are here now; as the event's settings say unless given. */
const HereOnly = Type.Optional(Type.Boolean());

/** Draw among those whom another feature knows by this id, such as the voters of a room; among all unless given. */
const Group = Type.Optional(Id);

const drawn = {
  draw_id: Type.String(),
  draw: Count,
  prize_id: Nullable(Type.String()),
  prize_name: Type.String(),
  prize_rank: Type.Integer(),
  entries: Count,
  drawn_at: Moment,
  reveal_at: Moment,
};

const AdminDraw = Closed({
  ...drawn,
  revealed: Type.Boolean(),
  /** Those who stepped in come last. */
  winners: Type.Array(
    Closed({
      ...Winner.properties,
      claim_code: Type.String(),
      claimed_at: Nullable(Moment),
      forfeited_at: Nullable(Moment),
      forfeit_reason: Type.String(),
      /** The absent winner whose place this one has taken. */
      steps_in_for: Nullable(Type.Integer()),
      /** The reels turn for this one, who steps in: nobody knows yet. */
      hidden: Type.Boolean(),
    }),
    { maxItems: 2 * MAX_WINNERS },
  ),
  /** In the order in which they step in. */
  reserves: Winners,
  /** How many of them can still step in. */
  reserves_left: Count,
});
export type AdminDraw = Static<typeof AdminDraw>;

export const stageRoutes = defineRoutes({
  event: {
    summary: 'The active event as everybody may see it',
    access: 'public',
    data: PublicEvent,
    status: [200],
    refusals: [],
  },
  draw: {
    summary:
      'Draw winners for a prize: announced, decided and stored at once, revealed `spin_ms` later, with no entropy and no delay',
    access: 'admin',
    params: EventParams,
    body: Type.Union([
      Closed({
        prize_id: Id,
        count: Type.Optional(PositiveInt(MAX_WINNERS)),
        reserves: Type.Optional(Reserves),
        here_only: HereOnly,
        group: Group,
      }),
      Closed({
        prize_name: Line(PRIZE_LIMITS.name),
        prize_rank: PositiveInt(PRIZE_LIMITS.rank),
        count: PositiveInt(MAX_WINNERS),
        reserves: Type.Optional(Reserves),
        here_only: HereOnly,
        group: Group,
      }),
    ]),
    data: Closed({ ...drawn, winners: Winners, reserves: Winners }),
    status: [201],
    refusals: [
      'event_not_found',
      'event_not_active',
      'prize_not_found',
      'group_not_found',
      'not_enough_entries',
      'no_prizes_left',
      'draw_in_progress',
    ],
  },
  announce: {
    summary:
      "Announce a draw on the stage: it gathers entropy as the event's settings say, is closed, then decided by itself after its delay, and revealed `spin_ms` after the close at the earliest",
    access: 'admin',
    params: EventParams,
    body: Closed({
      prize_id: Id,
      count: Type.Optional(PositiveInt(MAX_WINNERS)),
      reserves: Type.Optional(Reserves),
      here_only: HereOnly,
      group: Group,
    }),
    data: Closed({
      draw_id: Type.String(),
      epoch: Count,
      draw: Count,
      announcement_hash: Hex32,
      fingerprint: Type.String(),
      sources: Type.Array(Type.String(), { maxItems: MAX_SOURCES }),
      entropy_until: Moment,
    }),
    status: [201],
    refusals: [
      'event_not_found',
      'event_not_active',
      'prize_not_found',
      'group_not_found',
      'not_enough_entries',
      'no_prizes_left',
      'draw_in_progress',
    ],
  },
  speak: {
    summary: 'The words that somebody in the audience called out, for an armed draw that awaits them',
    access: 'admin',
    params: EventParams,
    body: Closed({ text: Line(MAX_SPOKEN) }),
    data: Closed({}),
    status: [200],
    refusals: ['event_not_found', 'event_not_active', 'not_armed', 'no_words_awaited'],
  },
  abandon: {
    summary: 'Give up an armed draw before its entropy is closed; its draw number stays used',
    access: 'admin',
    params: EventParams,
    data: Closed({}),
    status: [200],
    refusals: ['event_not_found', 'event_not_active', 'not_armed', 'draw_in_progress'],
  },
  dismiss: {
    summary: 'Take the result off the stage',
    access: 'admin',
    params: EventParams,
    data: Closed({}),
    status: [200],
    refusals: ['event_not_found', 'event_not_active', 'draw_in_progress', 'nothing_to_dismiss'],
  },
  draws: {
    summary: 'All draws, newest first, a page at a time; a page ends early where its draws have very many winners',
    access: 'admin',
    params: EventParams,
    query: DrawsPage,
    data: Closed({ total_count: Count, draws: Type.Array(AdminDraw), next_before: Nullable(Count) }),
    status: [200],
    refusals: ['event_not_found'],
  },
  absent: {
    summary:
      'A winner is not there: the win is forfeited for everybody to see, and the next reserve steps in on the stage',
    access: 'admin',
    params: DrawParams,
    body: Closed({
      draw_number: PositiveInt(1_000_000_000),
      reason: Type.Optional(OptionalLine(MAX_ABSENT_REASON)),
    }),
    data: Closed({
      draw_id: Type.String(),
      forfeited: Closed({
        draw_number: Type.Integer(),
        prize_name: Type.String(),
        prize_rank: Type.Integer(),
        reason: Type.String(),
        forfeited_at: Moment,
      }),
      stepped_in: Nullable(Winner),
    }),
    status: [200],
    refusals: [
      'event_not_found',
      'event_not_active',
      'draw_not_found',
      'draw_in_progress',
      'already_claimed',
      'not_a_winner',
    ],
  },
  absences: {
    summary:
      'Who was absent in a revealed draw, in the order in which they were called, why, and who stepped in. `after`: so many are left out',
    access: 'public',
    params: Closed({ draw_id: Id }),
    query: AscendingPage,
    data: Closed({
      absences: Type.Array(Closed({ ...Forfeit.properties, reason: Type.String(), forfeited_at: Moment })),
      next_after: Nullable(Count),
    }),
    status: [200],
    refusals: ['draw_not_found'],
  },
  undoReset: {
    summary: 'Undo the last reset from the copy that was kept before it, as long as nothing was announced since',
    access: 'admin',
    params: EventParams,
    data: Closed({ restored_participants: Count, restored_draws: Count }),
    status: [200],
    refusals: ['event_not_found', 'event_not_active', 'draw_in_progress', 'nothing_to_undo'],
  },
  reset: {
    summary: 'Start over: draws and wins, participants, or both. A copy of the store is kept before',
    access: 'admin',
    params: EventParams,
    body: Closed({ reset_participants: Type.Boolean(), reset_draws: Type.Boolean() }),
    data: Closed({ removed_participants: Count, removed_draws: Count, backup: Nullable(Type.String()) }),
    status: [200],
    refusals: ['event_not_found', 'event_not_active', 'draw_in_progress'],
  },
});
