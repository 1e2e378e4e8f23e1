import { Type, type Static } from 'typebox';
import { DrawsPage, EventParams, Hex32, Id, Token } from '../shared/fields.ts';
import { MAX_PATH } from '../shared/limits.ts';
import { defineRoutes } from '../shared/spec.ts';
import { Closed, Count, Moment, Nullable } from '../shared/text.ts';
import { MAX_WINNERS } from '../stage/limits.ts';

const DrawParams = Closed({ draw_id: Id });
const Path = Type.Array(Hex32, { maxItems: MAX_PATH });

/**
 * What befell a draw number besides being drawn and revealed, told to everybody so that no number is ever missing without a
 * word. There is one entry for each number and kind:
 * - `started`: the host was started while `draw` was the last number that had been announced (0: none yet);
 * - `asked_again`: the host went down while this draw was announced, and asked the phones anew when it was back;
 * - `abandoned`: the draw was announced and given up before it was decided; nobody was drawn;
 * - `erased`: a reset removed the draw. A reset that is undone brings the draws back, and takes these entries with it; both
 *   stay in the organisers' log.
 * `times`: how often; `at`: the last time, null where it was before the host wrote such things down. A number that neither
 * stands in `draws` nor has an `abandoned` or `erased` entry is of a draw that is not revealed yet.
 */
const DrawIncident = Closed({
  epoch: Count,
  draw: Count,
  what: Type.Union([
    Type.Literal('started'),
    Type.Literal('asked_again'),
    Type.Literal('abandoned'),
    Type.Literal('erased'),
  ]),
  times: Count,
  at: Nullable(Moment),
});
export type DrawIncidentItem = Static<typeof DrawIncident>;

export const drawsRoutes = defineRoutes({
  publicDraws: {
    summary:
      'The revealed draws, newest first: what there is to check; and what became of numbers that are not among them. ' +
      'A page holds at most `limit` draw numbers; `next_before` leads to the older ones',
    access: 'public',
    query: DrawsPage,
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
          winners: Type.Array(Type.Integer(), { maxItems: MAX_WINNERS }),
          /** Empty for a result without a proof. */
          fingerprint: Type.String(),
          /** False: an earlier version of the program drew it. Its result is kept, and there is no proof that could be checked. */
          provable: Type.Boolean(),
        }),
      ),
      incidents: Type.Array(DrawIncident),
      next_before: Nullable(Count),
    }),
    status: [200],
    refusals: [],
  },
  announcement: {
    summary: 'The announcement of a draw (FAIRNESS section 4), from the announcement on',
    access: 'public',
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
    summary: 'The proof of a draw, once it is revealed (FAIRNESS section 8)',
    access: 'public',
    params: DrawParams,
    data: Type.Unknown(),
    status: [200],
    refusals: ['draw_not_found', 'busy'],
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
      path: Path,
      root: Hex32,
      /**
       * From the reveal on: what this phone added to the draw, its place in the room's list and its path to the room's root;
       * null if nothing of it was counted.
       */
      contribution: Nullable(Closed({ step: Count, value: Hex32, index: Count, path: Path })),
    }),
    status: [200],
    refusals: ['draw_not_found', 'participant_not_found', 'busy'],
  },
  archive: {
    summary: 'A zip with every proof of the event, its log, and a page that checks them without any server',
    access: 'admin',
    params: EventParams,
    data: Type.Unknown(),
    status: [200],
    refusals: ['event_not_found'],
  },
});
