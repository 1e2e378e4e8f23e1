/// <reference types="@fastify/swagger" />
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

const YEAR_S = 31_536_000;

/** What never changes under its name may be kept for a year. */
export const FOR_EVER = `public, max-age=${YEAR_S}, immutable`;

/** The screens: path, and where its page lies below the built files. */
const PAGES = {
  '/lottery': 'renderer/projector/index.html',
  '/lottery/admin': 'renderer/admin/index.html',
  '/lottery/waiting': 'phone/index.html',
  '/verify': 'verify/index.html',
  '/campaign/:campaign_id': 'campaign/index.html',
  '/campaign/:campaign_id/booth': 'campaign/index.html',
  '/redeem': 'campaign/index.html',
  '/room': 'room/index.html',
  '/room/:room_id': 'room/index.html',
  '/room/:room_id/host': 'room/index.html',
} as const;

/** Where the files of the screens lie: path, and folder below the built files. */
const FILES = [
  ['/assets/', 'renderer/assets'],
  ['/p/', 'phone/p'],
  ['/v/', 'verify/v'],
  ['/c/', 'campaign/c'],
  ['/r/', 'room/r'],
] as const;

/** Whether the screens have been built. */
export const hasPages = (pagesDir: string): boolean =>
  Object.values(PAGES).every((file) => existsSync(join(pagesDir, file)));

interface Page {
  readonly eventId: string;
  readonly html: Buffer;
  readonly compressed: Buffer;
  readonly etag: string;
}

/** The page as it stands for one active event: it names it, so that a phone needs not ask for the event first. */
const renderPage = (source: string, eventId: string): Page => {
  const html = Buffer.from(
    source.replace('name="luckydraw-event" content=""', `name="luckydraw-event" content="${eventId}"`),
  );
  return {
    eventId,
    html,
    compressed: gzipSync(html, { level: 9 }),
    etag: `"${createHash('sha256').update(html).digest('base64url').slice(0, 22)}"`,
  };
};

/** The screens and their files. Pages are asked for each time, files with a hash in their name once and for ever. */
export const registerPages = async (
  app: FastifyInstance,
  pagesDir: string,
  activeEventId: () => string,
): Promise<void> => {
  app.get('/', { schema: { hide: true } }, (request, reply) => {
    const query = request.url.indexOf('?');
    return reply.redirect(`/lottery/waiting${query === -1 ? '' : request.url.slice(query)}`, 302);
  });

  for (const [path, file] of Object.entries(PAGES)) {
    const source = readFileSync(join(pagesDir, file), 'utf8');
    let page: Page | null = null;
    app.get(path, { schema: { hide: true } }, (request, reply) => {
      const eventId = activeEventId();
      if (page?.eventId !== eventId) page = renderPage(source, eventId);
      const { html, compressed, etag } = page;
      reply.header('cache-control', 'no-cache').header('etag', etag).header('vary', 'accept-encoding');
      if (request.headers['if-none-match'] === etag) return reply.code(304).send();
      reply.type('text/html; charset=utf-8');
      if (!/\bgzip\b/.test(request.headers['accept-encoding'] ?? '')) return reply.send(html);
      return reply.header('content-encoding', 'gzip').send(compressed);
    });
  }

  for (const [prefix, folder] of FILES) {
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
};
