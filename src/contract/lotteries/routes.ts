import { Type, type Static } from 'typebox';
import { AscendingPage, Id, PositiveInt } from '../shared/fields.ts';
import { defineRoutes } from '../shared/spec.ts';
import { Closed, Count, Line, Moment, Nullable } from '../shared/text.ts';
import { LOTTERY_LIMITS as LIMITS } from './limits.ts';

const Sum = PositiveInt(LIMITS.sum);
const LotteryId = Type.String({ minLength: 1, maxLength: 80, pattern: '^[A-Za-z0-9_-]+$' });
const LotteryParams = Closed({ lottery_id: LotteryId });
const GameParams = Closed({ game_id: Id });
const DeadLetterParams = Closed({ dead_letter_id: Id });

/**
 * `seal` and `salt`: published before the first stake. The holder of an entry in a proof is
 * SHA-256("ld2:ref:" || salt || ":" || player_id). `shown`: on the projector, with its winners' ids whole if `whole_ids`.
 */
export const Game = Closed({
  game_id: Type.String(),
  name: Type.String(),
  players: Count,
  win_sum: Count,
  winners: Count,
  distinct_players: Type.Boolean(),
  beacon: Type.Boolean(),
  paused: Type.Boolean(),
  shown: Type.Boolean(),
  whole_ids: Type.Boolean(),
  created_at: Moment,
  seal: Type.String(),
  salt: Type.String(),
  gathered: Count,
  started: Count,
  finished: Count,
  cancelled: Count,
});
export type GameData = Static<typeof Game>;

const Award = Closed({ lottery_id: Type.String(), win_sum: Count, status: Type.Literal('played_out') });

/** `players` and `winners`: players' ids by their places, and in the order of drawing. */
export const LotteryData = Closed({
  lottery_id: Type.String(),
  game_id: Type.String(),
  status: Type.Union([
    Type.Literal('in_waiting'),
    Type.Literal('started'),
    Type.Literal('finished'),
    Type.Literal('cancelled'),
  ]),
  players: Type.Array(Type.String(), { maxItems: LIMITS.players }),
  winners: Type.Array(Type.String(), { maxItems: LIMITS.winners }),
  award: Nullable(Award),
  draw_id: Nullable(Type.String()),
  opened_at: Moment,
  started_at: Nullable(Moment),
  ended_at: Nullable(Moment),
  reason: Nullable(Type.String()),
});
export type LotteryItem = Static<typeof LotteryData>;

/** What a stake is, over HTTP and as the body of a Kafka message alike. */
export const StakeBody = Closed({
  message_id: Type.Optional(Type.String({ minLength: 1, maxLength: LIMITS.messageId, pattern: '^[\\x21-\\x7e]+$' })),
  player_id: Line(LIMITS.playerId),
  game_id: Id,
  amount: Sum,
});

const StakeData = Closed({
  game_id: Type.String(),
  lottery_id: Type.String(),
  draw_number: Count,
  status: Type.Union([Type.Literal('in_waiting'), Type.Literal('started')]),
});

/** A message that could not be taken. `source`: topic, partition and offset. `retryable`: it was kept whole. */
const DeadLetter = Closed({
  dead_letter_id: Type.String(),
  source: Type.String(),
  reason: Type.String(),
  body: Type.String(),
  bytes: Count,
  retryable: Type.Boolean(),
  at: Moment,
});
export type DeadLetterItem = Static<typeof DeadLetter>;

const KafkaState = Closed({
  state: Type.Union([
    Type.Literal('off'),
    Type.Literal('connecting'),
    Type.Literal('reading'),
    Type.Literal('failing'),
  ]),
  error: Nullable(Type.String()),
  taken: Count,
});
export type KafkaItem = Static<typeof KafkaState>;

export const lotteriesRoutes = defineRoutes({
  makeGame: {
    summary: 'Make a game whose lotteries start by themselves. Answers its seal and its salt, before the first stake',
    access: 'admin',
    body: Closed({
      game_id: Type.Optional(Id),
      name: Line(LIMITS.name),
      players: PositiveInt(LIMITS.players),
      win_sum: Sum,
      winners: Type.Optional(PositiveInt(LIMITS.winners)),
      distinct_players: Type.Optional(Type.Boolean()),
      beacon: Type.Optional(Type.Boolean()),
    }),
    data: Game,
    status: [201],
    refusals: ['game_exists', 'more_winners_than_players'],
  },
  stake: {
    summary:
      "Take a player into the game's waiting lottery. Who repeats a `message_id` gets the same place again (200)",
    access: 'integrator',
    body: StakeBody,
    data: StakeData,
    status: [201, 200],
    refusals: ['game_not_found', 'game_paused', 'already_in_lottery', 'message_id_reused'],
  },
  lotteries: {
    summary:
      'The lotteries of a game, newest first, a page at a time; a page ends early where they have very many players',
    access: 'admin',
    query: Closed({
      game_id: Id,
      before: Type.Optional(PositiveInt(LIMITS.sum)),
      limit: Type.Optional(PositiveInt(200)),
    }),
    data: Closed({ lotteries: Type.Array(LotteryData), next_before: Nullable(Count) }),
    status: [200],
    refusals: ['game_not_found'],
  },
  games: {
    summary: 'All games, oldest first, and how the reading of stakes from Kafka goes',
    access: 'admin',
    query: AscendingPage,
    data: Closed({ games: Type.Array(Game), next_after: Nullable(Count), kafka: KafkaState, dead_letters: Count }),
    status: [200],
    refusals: [],
  },
  changeGame: {
    summary: 'Pause a game, or let it go on. Lotteries that have started are drawn all the same',
    access: 'admin',
    params: GameParams,
    body: Closed({ paused: Type.Boolean() }),
    data: Game,
    status: [200],
    refusals: ['game_not_found'],
  },
  showGame: {
    summary:
      "Show a game on the projector between draws, instead of any other, or no longer. `whole_ids`: with its winners' ids as they are (false: shortened)",
    access: 'admin',
    params: GameParams,
    body: Closed({ shown: Type.Boolean(), whole_ids: Type.Optional(Type.Boolean()) }),
    data: Game,
    status: [200],
    refusals: ['game_not_found'],
  },
  startLottery: {
    summary: 'Start a waiting lottery with the players that it has',
    access: 'admin',
    params: LotteryParams,
    data: LotteryData,
    status: [200],
    refusals: ['lottery_not_found', 'lottery_not_waiting', 'not_enough_players'],
  },
  cancelLottery: {
    summary: 'Cancel a lottery that is not drawn yet. The reason is recorded, and told to other systems',
    access: 'admin',
    params: LotteryParams,
    body: Closed({ reason: Line(LIMITS.reason) }),
    data: LotteryData,
    status: [200],
    refusals: ['lottery_not_found', 'lottery_already_drawn'],
  },
  deadLetters: {
    summary: 'Messages that could not be taken, oldest first, a page at a time',
    access: 'admin',
    query: Closed({ ...AscendingPage.properties, limit: Type.Optional(PositiveInt(LIMITS.lettersPage)) }),
    data: Closed({ dead_letters: Type.Array(DeadLetter), total: Count, next_after: Nullable(Count) }),
    status: [200],
    refusals: [],
  },
  retryDeadLetter: {
    summary: 'Try to take a message again. It is gone from the list when it was taken',
    access: 'admin',
    params: DeadLetterParams,
    data: StakeData,
    status: [200],
    refusals: [
      'dead_letter_not_found',
      'dead_letter_not_readable',
      'game_not_found',
      'game_paused',
      'already_in_lottery',
      'message_id_reused',
    ],
  },
  discardDeadLetter: {
    summary: 'Throw a message away that could not be taken',
    access: 'admin',
    params: DeadLetterParams,
    data: Closed({}),
    status: [200],
    refusals: ['dead_letter_not_found'],
  },
});
