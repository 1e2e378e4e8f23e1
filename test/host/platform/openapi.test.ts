import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RouteSpec } from '../../../src/contract/shared/spec.ts';
import { PATHS, type RouteName } from '../../../src/contract/paths.ts';
import { ROUTES } from '../../../src/contract/routes.ts';
import { ERROR_STATUS } from '../../../src/contract/errors.ts';
import { openHost, type TestHost } from '../../support/host.ts';

const names = Object.keys(PATHS) as RouteName[];

interface Operation {
  operationId: string;
  summary: string;
  responses: Record<string, { description: string; content?: Record<string, { schema: object }> }>;
  parameters?: { name: string; in: string }[];
  requestBody?: { content: Record<string, { schema: object }> };
  security?: Record<string, unknown>[];
}

describe('the description of the API', () => {
  let open: TestHost;
  let document: {
    openapi: string;
    info: Record<string, unknown>;
    paths: Record<string, Record<string, Operation>>;
    components: { securitySchemes: object };
  };
  beforeAll(async () => {
    open = await openHost();
    document = JSON.parse((await open.client.raw({ path: '/openapi.json' })).text) as typeof document;
  });
  afterAll(() => open.close());

  it('is OpenAPI 3.1', () => {
    expect(document.openapi).toMatch(/^3\.1\.\d+$/);
    expect(document.info).toMatchObject({
      title: 'Lucky Draw Kiosk',
      version: expect.stringMatching(/^\d+\.\d+\.\d+/),
    });
    expect(Object.keys(document.components.securitySchemes).sort()).toEqual(['bearer', 'cookie']);
  });

  it('describes every route of the contract, and nothing else', () => {
    const described = Object.entries(document.paths).flatMap(([path, operations]) =>
      Object.entries(operations).map(([method, { operationId }]) => `${operationId}: ${method.toUpperCase()} ${path}`),
    );
    const declared = names.map((name) => `${name}: ${PATHS[name][0]} ${PATHS[name][1].replace(/:(\w+)/g, '{$1}')}`);
    expect(described.sort()).toEqual(declared.sort());
  });

  it.each(names)('says what %s takes, answers and refuses', (name) => {
    const spec: RouteSpec = ROUTES[name];
    const [method, path] = PATHS[name];
    const operation = document.paths[path.replace(/:(\w+)/g, '{$1}')]?.[method.toLowerCase()];
    expect(operation?.summary).toBe(spec.summary);
    const statuses = new Set([...spec.status, ...ROUTES[name].refusals.map((code) => ERROR_STATUS[code])].map(String));
    expect(Object.keys(operation?.responses ?? {})).toEqual(expect.arrayContaining([...statuses]));
    for (const { description } of Object.values(operation?.responses ?? {})) expect(description).not.toBe('');
    const inPath = (operation?.parameters ?? [])
      .filter((parameter) => parameter.in === 'path')
      .map((parameter) => parameter.name);
    expect(inPath).toEqual([...path.matchAll(/:(\w+)/g)].map(([, part]) => part));
    expect(operation?.requestBody?.content['application/json'] !== undefined).toBe(spec.body !== undefined);
    const scopes = (operation?.security ?? []).map((way) => Object.values(way)[0]);
    expect(scopes).toEqual(spec.access === 'public' ? [] : [[spec.access], [spec.access]]);
    if (spec.upload === true)
      expect(Object.keys(operation?.requestBody?.content ?? {})).toEqual(['multipart/form-data']);
  });

  // Other programs rely on it. A change that is meant is written with `npm run test:unit -- test/host/platform/openapi.test.ts -u`,
  // and told in CHANGELOG.md.
  it('is as it was', async () => {
    const { info, ...rest } = document;
    const text = JSON.stringify({ info: { ...info, version: '(of the program)' }, ...rest }, null, 2);
    await expect(`${text}\n`).toMatchFileSnapshot('openapi.json');
  });

  // Other programs rely on these: whoever changes a line here tells them (CHANGELOG).
  it('keeps its routes', () => {
    const routes = names.map((name) => `${ROUTES[name].access.padEnd(8)} ${PATHS[name].join(' ')}`);
    expect(routes.sort()).toMatchInlineSnapshot(`
      [
        "admin    DELETE /api/luckydraw/admin/:event_id/prizes/:prize_id",
        "admin    DELETE /api/luckydraw/admin/:event_id/prizes/:prize_id/image",
        "admin    DELETE /api/luckydraw/admin/keys/:key_id",
        "admin    GET /api/campaign",
        "admin    GET /api/campaign/:campaign_id/draws",
        "admin    GET /api/campaign/:campaign_id/figures",
        "admin    GET /api/lotteries",
        "admin    GET /api/luckydraw/admin/:event_id/archive",
        "admin    GET /api/luckydraw/admin/:event_id/draws",
        "admin    GET /api/luckydraw/admin/:event_id/log",
        "admin    GET /api/luckydraw/admin/:event_id/participants",
        "admin    GET /api/luckydraw/admin/:event_id/prizes",
        "admin    GET /api/luckydraw/admin/:event_id/rooms",
        "admin    GET /api/luckydraw/admin/dead-letters",
        "admin    GET /api/luckydraw/admin/figures",
        "admin    GET /api/luckydraw/admin/games",
        "admin    GET /api/luckydraw/admin/keys",
        "admin    GET /api/luckydraw/admin/outbox",
        "admin    GET /api/luckydraw/admin/outbox/events",
        "admin    GET /api/luckydraw/admin/rooms",
        "admin    GET /api/luckydraw/admin/session",
        "admin    GET /api/rooms",
        "admin    PATCH /api/campaign/:campaign_id",
        "admin    PATCH /api/luckydraw/admin/:event_id",
        "admin    PATCH /api/luckydraw/admin/:event_id/prizes/:prize_id",
        "admin    PATCH /api/luckydraw/admin/games/:game_id",
        "admin    POST /api/campaign",
        "admin    POST /api/game",
        "admin    POST /api/luckydraw/admin/:event_id/abandon",
        "admin    POST /api/luckydraw/admin/:event_id/announce",
        "admin    POST /api/luckydraw/admin/:event_id/claims",
        "admin    POST /api/luckydraw/admin/:event_id/dismiss",
        "admin    POST /api/luckydraw/admin/:event_id/draw",
        "admin    POST /api/luckydraw/admin/:event_id/draws/:draw_id/absent",
        "admin    POST /api/luckydraw/admin/:event_id/participants/removals",
        "admin    POST /api/luckydraw/admin/:event_id/prizes",
        "admin    POST /api/luckydraw/admin/:event_id/reset",
        "admin    POST /api/luckydraw/admin/:event_id/reset/undo",
        "admin    POST /api/luckydraw/admin/:event_id/spoken",
        "admin    POST /api/luckydraw/admin/dead-letters/:dead_letter_id/discard",
        "admin    POST /api/luckydraw/admin/dead-letters/:dead_letter_id/retry",
        "admin    POST /api/luckydraw/admin/keys",
        "admin    POST /api/luckydraw/admin/login-code",
        "admin    POST /api/luckydraw/admin/logout",
        "admin    POST /api/luckydraw/admin/lotteries/:lottery_id/cancel",
        "admin    POST /api/luckydraw/admin/lotteries/:lottery_id/start",
        "admin    POST /api/luckydraw/admin/outbox/sinks/:sink_id/pause",
        "admin    POST /api/luckydraw/admin/outbox/sinks/:sink_id/replay",
        "admin    POST /api/luckydraw/admin/outbox/sinks/:sink_id/resume",
        "admin    POST /api/luckydraw/admin/outbox/sinks/:sink_id/test",
        "admin    POST /api/luckydraw/admin/password",
        "admin    POST /api/luckydraw/admin/rooms/:room_id/token",
        "admin    PUT /api/luckydraw/admin/:event_id/prizes/:prize_id/image",
        "admin    PUT /api/luckydraw/admin/:event_id/prizes/order",
        "admin    PUT /api/luckydraw/admin/games/:game_id/projector",
        "admin    PUT /api/luckydraw/admin/network",
        "admin    PUT /api/luckydraw/admin/rooms/:room_id/projector",
        "admin    PUT /api/luckydraw/admin/staff-password",
        "attendee GET /api/luckydraw/draws/:draw_id/receipt",
        "attendee GET /api/luckydraw/my-number",
        "attendee GET /api/rooms/:room_id/me",
        "attendee PATCH /api/rooms/:room_id/me",
        "attendee PATCH /api/rooms/:room_id/participate",
        "attendee PUT /api/rooms/:room_id/vote",
        "integrator POST /api/stake",
        "machine  GET /metrics",
        "public   GET /api/campaign/:campaign_id",
        "public   GET /api/campaign/:campaign_id/days/:day",
        "public   GET /api/draw",
        "public   GET /api/draw/:draw_id",
        "public   GET /api/luckydraw/admin/entrance",
        "public   GET /api/luckydraw/draws",
        "public   GET /api/luckydraw/draws/:draw_id/absences",
        "public   GET /api/luckydraw/draws/:draw_id/announcement",
        "public   GET /api/luckydraw/draws/:draw_id/proof",
        "public   GET /api/luckydraw/event",
        "public   GET /api/rooms/:room_id/acquired",
        "public   GET /api/rooms/:room_id/texts",
        "public   GET /health",
        "public   POST /api/draw",
        "public   POST /api/luckydraw/admin/code",
        "public   POST /api/luckydraw/admin/login",
        "public   POST /api/luckydraw/admin/setup",
        "public   POST /api/luckydraw/admin/ticket",
        "public   POST /api/luckydraw/register",
        "public   POST /api/luckydraw/staff/login",
        "public   POST /api/user",
        "public   POST /api/user/code",
        "public   POST /api/user/verify",
        "room-host DELETE /api/rooms/:room_id/people/:person_id",
        "room-host GET /api/rooms/:room_id/people",
        "room-host PATCH /api/rooms/:room_id",
        "room-host PATCH /api/rooms/:room_id/close",
        "room-host PATCH /api/rooms/:room_id/people/:person_id",
        "room-host PATCH /api/rooms/:room_id/release",
        "room-host PATCH /api/rooms/:room_id/start",
        "room-host POST /api/rooms/:room_id/tie-break",
        "staff    GET /api/coupon/:code",
        "staff    GET /api/luckydraw/staff/session",
        "staff    POST /api/luckydraw/staff/logout",
        "staff    POST /api/redeem",
      ]
    `);
  });

  it('can be read in a browser, which loads nothing from elsewhere', async () => {
    const page = await open.client.raw({ path: '/swagger-ui' });
    const answer =
      page.status >= 300 && page.status < 400 ? await open.client.raw({ path: String(page.headers.location) }) : page;
    expect(answer.status).toBe(200);
    expect(answer.headers['content-type']).toContain('text/html');
    const csp = String(answer.headers['content-security-policy']);
    expect(csp).toContain("default-src 'none'");
    expect(csp).toContain("script-src 'self'");
    expect(answer.text).not.toMatch(/(?:src|href)="(?:https?:)?\/\//);
    const scripts = [...answer.text.matchAll(/(?:src|href)="([^"]+)"/g)].map(
      ([, link]) => new URL(link ?? '', `${open.url}/swagger-ui/`),
    );
    expect(scripts.length).toBeGreaterThan(2);
    for (const { pathname } of scripts) expect((await open.client.raw({ path: pathname })).status, pathname).toBe(200);
  });
});
