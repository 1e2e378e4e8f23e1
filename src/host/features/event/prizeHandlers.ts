/// <reference types="@fastify/multipart" />
import type { prizePaths } from '../../../contract/event/paths.ts';
import { accept, refuse } from '../../../core/result.ts';
import type { Handlers } from '../../platform/http/routeCall.ts';
import { findEvent, checkActive, type EventChanging } from './activeEvent.ts';
import { readPicture } from './picture.ts';
import type { Events } from './service.ts';
import { readUpload } from './upload.ts';
import { adminPrize } from './views.ts';

export const createPrizeHandlers = (events: Events, changeEvent: EventChanging): Handlers<keyof typeof prizePaths> => ({
  prizes: async ({ params }) => {
    const found = await findEvent(events, params.event_id);
    return found.ok ? accept({ data: { prizes: found.value.prizes.map(adminPrize) } }) : found;
  },

  createPrize: (call) =>
    changeEvent(call, async (audit) => {
      const { body } = call;
      const created = await events.createPrize(
        {
          name: body.name,
          description: body.description ?? '',
          rank: body.rank ?? 1,
          quantity: body.quantity ?? 1,
          winnersPerDraw: body.winners_per_draw ?? 1,
        },
        audit(adminPrize),
      );
      return created.ok ? accept({ data: adminPrize(created.value) }) : created;
    }),

  orderPrizes: (call) =>
    changeEvent(call, async (audit) => {
      const result = await events.orderPrizes(
        call.body.prize_ids,
        audit((prizes) => ({ prizes: prizes.map(adminPrize) })),
      );
      return result.ok ? accept({ data: { prizes: result.value.map(adminPrize) } }) : result;
    }),

  updatePrize: (call) =>
    changeEvent(call, async (audit) => {
      const { body, params } = call;
      const result = await events.updatePrize(
        params.prize_id,
        {
          name: body.name,
          description: body.description,
          rank: body.rank,
          quantity: body.quantity,
          winnersPerDraw: body.winners_per_draw,
        },
        body.seen_version ?? null,
        audit(adminPrize),
      );
      return result.ok ? accept({ data: adminPrize(result.value) }) : result;
    }),

  deletePrize: (call) =>
    changeEvent(call, async (audit) => {
      const result = await events.deletePrize(
        call.params.prize_id,
        audit(() => ({})),
      );
      return result.ok ? accept({ data: {} }) : result;
    }),

  setPrizeImage: async (call) => {
    const { params, request } = call;
    if (!request.isMultipart()) {
      return refuse('unsupported_media_type', 'Send the picture as multipart/form-data.');
    }
    // Before anything is refused that has to do with the event: a refusal is kept for this file.
    const upload = await readUpload(request);
    if (!upload) return refuse('invalid_request', 'There is no whole file in this request.');
    const active = await checkActive(events, params.event_id);
    if (!active.ok) return active;
    const picture = await readPicture(upload);
    if (!picture.ok) return picture;
    return changeEvent(call, async (audit) => {
      const result = await events.setPicture(params.prize_id, picture.value, audit(adminPrize));
      return result.ok ? accept({ data: adminPrize(result.value) }) : result;
    });
  },

  removePrizeImage: (call) =>
    changeEvent(call, async (audit) => {
      const result = await events.setPicture(call.params.prize_id, null, audit(adminPrize));
      return result.ok ? accept({ data: adminPrize(result.value) }) : result;
    }),
});
