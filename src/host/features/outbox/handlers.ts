import type { outboxPaths } from '../../../contract/outbox/paths.ts';
import type { SinkView } from '../../../contract/outbox/views.ts';
import { accept, refuse } from '../../../core/result.ts';
import type { Platform } from '../../platform/feature.ts';
import { fittingPage } from '../../platform/listPage.ts';
import type { Handlers } from '../../platform/http/routeCall.ts';
import { cloudEvent } from './cloudEvent.ts';
import { maskData } from './phoneNumbers.ts';
import type { Outbox } from './service.ts';
import type { OutboxStore } from './store.ts';

const PAGE = 50;

const noSuchSink = () => refuse('sink_not_found', 'No such sink is configured.');

export const createOutboxHandlers = (
  { change, note }: Pick<Platform, 'change' | 'note'>,
  store: Pick<OutboxStore, 'recent' | 'firstSince'>,
  outbox: Outbox,
  activeEventId: () => string,
): Handlers<keyof typeof outboxPaths> => {
  const queueOf = (sinkId: string): string => `outbox ${sinkId}`;
  /** What a kept reply answers is the sink as it was then. */
  const viewOf = (sinkId: string): SinkView => {
    const view = outbox.sink(sinkId);
    if (!view) throw new Error(`no such sink: ${sinkId}`);
    return view;
  };

  return {
    outbox: async () => accept({ data: outbox.state() }),

    outboxEvents: async ({ query }) => {
      const limit = query.limit ?? PAGE;
      const found = await store.recent(query.before ?? null, limit);
      const { items: events, hasMore } = fittingPage(found, limit, ({ data }) => data.length);
      return accept({
        data: {
          events: events.map((event) => {
            const told = cloudEvent(event);
            return { position: event.position, event: { ...told, data: maskData(told.data) } };
          }),
          next_before: hasMore ? (events.at(-1)?.position ?? null) : null,
        },
      });
    },

    pauseSink: async (call) => {
      const id = call.params.sink_id;
      if (!outbox.sink(id)) return noSuchSink();
      return change(call, { queue: queueOf(id), body: id }, async (audit) => {
        // The answer is kept with the change, before the sink itself has heard of it.
        const paused = audit<void>(() => ({ ...viewOf(id), state: 'paused', paused_because: 'organiser' }));
        await outbox.pause(activeEventId(), id, 'organiser', paused);
        return accept({ data: viewOf(id) });
      });
    },

    resumeSink: async (call) => {
      const id = call.params.sink_id;
      if (!outbox.sink(id)) return noSuchSink();
      return change(call, { queue: queueOf(id), body: id }, async (audit) => {
        const resumed = audit<void>(() => ({ ...viewOf(id), state: 'delivering', paused_because: null }));
        await outbox.pause(activeEventId(), id, null, resumed);
        return accept({ data: viewOf(id) });
      });
    },

    replaySink: async (call) => {
      const id = call.params.sink_id;
      if (!outbox.sink(id)) return noSuchSink();
      return change(call, { queue: queueOf(id), body: call.body }, async (audit) => {
        const { oldest, head } = await outbox.range();
        const from =
          'from_position' in call.body
            ? call.body.from_position
            : await store.firstSince(Date.parse(call.body.from_time));
        if (from < oldest || from > head + 1) {
          return refuse('position_not_kept', `Events ${oldest} to ${head} are kept; nothing was changed.`, {
            oldest,
            head,
          });
        }
        await outbox.replay(
          activeEventId(),
          id,
          from,
          audit<void>(() => viewOf(id)),
        );
        return accept({ data: viewOf(id) });
      });
    },

    testSink: async ({ params, body, caller }) => {
      if (!outbox.sink(params.sink_id)) return noSuchSink();
      const outcome = await outbox.test(params.sink_id, body.to ?? null);
      const delivered = outcome.kind === 'delivered';
      await note(caller.actor, 'sink_tested', { sink: params.sink_id, delivered });
      const fault = outcome.kind === 'delivered' ? null : outcome.fault;
      return accept({ data: { delivered, code: fault?.code ?? null, error: fault?.message ?? null } });
    },
  };
};
