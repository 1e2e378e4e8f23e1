import { accept, refuse, type Result } from '../../../core/result.ts';
import type { RouteName } from '../../../contract/paths.ts';
import type { RouteParams } from '../../../contract/routes.ts';
import type { Change, Audit } from '../../platform/http/change.ts';
import type { Outcome, RouteCall } from '../../platform/http/routeCall.ts';
import type { Events } from './service.ts';
import type { EventState } from './store.ts';

/** Routes of an event that change it: they may refuse one that is not there, or not active. */
type EventRoute = {
  [N in RouteName]: RouteParams<N> extends { readonly event_id: string }
    ? 'event_not_active' extends OutcomeCode<N>
      ? N
      : never
    : never;
}[RouteName];
type OutcomeCode<N extends RouteName> =
  Extract<Outcome<N>, { readonly ok: false }> extends { readonly refusal: { readonly code: infer C } } ? C : never;

export const noSuchEvent = () => refuse('event_not_found', 'There is no such event.');

/** Any event, to be read. */
export const findEvent = async (
  events: Pick<Events, 'find'>,
  eventId: string,
): Promise<Result<EventState, 'event_not_found'>> => {
  const found = await events.find(eventId);
  return found ? accept(found) : noSuchEvent();
};

/** May this event be changed? Others than the active one can be read only. */
export const checkActive = async (
  events: Pick<Events, 'active' | 'find'>,
  eventId: string,
): Promise<Result<void, 'event_not_found' | 'event_not_active'>> => {
  if (eventId === events.active().event.id) return accept(undefined);
  return (await events.find(eventId))
    ? refuse('event_not_active', 'This event is not the active one: it can be read, not changed.')
    : noSuchEvent();
};

/** Runs a route's change of the active event in the event's queue. */
export const createEventChange =
  (change: Change, events: Pick<Events, 'active' | 'find'>) =>
  async <N extends EventRoute>(
    call: RouteCall<N> & { readonly params: { readonly event_id: string } },
    run: (audit: Audit<N>) => Promise<Outcome<N>>,
  ): Promise<Outcome<N>> => {
    const eventId = call.params.event_id;
    const checked = await checkActive(events, eventId);
    return checked.ok ? change(call, { queue: eventId, body: call.body }, run) : checked;
  };

export type EventChanging = ReturnType<typeof createEventChange>;
