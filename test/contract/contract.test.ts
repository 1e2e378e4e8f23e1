import { Ajv } from 'ajv';
import type { RouteSpec } from '../../src/contract/shared/spec.ts';
import { describe, expect, it } from 'vitest';
import { ERROR_STATUS } from '../../src/contract/errors.ts';
import { PATHS, type RouteName } from '../../src/contract/paths.ts';
import { ROUTES } from '../../src/contract/routes.ts';
import { Line, OptionalLine } from '../../src/contract/shared/text.ts';
import { AudienceView, DisplayView, OperatorView, PublicEvent } from '../../src/contract/stage/views.ts';

const names = Object.keys(PATHS) as RouteName[];
const specOf = (name: RouteName): RouteSpec => ROUTES[name];

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
