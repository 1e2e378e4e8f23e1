/// <reference types="@fastify/swagger" />
import type { FastifyInstance } from 'fastify';
import type { Feature, Platform } from '../../platform/feature.ts';
import { sendRefusal } from '../../platform/http/answer.ts';
import type { ScopeAuthority } from '../../platform/http/caller.ts';
import { FOR_EVER } from '../../platform/http/pages.ts';
import { bearerToken } from '../../platform/http/tokens.ts';
import { newToken } from '../../platform/random.ts';
import type { CommitStep } from '../../platform/storage/auditedChange.ts';
import { createEventChange } from './activeEvent.ts';
import { watchCrowd } from './crowdAlarm.ts';
import { createEventHandlers } from './handlers.ts';
import { createPrizeHandlers } from './prizeHandlers.ts';
import { createEvents, type Events } from './service.ts';
import type { EventStore } from './store.ts';

const ADDRESS_SALT = 'address_salt';

/** A participant's session token. Whose it is, the route looks up where it needs it: in an event, or in a draw. */
const attendeeAuthority: ScopeAuthority = {
  scope: 'attendee',
  refusal: { code: 'participant_not_found', message: 'Bring the session token that registering gave.' },
  resolve: async ({ headers, token: given }) => {
    const token = bearerToken(headers) ?? given;
    return token === undefined ? null : { scope: 'attendee', actor: 'attendee', token };
  },
  isStillGood: async () => true,
  onEnded: () => undefined,
};

const servePictures = (app: FastifyInstance, store: Pick<EventStore, 'image'>): void => {
  app.get<{ Params: { id: string } }>('/images/:id.webp', { schema: { hide: true } }, async (request, reply) => {
    const image = await store.image(request.params.id);
    if (!image) return sendRefusal(reply, { code: 'image_not_found', message: 'There is no such picture.' });
    return reply.header('cache-control', FOR_EVER).type(image.type).send(Buffer.from(image.bytes));
  });
};

/** Addresses are kept as hashes with this, so that the data tells nobody who was here. */
const openAddressSalt = async ({ store, random }: Pick<Platform, 'store' | 'random'>): Promise<string> => {
  const kept = await store.setting(ADDRESS_SALT);
  if (kept !== null) return kept;
  const made = newToken(random);
  await store.putSetting(ADDRESS_SALT, made);
  return made;
};

export interface EventFeature extends Feature {
  readonly events: Events;
}

/** Events with their participants, prizes, wins and claims. `beginChain`: begins a first event's seal chain. */
export const openEvent = async (
  platform: Pick<Platform, 'clock' | 'random' | 'change' | 'logger' | 'problems' | 'store'>,
  store: EventStore,
  needs: {
    beginChain: (eventId: string) => CommitStep<void, string>;
    registrationLimit: number;
    /** Keeps a copy of the store and answers its file's name. */
    keepCopy: () => Promise<string>;
  },
): Promise<EventFeature> => {
  const addressSalt = await openAddressSalt(platform);
  const events = await createEvents(platform, store, needs.beginChain);
  const endWatch = watchCrowd(platform, events.crowd, () => events.active().event.participantCount);
  const changeEvent = createEventChange(platform.change, events);
  return {
    name: 'event',
    events,
    handlers: {
      ...createEventHandlers(platform, store, events, changeEvent, { ...needs, addressSalt }),
      ...createPrizeHandlers(events, changeEvent),
    },
    close: async () => {
      endWatch();
      await events.crowd.close();
    },
    authorities: [attendeeAuthority],
    serveFiles: (app) => servePictures(app, store),
  };
};
