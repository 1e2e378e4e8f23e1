import { Type, type Static } from 'typebox';
import { AscendingPage, EventParams, Hex32, Id, PositiveInt, Token } from '../shared/fields.ts';
import { defineRoutes } from '../shared/spec.ts';
import { Closed, Count, Line, Moment, Nullable, OptionalLine } from '../shared/text.ts';
import { EVENT_LIMITS, MAX_CLAIM_CODE, PRIZE_LIMITS } from './limits.ts';
import { AdminPrize, EventSettings, ScreenLanguage } from './views.ts';

const Prizes = Type.Array(AdminPrize, { maxItems: PRIZE_LIMITS.prizes });
const PrizeParams = Closed({ event_id: Id, prize_id: Id });

const Win = Closed({
  draw_id: Type.String(),
  draw: Count,
  prize_name: Type.String(),
  prize_rank: Type.Integer(),
  prize_description: Type.String(),
  image_url: Nullable(Type.String()),
  drawn_at: Moment,
  claim_code: Type.String(),
  claimed_at: Nullable(Moment),
  /** When the winner was marked as absent, so that the prize is not theirs any more, and why; null and empty else. */
  forfeited_at: Nullable(Moment),
  forfeit_reason: Type.String(),
  /** A reserve who took the place of an absent winner. */
  stepped_in: Type.Boolean(),
});
export type Win = Static<typeof Win>;

/** `forfeited`: won, and was absent. */
const ParticipantState = Type.Union([Type.Literal('waiting'), Type.Literal('won'), Type.Literal('forfeited')]);

const Participant = Closed({
  draw_number: Type.Integer(),
  created_at: Moment,
  state: ParticipantState,
  prizes: Type.Array(Type.String()),
});
export type Participant = Static<typeof Participant>;

/** The version that the change was made for: refused where it is another one by now. */
const SeenVersion = PositiveInt(1_000_000_000);

const prizeFields = {
  name: Line(PRIZE_LIMITS.name),
  description: OptionalLine(PRIZE_LIMITS.description),
  rank: PositiveInt(PRIZE_LIMITS.rank),
  quantity: PositiveInt(PRIZE_LIMITS.quantity),
  winners_per_draw: PositiveInt(PRIZE_LIMITS.winnersPerDraw),
};

export const eventRoutes = defineRoutes({
  register: {
    summary: 'Join the draw: a new lucky number, or the own one again for a known session token',
    access: 'public',
    body: Closed({
      event_id: Id,
      session_token: Type.Optional(Token),
      entropy_commitment: Type.Optional(Hex32),
    }),
    data: Closed({
      draw_number: Type.Integer(),
      session_token: Type.String(),
      event_id: Type.String(),
      is_existing: Type.Boolean(),
    }),
    status: [201, 200],
    refusals: ['event_not_found', 'registration_closed', 'event_full', 'too_many_registrations'],
  },
  myNumber: {
    summary: 'My lucky number, my state and my wins (session token as Bearer or in the query)',
    access: 'attendee',
    query: Closed({ event_id: Type.Optional(Id), session_token: Type.Optional(Token) }),
    data: Closed({
      draw_number: Type.Integer(),
      event_id: Type.String(),
      state: ParticipantState,
      wins: Type.Array(Win),
    }),
    status: [200],
    refusals: ['event_not_found', 'participant_not_found'],
  },
  updateEvent: {
    summary: "Change the event's settings. With `seen_version` only if nobody has changed them since",
    access: 'admin',
    params: EventParams,
    body: Type.Partial(
      Closed({
        name: Line(EVENT_LIMITS.name),
        number_width: PositiveInt(EVENT_LIMITS.numberWidth),
        spin_ms: Type.Integer({ minimum: 0, maximum: EVENT_LIMITS.spinMs }),
        capacity: PositiveInt(EVENT_LIMITS.capacity),
        registration_open: Type.Boolean(),
        wifi_ssid: OptionalLine(EVENT_LIMITS.wifiSsid),
        wifi_password: OptionalLine(EVENT_LIMITS.wifiPassword),
        entropy_window_ms: Type.Integer({ minimum: 0, maximum: EVENT_LIMITS.entropyWindowMs }),
        delay_ms: Type.Integer({ minimum: 0, maximum: EVENT_LIMITS.delayMs }),
        room_entropy: Type.Boolean(),
        spoken_entropy: Type.Boolean(),
        beacon_entropy: Type.Boolean(),
        reserves: Type.Integer({ minimum: 0, maximum: EVENT_LIMITS.reserves }),
        here_only: Type.Boolean(),
        projector_language: ScreenLanguage,
        projector_muted: Type.Boolean(),
        next_prize_id: Nullable(Id),
        seen_version: Type.Optional(SeenVersion),
      }),
      { additionalProperties: false, minProperties: 1 },
    ),
    data: EventSettings,
    status: [200],
    refusals: ['event_not_found', 'event_not_active', 'event_changed', 'prize_not_found'],
  },
  participants: {
    summary: 'Participants in order of their numbers, a page at a time',
    access: 'admin',
    params: EventParams,
    query: AscendingPage,
    data: Closed({
      total_count: Count,
      /** Some below it may have been removed. */
      last_number: Count,
      participants: Type.Array(Participant),
      next_after: Nullable(Type.Integer()),
    }),
    status: [200],
    refusals: ['event_not_found'],
  },
  removeNeverSeen: {
    summary:
      'Remove the numbers that no phone has ever shown on its screen, but for winners and reserves. A copy of the data is kept',
    access: 'admin',
    params: EventParams,
    body: Closed({ from: Type.Union([Type.Literal('everywhere'), Type.Literal('largest_address')]) }),
    data: Closed({ removed: Count, backup: Type.String() }),
    status: [200],
    refusals: ['event_not_found', 'event_not_active', 'draw_in_progress'],
  },
  claim: {
    summary: 'A winner takes the prize: marks the win of this claim code as claimed',
    access: 'admin',
    params: EventParams,
    body: Closed({ code: Type.String({ minLength: 1, maxLength: MAX_CLAIM_CODE, pattern: '^[A-Za-z0-9 -]+$' }) }),
    data: Closed({
      draw_number: Type.Integer(),
      prize_name: Type.String(),
      prize_rank: Type.Integer(),
      claimed_at: Moment,
    }),
    status: [200],
    refusals: ['event_not_found', 'event_not_active', 'claim_not_found', 'already_claimed', 'win_forfeited'],
  },
  prizes: {
    summary: 'The prizes in the order of the show',
    access: 'admin',
    params: EventParams,
    data: Closed({ prizes: Prizes }),
    status: [200],
    refusals: ['event_not_found'],
  },
  createPrize: {
    summary: `Add a prize at the end of the list, which holds ${PRIZE_LIMITS.prizes} at most`,
    access: 'admin',
    params: EventParams,
    body: Closed({
      name: prizeFields.name,
      description: Type.Optional(prizeFields.description),
      rank: Type.Optional(prizeFields.rank),
      quantity: Type.Optional(prizeFields.quantity),
      winners_per_draw: Type.Optional(prizeFields.winners_per_draw),
    }),
    data: AdminPrize,
    status: [201],
    refusals: ['event_not_found', 'event_not_active', 'too_many_prizes'],
  },
  orderPrizes: {
    summary: 'Put the prizes in another order: all ids, each once',
    access: 'admin',
    params: EventParams,
    body: Closed({ prize_ids: Type.Array(Id, { maxItems: 1_000, uniqueItems: true }) }),
    data: Closed({ prizes: Prizes }),
    status: [200],
    refusals: ['event_not_found', 'event_not_active', 'prize_not_found'],
  },
  updatePrize: {
    summary:
      'Change a prize. The quantity cannot fall below what is drawn already. With `seen_version` only if nobody has changed it since',
    access: 'admin',
    params: PrizeParams,
    body: Type.Partial(Closed({ ...prizeFields, seen_version: Type.Optional(SeenVersion) }), {
      additionalProperties: false,
      minProperties: 1,
    }),
    data: AdminPrize,
    status: [200],
    refusals: ['event_not_found', 'event_not_active', 'prize_not_found', 'prize_was_drawn', 'prize_changed'],
  },
  deletePrize: {
    summary: 'Delete a prize that was not drawn yet',
    access: 'admin',
    params: PrizeParams,
    data: Closed({}),
    status: [200],
    refusals: ['event_not_found', 'event_not_active', 'prize_not_found', 'prize_was_drawn'],
  },
  setPrizeImage: {
    summary: 'Give a prize its picture: JPEG, PNG, WebP, GIF or AVIF up to 10 MB; it is resized',
    access: 'admin',
    params: PrizeParams,
    upload: true,
    data: AdminPrize,
    status: [200],
    refusals: [
      'event_not_found',
      'event_not_active',
      'prize_not_found',
      'image_not_readable',
      'invalid_request',
      'body_too_large',
      'unsupported_media_type',
    ],
  },
  removePrizeImage: {
    summary: "Remove a prize's picture",
    access: 'admin',
    params: PrizeParams,
    data: AdminPrize,
    status: [200],
    refusals: ['event_not_found', 'event_not_active', 'prize_not_found'],
  },
});
