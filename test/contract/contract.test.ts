import { Ajv } from 'ajv';
import type { RouteSpec } from '../../src/contract/shared/spec.ts';
import { describe, expect, it } from 'vitest';
import { CAMPAIGN_LIMITS } from '../../src/contract/campaigns/limits.ts';
import { CAMPAIGN_DAYS } from '../../src/core/campaigns/couponDraw.ts';
import { MAX_COUPON_TYPES } from '../../src/core/campaigns/rules.ts';
import { ERROR_STATUS } from '../../src/contract/errors.ts';
import { PATHS, type RouteName } from '../../src/contract/paths.ts';
import { ROUTES } from '../../src/contract/routes.ts';
import { Line, OptionalLine } from '../../src/contract/shared/text.ts';
import { AudienceView, DisplayView, OperatorView, PublicEvent } from '../../src/contract/stage/views.ts';

const names = Object.keys(PATHS) as RouteName[];
const specOf = (name: RouteName): RouteSpec => ROUTES[name];

/** Lists of answers that neither come by pages nor have a length in their schema, and what bounds them. */
const BOUNDED_OTHERWISE: Readonly<Record<string, string>> = {
  'myNumber.wins': 'who has won takes part in no further draw of the round: one win',
  'participants.participants[].prizes': 'the same',
  'outbox.sinks': 'one for each flag that the host was started with',
};

const propertiesOf = (schema: object): Record<string, unknown> =>
  'properties' in schema && typeof schema.properties === 'object' ? { ...schema.properties } : {};

/** Every list in a schema, with where it stands. A tuple is none: it says how long it is. */
const listsOf = (schema: unknown, where: string): [string, object][] => {
  if (typeof schema !== 'object' || schema === null) return [];
  if ('type' in schema && schema.type === 'array') {
    const items = 'items' in schema ? schema.items : undefined;
    return Array.isArray(items) ? [] : [[where, schema], ...listsOf(items, `${where}[]`)];
  }
  const within = Object.entries(propertiesOf(schema)).flatMap(([key, value]) => listsOf(value, `${where}.${key}`));
  const choices = 'anyOf' in schema && Array.isArray(schema.anyOf) ? schema.anyOf : [];
  return [...within, ...choices.flatMap((choice) => listsOf(choice, where))];
};

describe('the routes', () => {
  it('are all described, each path and method once', () => {
    expect(Object.keys(ROUTES).sort()).toEqual([...names].sort());
    expect(new Set(names.map((name) => PATHS[name].join(' '))).size).toBe(names.length);
    for (const name of names) expect(specOf(name).summary).toMatch(/^[A-Z].{5,}[^.]$/);
  });

  it('name a schema for every part of their path', () => {
    for (const name of names) {
      const parts = [...PATHS[name][1].matchAll(/:(\w+)/g)].map(([, part]) => part);
      const { properties = {} } = (specOf(name).params ?? {}) as { properties?: object };
      expect(Object.keys(properties)).toEqual(parts);
    }
  });

  it('leave no object open to unknown fields', () => {
    const look = (schema: unknown, where: string): void => {
      if (typeof schema !== 'object' || schema === null) return;
      if ('type' in schema && schema.type === 'object')
        expect(schema, where).toHaveProperty('additionalProperties', false);
      for (const [key, value] of Object.entries(schema)) look(value, `${where}.${key}`);
    };
    for (const name of names) {
      const { params, query, body, data } = specOf(name);
      look({ params, query, body, data }, name);
    }
    look({ AudienceView, DisplayView, OperatorView, PublicEvent }, 'views');
  });

  it('limit the length of everything that they take', () => {
    const look = (schema: unknown, where: string): void => {
      if (typeof schema !== 'object' || schema === null) return;
      if ('type' in schema && schema.type === 'string') {
        const bounded =
          'const' in schema ||
          'maxLength' in schema ||
          ('pattern' in schema && /\{\d+\}\$$/.test(String(schema.pattern)));
        expect(bounded, where).toBe(true);
      }
      if ('type' in schema && (schema.type === 'integer' || schema.type === 'number'))
        expect(schema, where).toHaveProperty('maximum');
      if ('type' in schema && schema.type === 'array') expect(schema, where).toHaveProperty('maxItems');
      for (const [key, value] of Object.entries(schema)) look(value, `${where}.${key}`);
    };
    for (const name of names) {
      const { params, query, body } = specOf(name);
      look({ params, query, body }, name);
    }
  });

  it('answer no list without an end: it comes by pages, or says how long it can be', () => {
    for (const name of names) {
      const { query, data, summary } = specOf(name);
      if (PATHS[name][0] !== 'GET') continue;
      const pages = query !== undefined && 'limit' in propertiesOf(query);
      for (const [where, schema] of listsOf(data, name)) {
        if (where in BOUNDED_OTHERWISE || 'maxItems' in schema) continue;
        // The items of the page itself; a list within an item needs its own bound.
        const isPage = pages && Object.values(propertiesOf(data)).includes(schema);
        expect(isPage, `${where} of "${summary}"`).toBe(true);
      }
    }
  });

  it('page a list with a cursor that the answer names', () => {
    const cursors = { after: 'next_after', before: 'next_before' };
    for (const name of names) {
      const { query, data } = specOf(name);
      const taken = query === undefined ? {} : propertiesOf(query);
      if (!('limit' in taken)) continue;
      expect(taken.limit, name).toHaveProperty('maximum');
      const named = Object.entries(cursors).filter(([cursor, next]) => cursor in taken && next in propertiesOf(data));
      expect(named, name).toHaveLength(1);
    }
  });

  it('and the views of the stage hold no list without an end', () => {
    for (const [name, view] of Object.entries({ AudienceView, DisplayView, OperatorView, PublicEvent }))
      for (const [where, schema] of listsOf(view, name)) expect(schema, where).toHaveProperty('maxItems');
  });

  it('hold as many coupon types and days as the rules of campaigns allow', () => {
    expect([CAMPAIGN_LIMITS.couponTypes, CAMPAIGN_LIMITS.days]).toEqual([MAX_COUPON_TYPES, CAMPAIGN_DAYS]);
  });

  it('refuse with codes of the list', () => {
    for (const name of names) for (const code of specOf(name).refusals) expect(ERROR_STATUS).toHaveProperty(code);
    for (const status of Object.values(ERROR_STATUS)) expect(status >= 400 && status < 600).toBe(true);
  });
});

describe('a line of text', () => {
  const ajv = new Ajv();
  const line = ajv.compile(Line(20));
  const optional = ajv.compile(OptionalLine(20));

  it.each([
    'Car',
    '자동차',
    '🚗',
    'سيارة',
    'a  b',
    ' x ',
    '👩‍👩‍👧',
    'e\u0301',
    '\u202eabc',
    'x'.repeat(20),
    '🚗'.repeat(20),
  ])('may be %j', (text) => {
    expect([line(text), optional(text)]).toEqual([true, true]);
  });

  it.each([
    'a\nb',
    'a\tb',
    '\u0000',
    '\u001b[0m',
    '\u007f',
    '\u0085',
    'a\ud800',
    '\udc00a',
    'x'.repeat(21),
    1,
    null,
    {},
  ])('may not be %j', (text) => {
    expect([line(text), optional(text)]).toEqual([false, false]);
  });

  it('shows something, unless it may be empty', () => {
    for (const text of ['', ' ', '\u3000\u00a0']) expect([line(text), optional(text)]).toEqual([false, true]);
  });
});
