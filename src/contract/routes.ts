/**
 * Every HTTP route: what it takes, what it answers, who may. The host validates, types and documents (OpenAPI) from
 * this table; the screens take their types from it.
 */
import { Type, type Static, type TSchema } from 'typebox';
import type { ErrorCode } from './errors.ts';
import type { RouteName } from './paths.ts';
import { Closed, Count, Line, Moment, Nullable, OptionalLine } from './text.ts';
import { AdminPrize, EventSettings, NetworkAddress, PublicEvent, Winner } from './views.ts';

export interface RouteSpec {
  readonly summary: string;
  /** `none`: everybody; `attendee`: a session token; `admin`: an admin's session. */
  readonly access: 'none' | 'attendee' | 'admin';
  readonly params?: TSchema;
  readonly query?: TSchema;
  readonly body?: TSchema;
  /** `multipart/form-data` with one file instead of JSON. */
  readonly upload?: boolean;
  /** What `data` of the answer holds. */
  readonly data: TSchema;
  /** Success statuses; the first is the usual one. */
  readonly status: readonly [200 | 201, ...(200 | 201)[]];
  /** Refusals besides those that every route may give (invalid_request, unauthorized, …). */
  readonly refusals: readonly ErrorCode[];
  /** The answer as it stands, without the envelope `{success, data, message}`. */
  readonly bare?: boolean;
}

const Id = Type.String({ minLength: 1, maxLength: 64, pattern: '^[A-Za-z0-9_-]+$' });
const Token = Type.String({ minLength: 1, maxLength: 256, pattern: '^[\\x21-\\x7e]+$' });
const Hex32 = Type.String({ pattern: '^[0-9a-f]{64}$' });
const Password = Type.String({ minLength: 8, maxLength: 256 });
const PositiveInt = (maximum: number) => Type.Integer({ minimum: 1, maximum });

const EventParams = Closed({ event_id: Id });
const PrizeParams = Closed({ event_id: Id, prize_id: Id });
const DrawParams = Closed({ draw_id: Id });

const Session = Closed({
  role: Type.Literal('admin'),
  event_id: Type.String(),
  expires_at: Moment,
});
/** The same with the token, for programs; browsers get it as a cookie too. */
const Login = Closed({ ...Session.properties, token: Type.String() });

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
});
export type Win = Static<typeof Win>;

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
  winners: Type.Array(Closed({ ...Winner.properties, claim_code: Type.String(), claimed_at: Nullable(Moment) })),
  reserves: Type.Array(Winner),
});
export type AdminDraw = Static<typeof AdminDraw>;

const Participant = Closed({
  draw_number: Type.Integer(),
  created_at: Moment,
  state: Type.Union([Type.Literal('waiting'), Type.Literal('won')]),
  prizes: Type.Array(Type.String()),
});
export type Participant = Static<typeof Participant>;

const prizeFields = {
  name: Line(120),
  description: OptionalLine(500),
  rank: PositiveInt(999),
  quantity: PositiveInt(100_000),
  winners_per_draw: PositiveInt(1_000),
};

export const ROUTES = {
  health: {
    summary: 'Is the host up?',
    access: 'none',
    data: Closed({
      status: Type.Literal('ok'),
      version: Type.String(),
      uptime_s: Type.Number(),
      event_id: Type.String(),
    }),
    status: [200],
    refusals: [],
    bare: true,
  },
  register: {
    summary: 'Join the draw: a new lucky number, or the own one again for a known session token',
    access: 'none',
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
      state: Type.Union([Type.Literal('waiting'), Type.Literal('won')]),
      wins: Type.Array(Win),
    }),
    status: [200],
    refusals: ['event_not_found', 'participant_not_found'],
  },
  event: {
    summary: 'The active event as everybody may see it',
    access: 'none',
    data: PublicEvent,
    status: [200],
    refusals: [],
  },
  publicDraws: {
    summary: 'The revealed draws, newest first: what there is to check',
    access: 'none',
    data: Closed({
      event_id: Type.String(),
      event_name: Type.String(),
      draws: Type.Array(
        Closed({
          draw_id: Type.String(),
          epoch: Count,
          draw: Count,
          prize_name: Type.String(),
          prize_rank: Type.Integer(),
          announced_at: Moment,
          entries: Count,
          winners: Type.Array(Type.Integer()),
          fingerprint: Type.String(),
        }),
      ),
    }),
    status: [200],
    refusals: [],
  },
  announcement: {
    summary: 'The announcement of a draw (FAIRNESS section 4), from the announcement on',
    access: 'none',
    params: DrawParams,
    data: Closed({
      announcement: Type.Unknown(),
      announcement_hash: Hex32,
      fingerprint: Type.String(),
      seal: Hex32,
    }),
    status: [200],
    refusals: ['draw_not_found'],
  },
  proof: {
    summary: 'The proof of a draw, once it is revealed (FAIRNESS section 7)',
    access: 'none',
    params: DrawParams,
    data: Type.Unknown(),
    status: [200],
    refusals: ['draw_not_found'],
  },
  receipt: {
    summary: 'My entry in a draw and its path to the announced root (session token as Bearer or in the query)',
    access: 'attendee',
    params: DrawParams,
    query: Closed({ session_token: Type.Optional(Token) }),
    data: Closed({
      entry: Type.Array(Type.Unknown(), {
        minItems: 4,
        maxItems: 4,
        description: '[number, weight, holder, commitment or null], FAIRNESS section 3',
      }),
      index: Count,
      path: Type.Array(Hex32),
      root: Hex32,
      /** What this phone added to the draw: the step it revealed; null if nothing of it was counted. */
      contribution: Nullable(Closed({ step: Count, value: Hex32 })),
    }),
    status: [200],
    refusals: ['draw_not_found', 'participant_not_found'],
  },

  login: {
    summary: 'Log in as the organiser',
    access: 'none',
    body: Closed({ password: Type.String({ minLength: 1, maxLength: 256 }) }),
    data: Login,
    status: [200],
    refusals: ['wrong_password', 'too_many_attempts'],
  },
  setUp: {
    summary: 'Set the first password with the one-time link that a first start prints',
    access: 'none',
    body: Closed({ setup_token: Token, password: Password }),
    data: Login,
    status: [201],
    refusals: ['link_not_valid', 'already_set_up', 'too_many_attempts'],
  },
  redeemTicket: {
    summary: "Log in with a one-time ticket of the host's own shell (desktop windows)",
    access: 'none',
    body: Closed({ ticket: Token }),
    data: Login,
    status: [200],
    refusals: ['link_not_valid', 'too_many_attempts'],
  },
  logout: { summary: 'End this session', access: 'admin', data: Closed({}), status: [200], refusals: [] },
  session: { summary: 'Who am I?', access: 'admin', data: Session, status: [200], refusals: [] },
  changePassword: {
    summary:
      'Set another password; every other session ends. `current` may be left out in a session that came from a ticket',
    access: 'admin',
    body: Closed({ current: Type.Optional(Type.String({ minLength: 1, maxLength: 256 })), password: Password }),
    data: Closed({}),
    status: [200],
    refusals: ['wrong_password', 'too_many_attempts'],
  },
  chooseNetwork: {
    summary: 'Which address of this machine the QR code leads to; null: the host chooses',
    access: 'admin',
    body: Closed({ preferred: Nullable(Type.String({ minLength: 1, maxLength: 64 })) }),
    data: Closed({ join_url: Type.String(), addresses: Type.Array(NetworkAddress) }),
    status: [200],
    refusals: [],
  },

  updateEvent: {
    summary: "Change the event's settings",
    access: 'admin',
    params: EventParams,
    body: Type.Partial(
      Closed({
        name: Line(80),
        number_width: PositiveInt(6),
        spin_ms: Type.Integer({ minimum: 0, maximum: 60_000 }),
        capacity: PositiveInt(1_000_000),
        registration_open: Type.Boolean(),
        wifi_ssid: OptionalLine(32),
        wifi_password: OptionalLine(63),
        entropy_window_ms: Type.Integer({ minimum: 0, maximum: 30_000 }),
        room_entropy: Type.Boolean(),
        spoken_entropy: Type.Boolean(),
        beacon_entropy: Type.Boolean(),
      }),
      { additionalProperties: false, minProperties: 1 },
    ),
    data: EventSettings,
    status: [200],
    refusals: ['event_not_found'],
  },
  participants: {
    summary: 'Participants in order of their numbers, a page at a time',
    access: 'admin',
    params: EventParams,
    query: Closed({
      after: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000_000 })),
      limit: Type.Optional(PositiveInt(1_000)),
    }),
    data: Closed({ total_count: Count, participants: Type.Array(Participant), next_after: Nullable(Type.Integer()) }),
    status: [200],
    refusals: ['event_not_found'],
  },
  draw: {
    summary: 'Draw winners for a prize: announced, decided and stored at once, revealed `spin_ms` later',
    access: 'admin',
    params: EventParams,
    body: Type.Union([
      Closed({
        prize_id: Id,
        count: Type.Optional(PositiveInt(100_000)),
        reserves: Type.Optional(Type.Integer({ minimum: 0, maximum: 100_000 })),
      }),
      Closed({
        prize_name: Line(120),
        prize_rank: PositiveInt(999),
        count: PositiveInt(100_000),
        reserves: Type.Optional(Type.Integer({ minimum: 0, maximum: 100_000 })),
      }),
    ]),
    data: Closed({ ...drawn, winners: Type.Array(Winner), reserves: Type.Array(Winner) }),
    status: [201],
    refusals: [
      'event_not_found',
      'prize_not_found',
      'not_enough_entries',
      'no_prizes_left',
      'draw_in_progress',
      'draws_used_up',
    ],
  },
  announce: {
    summary:
      "Announce a draw on the stage: it gathers entropy as the event's settings say, is then decided by itself and revealed `spin_ms` later",
    access: 'admin',
    params: EventParams,
    body: Closed({
      prize_id: Id,
      count: Type.Optional(PositiveInt(100_000)),
      reserves: Type.Optional(Type.Integer({ minimum: 0, maximum: 100_000 })),
    }),
    data: Closed({
      draw_id: Type.String(),
      epoch: Count,
      draw: Count,
      announcement_hash: Hex32,
      fingerprint: Type.String(),
      sources: Type.Array(Type.String()),
      entropy_until: Moment,
    }),
    status: [201],
    refusals: [
      'event_not_found',
      'prize_not_found',
      'not_enough_entries',
      'no_prizes_left',
      'draw_in_progress',
      'beacon_unreachable',
    ],
  },
  speak: {
    summary: 'The words that somebody in the audience called out, for an armed draw that awaits them',
    access: 'admin',
    params: EventParams,
    body: Closed({ text: Line(64) }),
    data: Closed({}),
    status: [200],
    refusals: ['event_not_found', 'not_armed', 'no_words_awaited'],
  },
  abandon: {
    summary: 'Give up an armed draw before it is decided; its draw number stays used',
    access: 'admin',
    params: EventParams,
    data: Closed({}),
    status: [200],
    refusals: ['event_not_found', 'not_armed'],
  },
  archive: {
    summary: 'A zip with every proof of the event, its log, and a page that checks them without any server',
    access: 'admin',
    params: EventParams,
    data: Type.Unknown(),
    status: [200],
    refusals: ['event_not_found'],
  },
  log: {
    summary: 'What organisers did, each record chained to the one before by hash; oldest first, a page at a time',
    access: 'admin',
    params: EventParams,
    query: Closed({
      after: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000_000 })),
      limit: Type.Optional(PositiveInt(1_000)),
    }),
    data: Closed({
      intact: Type.Boolean(),
      records: Type.Array(
        Closed({
          seq: Count,
          event: Type.String(),
          at: Moment,
          actor: Type.String(),
          action: Type.String(),
          details: Type.Unknown(),
          previous: Hex32,
          hash: Hex32,
        }),
      ),
      next_after: Nullable(Type.Integer()),
    }),
    status: [200],
    refusals: ['event_not_found'],
  },
  dismiss: {
    summary: 'Take the result off the stage',
    access: 'admin',
    params: EventParams,
    data: Closed({}),
    status: [200],
    refusals: ['event_not_found', 'draw_in_progress', 'nothing_to_dismiss'],
  },
  draws: {
    summary: 'All draws, newest first',
    access: 'admin',
    params: EventParams,
    data: Closed({ total_count: Count, draws: Type.Array(AdminDraw) }),
    status: [200],
    refusals: ['event_not_found'],
  },
  reset: {
    summary: 'Start over: draws and wins, participants, or both. A copy of the store is kept before',
    access: 'admin',
    params: EventParams,
    body: Closed({ reset_participants: Type.Boolean(), reset_draws: Type.Boolean() }),
    data: Closed({ removed_participants: Count, removed_draws: Count, backup: Nullable(Type.String()) }),
    status: [200],
    refusals: ['event_not_found', 'draw_in_progress'],
  },
  claim: {
    summary: 'A winner takes the prize: marks the win of this claim code as claimed',
    access: 'admin',
    params: EventParams,
    body: Closed({ code: Type.String({ minLength: 1, maxLength: 32, pattern: '^[A-Za-z0-9 -]+$' }) }),
    data: Closed({
      draw_number: Type.Integer(),
      prize_name: Type.String(),
      prize_rank: Type.Integer(),
      claimed_at: Moment,
    }),
    status: [200],
    refusals: ['event_not_found', 'claim_not_found', 'already_claimed'],
  },

  prizes: {
    summary: 'The prizes in the order of the show',
    access: 'admin',
    params: EventParams,
    data: Closed({ prizes: Type.Array(AdminPrize) }),
    status: [200],
    refusals: ['event_not_found'],
  },
  createPrize: {
    summary: 'Add a prize at the end of the list',
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
    refusals: ['event_not_found'],
  },
  orderPrizes: {
    summary: 'Put the prizes in another order: all ids, each once',
    access: 'admin',
    params: EventParams,
    body: Closed({ prize_ids: Type.Array(Id, { maxItems: 1_000, uniqueItems: true }) }),
    data: Closed({ prizes: Type.Array(AdminPrize) }),
    status: [200],
    refusals: ['event_not_found', 'prize_not_found'],
  },
  updatePrize: {
    summary: 'Change a prize. The quantity cannot fall below what is drawn already',
    access: 'admin',
    params: PrizeParams,
    body: Type.Partial(Closed(prizeFields), { additionalProperties: false, minProperties: 1 }),
    data: AdminPrize,
    status: [200],
    refusals: ['event_not_found', 'prize_not_found', 'prize_was_drawn'],
  },
  deletePrize: {
    summary: 'Delete a prize that was not drawn yet',
    access: 'admin',
    params: PrizeParams,
    data: Closed({}),
    status: [200],
    refusals: ['event_not_found', 'prize_not_found', 'prize_was_drawn'],
  },
  setPrizeImage: {
    summary: 'Give a prize its picture: JPEG, PNG, WebP, GIF or AVIF up to 10 MB; it is resized',
    access: 'admin',
    params: PrizeParams,
    upload: true,
    data: AdminPrize,
    status: [200],
    refusals: ['event_not_found', 'prize_not_found', 'image_not_readable', 'body_too_large', 'unsupported_media_type'],
  },
  removePrizeImage: {
    summary: "Remove a prize's picture",
    access: 'admin',
    params: PrizeParams,
    data: AdminPrize,
    status: [200],
    refusals: ['event_not_found', 'prize_not_found'],
  },
} satisfies Record<RouteName, RouteSpec>;

type Spec<N extends RouteName> = (typeof ROUTES)[N];
type Part<N extends RouteName, K extends string> =
  Spec<N> extends Record<K, infer S extends TSchema> ? Static<S> : undefined;

/** What a route takes and answers, as types. `undefined` where it takes nothing. */
export type RouteParams<N extends RouteName> = Part<N, 'params'>;
export type RouteQuery<N extends RouteName> = Part<N, 'query'>;
export type RouteBody<N extends RouteName> = Part<N, 'body'>;
export type RouteData<N extends RouteName> = Static<Spec<N>['data']>;

/** The body of every success. */
export interface SuccessBody<T> {
  readonly success: true;
  readonly data: T;
  readonly message: string;
}
