import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import type { drawsPaths } from '../../../contract/draws/paths.ts';
import { proofFileName } from '../../../contract/draws/proofFile.ts';
import { DRAWS_A_PAGE } from '../../../contract/shared/fields.ts';
import { accept, refuse } from '../../../core/result.ts';
import type { Platform } from '../../platform/feature.ts';
import { createFairQueue } from '../../platform/fairQueue.ts';
import { placeOf } from '../../platform/http/addresses.ts';
import { addressOf, iso, type Handlers } from '../../platform/http/routeCall.ts';
import { ARCHIVE_PAGE, createArchive } from './archive/archive.ts';
import { holderOf } from './holder.ts';
import { proofText } from './proof.ts';
import { createProofAnswers } from './proofAnswer.ts';
import { createPublicAnswers } from './publicAnswers.ts';
import type { Receipts } from './receipts.ts';
import type { DrawsStore } from './store.ts';

/** What an owner of draws is called, for lists and archives. */
export interface DrawOwner {
  readonly id: string;
  readonly name: string;
  readonly numberWidth: number;
}

/** Proofs that are sent at the same time, to everybody and to one address: a reader holds some 100 KB. A room may share an address. */
const DOWNLOADS_AT_ONCE = { all: 256, each: 32 };
const DOWNLOADS_WAITING = 500;

/** What the archive and the public list need of others. */
export interface DrawsNeeds {
  /** The event whose draws everybody is shown. */
  activeOwner(): DrawOwner;
  /** Null: there is no such event. */
  findOwner(ownerId: string): Promise<DrawOwner | null>;
  /** The log of an event as JSON. */
  logJson(ownerId: string): Promise<string>;
  /** The folder of the built screens. */
  readonly pagesDir: string;
}

/** Sends an answer that is ready made. */
const sendBytes = (reply: FastifyReply, bytes: Buffer) => {
  reply.type('application/json; charset=utf-8').send(bytes);
  return accept('sent' as const);
};

const BUSY_SECONDS = 2;
const busy = (reply: FastifyReply) => {
  reply.header('retry-after', String(BUSY_SECONDS));
  return refuse('busy', 'Too much is asked for from this network at once. Try again in a moment.');
};

const noSuchDraw = () => refuse('draw_not_found', 'There is no such draw.');

export const createDrawsHandlers = (
  { clock }: Pick<Platform, 'clock'>,
  store: DrawsStore,
  needs: DrawsNeeds & { readonly receipts: Receipts },
): Handlers<keyof typeof drawsPaths> => {
  const proofAnswer = createProofAnswers(store);
  const downloads = createFairQueue(DOWNLOADS_AT_ONCE, DOWNLOADS_WAITING);
  const answers = createPublicAnswers(store);

  async function* proofs(ownerId: string): AsyncGenerator<{ name: string; text: string }> {
    for (const draw of (await store.decidedDraws(ownerId)).toReversed()) {
      const evidence = draw.revealedAt === null ? null : await store.evidence(draw.id);
      if (!evidence?.provable) continue;
      const pieces: string[] = [];
      for await (const piece of proofText(store, draw.id, evidence)) pieces.push(piece);
      yield { name: proofFileName({ event: ownerId, epoch: draw.epoch, draw: draw.draw }), text: pieces.join('') };
    }
  }

  return {
    publicDraws: async ({ query, reply }) => {
      const { before, limit = DRAWS_A_PAGE } = query;
      return sendBytes(reply, await answers.list(needs.activeOwner(), before, limit));
    },

    announcement: async ({ params, reply }) => {
      const answer = await answers.announcement(params.draw_id);
      return answer ? sendBytes(reply, answer) : noSuchDraw();
    },

    proof: async ({ params, request, reply }) => {
      const draw = await store.draw(params.draw_id);
      if (!draw || draw.revealedAt === null) return refuse('draw_not_found', 'There is no such revealed draw.');
      if (!draw.provable) {
        return refuse(
          'draw_not_found',
          'An earlier version of the program drew this: there is a result, and no proof.',
        );
      }
      const sent = downloads.run(placeOf(addressOf(request)), async () => {
        // It may have hung up while it waited.
        if (reply.raw.destroyed) return;
        const over = once(reply.raw, 'close');
        reply.type('application/json; charset=utf-8').send(Readable.from(proofAnswer(draw.id)));
        await over;
      });
      return sent === null ? busy(reply) : accept('sent');
    },

    receipt: async ({ params, caller, request, reply }) => {
      const holder = holderOf(caller.token ?? '').toString('hex');
      const found = await needs.receipts.of(params.draw_id, holder, placeOf(addressOf(request)));
      if (found === 'no_draw') return noSuchDraw();
      if (found === 'no_entry') return refuse('participant_not_found', 'This token has no entry in that draw.');
      return found === 'busy' ? busy(reply) : accept({ data: found });
    },

    archive: async ({ params, reply }) => {
      const owner = await needs.findOwner(params.event_id);
      if (!owner) return refuse('event_not_found', 'There is no such event.');
      const archive = createArchive({
        event: { id: owner.id, name: owner.name, number_width: owner.numberWidth },
        proofs: proofs(owner.id),
        log: await needs.logJson(owner.id),
        page: await readFile(join(needs.pagesDir, ARCHIVE_PAGE), 'utf8'),
        madeAt: clock.now(),
      });
      const day = iso(clock.now()).slice(0, 10);
      reply
        .type('application/zip')
        .header('content-disposition', `attachment; filename="lucky-draw-${day}.zip"`)
        .send(Readable.from(archive));
      return accept('sent');
    },
  };
};
