import { Type } from 'typebox';
import { AscendingPage, EventParams, Hex32 } from '../shared/fields.ts';
import { defineRoutes } from '../shared/spec.ts';
import { Closed, Count, Moment, Nullable } from '../shared/text.ts';

export const logRoutes = defineRoutes({
  log: {
    summary: 'What organisers did, each record chained to the one before by hash; oldest first, a page at a time',
    access: 'admin',
    params: EventParams,
    query: AscendingPage,
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
});
