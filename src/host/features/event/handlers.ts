import type { participantPaths } from '../../../contract/event/paths.ts';
import { accept, refuse } from '../../../core/result.ts';
import type { Platform } from '../../platform/feature.ts';
import { keyReused, sendKeptReply } from '../../platform/http/change.ts';
import { idempotentRequest } from '../../platform/http/idempotency.ts';
import { placeOf } from '../../platform/http/addresses.ts';
import { createPlaceLimit } from '../../platform/http/placeLimit.ts';
import { addressOf, envelope, iso, isoOrNull, type Handlers } from '../../platform/http/routeCall.ts';
import { newToken } from '../../platform/random.ts';
import { earlierHolderOf, holderOf } from '../draws/holder.ts';
import { findEvent, noSuchEvent, type EventChanging } from './activeEvent.ts';
import { sourceOf } from './crowd.ts';
import { createCrowdLimit } from './crowdLimit.ts';
import { imageUrl } from './picture.ts';
import type { Events } from './service.ts';
import type { Claimed, EventStore, Removed } from './store.ts';
import { eventSettings } from './views.ts';

const claimedData = (claimed: Claimed) => ({
  draw_number: claimed.drawNumber,
  prize_name: claimed.prizeName,
  prize_rank: claimed.prizeRank,
  claimed_at: iso(claimed.claimedAt),
});

/** `won`: and the prize is theirs; `forfeited`: it was, and they were absent. */
const stateOf = (won: boolean, forfeited: boolean) =>
  won ? ('won' as const) : forfeited ? ('forfeited' as const) : ('waiting' as const);

export const createEventHandlers = (
  { clock, random }: Pick<Platform, 'clock' | 'random'>,
  store: Pick<EventStore, 'participant' | 'participants' | 'lastNumber' | 'renewHolder'>,
  events: Events,
  changeEvent: EventChanging,
  needs: { readonly registrationLimit: number; readonly addressSalt: string; readonly keepCopy: () => Promise<string> },
): Handlers<keyof typeof participantPaths> => {
  const limit = createPlaceLimit(needs.registrationLimit, () => clock.now());
  const crowdLimit = createCrowdLimit(needs.registrationLimit, events.crowd.unseenOf, () => clock.now());
  const isActive = (eventId: string): boolean => eventId === events.active().event.id;

  return {
    register: async ({ body, caller, request, reply }) => {
      const { event_id: eventId, session_token: known, entropy_commitment: commitment } = body;
      if (!isActive(eventId)) return noSuchEvent();
      const token = newToken(random);
      const from = addressOf(request);
      const asked = idempotentRequest(request, caller, body, clock.now(), random);
      const toData = (drawNumber: number, isExisting: boolean) => ({
        draw_number: drawNumber,
        session_token: isExisting && known !== undefined ? known : token,
        event_id: eventId,
        is_existing: isExisting,
      });
      const source = sourceOf(needs.addressSalt, placeOf(from));
      const unseen = crowdLimit.take(source);
      if (known !== undefined) await store.renewHolder(eventId, earlierHolderOf(known), holderOf(known));
      const registering = events.register({
        knownHolder: known === undefined ? null : holderOf(known),
        newHolder: holderOf(token),
        commitment: commitment === undefined ? null : Buffer.from(commitment, 'hex'),
        mayBeNew: limit.take(from) && unseen.allowed,
        source,
        at: clock.now(),
        idempotent:
          asked && asked.keep(({ drawNumber }) => ({ status: 201, body: envelope(toData(drawNumber, false)) })),
      });
      const outcome = await registering.finally(unseen.done);
      if (outcome.kind !== 'registered' || outcome.isExisting) limit.giveBack(from);
      if (outcome.kind === 'repeated') return asked ? sendKeptReply(reply, asked, outcome.kept) : keyReused();
      if (outcome.kind === 'registered') {
        return accept({
          data: toData(outcome.drawNumber, outcome.isExisting),
          status: outcome.isExisting ? 200 : 201,
        });
      }
      if (outcome.code === 'too_many_registrations') {
        reply.header('retry-after', '60');
        return refuse(
          outcome.code,
          'Too many people joined from this network in the last minute. Try again in a minute.',
        );
      }
      return outcome.code === 'event_full'
        ? refuse(outcome.code, 'All places in this draw are taken.')
        : refuse(outcome.code, 'Registration is closed.');
    },

    myNumber: async ({ query, caller }) => {
      const { event } = events.active();
      if (query.event_id !== undefined && !isActive(query.event_id)) return noSuchEvent();
      const token = caller.token ?? '';
      await store.renewHolder(event.id, earlierHolderOf(token), holderOf(token));
      const participant = await store.participant(event.id, holderOf(token));
      if (!participant) return refuse('participant_not_found', 'No participant of this event has this token.');
      return accept({
        data: {
          draw_number: participant.drawNumber,
          event_id: event.id,
          state: stateOf(
            participant.wins.some((win) => win.forfeitedAt === null),
            participant.wins.length > 0,
          ),
          wins: participant.wins.map((win) => ({
            draw_id: win.drawId,
            draw: win.draw,
            prize_name: win.prizeName,
            prize_rank: win.prizeRank,
            prize_description: win.prizeDescription,
            image_url: imageUrl(win.imageId),
            drawn_at: iso(win.decidedAt),
            claim_code: win.claimCode,
            claimed_at: isoOrNull(win.claimedAt),
            forfeited_at: isoOrNull(win.forfeitedAt),
            forfeit_reason: win.forfeitReason,
            stepped_in: win.stepsInFor !== null,
          })),
        },
      });
    },

    updateEvent: (call) =>
      changeEvent(call, async (audit) => {
        const { body } = call;
        const patch = {
          name: body.name,
          numberWidth: body.number_width,
          spinMs: body.spin_ms,
          capacity: body.capacity,
          registrationOpen: body.registration_open,
          wifiSsid: body.wifi_ssid,
          wifiPassword: body.wifi_password,
          entropyWindowMs: body.entropy_window_ms,
          delayMs: body.delay_ms,
          roomEntropy: body.room_entropy,
          spokenEntropy: body.spoken_entropy,
          beaconEntropy: body.beacon_entropy,
          reserves: body.reserves,
          hereOnly: body.here_only,
          projectorLanguage: body.projector_language,
          projectorMuted: body.projector_muted,
          nextPrizeId: body.next_prize_id,
        };
        const result = await events.update(patch, body.seen_version ?? null, audit(eventSettings));
        return result.ok ? accept({ data: eventSettings(result.value) }) : result;
      }),

    participants: async ({ params, query }) => {
      const found = await findEvent(events, params.event_id);
      if (!found.ok) return found;
      const pageSize = query.limit ?? 100;
      const page = await store.participants(params.event_id, query.after ?? 0, pageSize);
      return accept({
        data: {
          total_count: found.value.event.participantCount,
          last_number: await store.lastNumber(params.event_id),
          participants: page.map((participant) => ({
            draw_number: participant.drawNumber,
            created_at: iso(participant.createdAt),
            state: stateOf(participant.prizes.length > 0, participant.forfeited),
            prizes: [...participant.prizes],
          })),
          next_after: page.length === pageSize ? (page.at(-1)?.drawNumber ?? null) : null,
        },
      });
    },

    removeNeverSeen: (call) =>
      changeEvent(call, async (audit) => {
        let backup = '';
        const data = ({ removed }: Removed) => ({ removed, backup });
        const keepCopy = async (): Promise<void> => {
          backup = await needs.keepCopy();
        };
        const result = await events.removeNeverSeen(call.body.from, keepCopy, audit(data));
        return result.ok ? accept({ data: data(result.value) }) : result;
      }),

    claim: (call) =>
      changeEvent(call, async (audit) => {
        const result = await events.claim(call.body.code, audit(claimedData));
        return result.ok ? accept({ data: claimedData(result.value) }) : result;
      }),
  };
};
