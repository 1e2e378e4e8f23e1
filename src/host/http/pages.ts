import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { ARCHIVE_PAGE } from '../archive/archive.ts';
import type { Storage } from '../storage/storage.ts';
import { sendRefusal } from './answer.ts';

const YEAR_S = 31_536_000;

/** The screens: path, and where its page lies below the built files. */
const PAGES = {
  '/lottery': 'renderer/projector/index.html',
  '/lottery/admin': 'renderer/admin/index.html',
  '/lottery/waiting': 'phone/index.html',
  '/verify': 'verify/index.html',
} as const;

/** Whether the screens have been built. */
export const hasPages = (pagesDir: string): boolean =>
  [...Object.values(PAGES), ARCHIVE_PAGE].every((file) => existsSync(join(pagesDir, file)));

/** The screens and their files. Pages are asked for each time, files with a hash in their name once and for ever. */
export const registerPages = async (
  app: FastifyInstance,
  pagesDir: string,
  storage: Storage,
  eventId: string,
): Promise<void> => {
  app.get('/', { schema: { hide: true } }, (request, reply) => {
    const query = request.url.indexOf('?');
    return reply.redirect(`/lottery/waiting${query === -1 ? '' : request.url.slice(query)}`, 302);
  });

  for (const [path, file] of Object.entries(PAGES)) {
    // The phone's page names the event, so that a phone can ask for its number without asking for the event first.
    const page = readFileSync(join(pagesDir, file), 'utf8');
    const html = Buffer.from(
      page.replace('name="luckydraw-event" content=""', `name="luckydraw-event" content="${eventId}"`),
    );
    const compressed = gzipSync(html, { level: 9 });
    const etag = `"${createHash('sha256').update(html).digest('base64url').slice(0, 22)}"`;
    app.get(path, { schema: { hide: true } }, (request, reply) => {
      reply.header('cache-control', 'no-cache').header('etag', etag).header('vary', 'accept-encoding');
      if (request.headers['if-none-match'] === etag) return reply.code(304).send();
      reply.type('text/html; charset=utf-8');
      if (!/\bgzip\b/.test(request.headers['accept-encoding'] ?? '')) return reply.send(html);
      return reply.header('content-encoding', 'gzip').send(compressed);
    });
  }

  for (const [prefix, folder] of [
    ['/assets/', 'renderer/assets'],
    ['/p/', 'phone/p'],
    ['/v/', 'verify/v'],
  ] as const) {
    await app.register(fastifyStatic, {
      root: join(pagesDir, folder),
      prefix,
      preCompressed: true,
      immutable: true,
      maxAge: YEAR_S * 1_000,
      index: false,
      decorateReply: false,
      schemaHide: true,
    });
  }

  app.get<{ Params: { id: string } }>('/images/:id.webp', { schema: { hide: true } }, async (request, reply) => {
    const image = await storage.image(request.params.id);
    if (!image) return sendRefusal(reply, { code: 'image_not_found', message: 'There is no such picture.' });
    return reply
      .header('cache-control', `public, max-age=${YEAR_S}, immutable`)
      .type(image.type)
      .send(Buffer.from(image.bytes));
  });
};
