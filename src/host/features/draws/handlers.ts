import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import type { drawsPaths } from '../../../contract/draws/paths.ts';
import { proofFileName } from '../../../contract/draws/proofFile.ts';
import { DRAWS_A_PAGE } from '../../../contract/shared/fields.ts';
import { accept, refuse } from '../../../core/result.ts';
import type { Platform } from '../../platform/feature.ts';
import { iso, type Handlers } from '../../platform/http/routeCall.ts';
import { ARCHIVE_PAGE, createArchive } from './archive/archive.ts';
import { holderOf } from './holder.ts';
import { proofText } from './proof.ts';
import { createPublicAnswers } from './publicAnswers.ts';
import { createReceipts } from './receipts.ts';
import type { DrawEvidence, DrawsStore } from './store.ts';

/** What an owner of draws is called, for lists and archives. */
export interface DrawOwner {
  readonly id: string;
  readonly name: string;
  readonly numberWidth: number;
}

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

const noSuchDraw = () => refuse('draw_not_found', 'There is no such draw.');

export const createDrawsHandlers = (
  { clock }: Pick<Platform, 'clock'>,
  store: DrawsStore,
  needs: DrawsNeeds,
): Handlers<keyof typeof drawsPaths> => {
  const receipt = createReceipts(store);
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

  async function* proofBody(drawId: string, revealed: DrawEvidence): AsyncGenerator<string> {
    yield '{"success":true,"data":';
    yield* proofText(store, drawId, revealed);
    yield ',"message":"OK"}';
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

    proof: async ({ params, reply }) => {
      const evidence = await store.evidence(params.draw_id);
      if (!evidence || evidence.revealedAt === null) return refuse('draw_not_found', 'There is no such revealed draw.');
      if (!evidence.provable) {
        return refuse(
          'draw_not_found',
          'An earlier version of the program drew this: there is a result, and no proof.',
        );
      }
      reply.type('application/json; charset=utf-8').send(Readable.from(proofBody(params.draw_id, evidence)));
      return accept('sent');
    },

    receipt: async ({ params, caller }) => {
      const evidence = await store.evidence(params.draw_id);
      if (!evidence?.provable) return noSuchDraw();
      const found = await receipt(params.draw_id, evidence, holderOf(caller.token ?? '').toString('hex'));
      return found ? accept({ data: found }) : refuse('participant_not_found', 'This token has no entry in that draw.');
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
