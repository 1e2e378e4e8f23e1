import { Type } from 'typebox';
import { EventParams, Hex32, Id, Token } from '../shared/fields.ts';
import { defineRoutes } from '../shared/spec.ts';
import { Closed, Count, Moment, Nullable } from '../shared/text.ts';

const DrawParams = Closed({ draw_id: Id });

export const drawsRoutes = defineRoutes({
  publicDraws: {
    summary: 'The revealed draws, newest first: what there is to check',
    access: 'public',
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
    summary: 'The proof of a draw, once it is revealed (FAIRNESS section 7)',
    access: 'public',
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
      /**
       * From the reveal on: what this phone added to the draw, its place in the room's list and its path to the room's root;
       * null if nothing of it was counted.
       */
      contribution: Nullable(Closed({ step: Count, value: Hex32, index: Count, path: Type.Array(Hex32) })),
    }),
    status: [200],
    refusals: ['draw_not_found', 'participant_not_found'],
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
