import { createRequire } from 'node:module';
import type { Ajv, ValidateFunction } from 'ajv';
import type { FastifySchemaCompiler } from 'fastify';
import type { TSchema } from 'typebox';

// Loaded by the first request that has something to check, at once and not in turns: Fastify's checks answer at once.
const load = createRequire(import.meta.url);
const newAjv = (coerceTypes: boolean): Ajv => {
  const { Ajv: Validator } = load('ajv') as typeof import('ajv');
  const { default: addFormats } = load('ajv-formats') as typeof import('ajv-formats');
  const ajv = new Validator({
    removeAdditional: false,
    useDefaults: false,
    allErrors: false,
    strict: false,
    coerceTypes,
  });
  addFormats.default(ajv);
  return ajv;
};

interface Check {
  (data: unknown): boolean;
  errors?: ValidateFunction['errors'];
}

/**
 * Checks requests exactly as the contract has them: nothing is removed, nothing guessed. Only texts of the path and
 * the query, which cannot be anything else, are read as numbers where numbers are asked for. A schema is compiled by
 * the first request that needs it: compiling all of them would be most of the host's start.
 */
export const createValidatorCompiler = (): FastifySchemaCompiler<TSchema> => {
  let exact: Ajv | null = null;
  let ofTexts: Ajv | null = null;
  const compiled = new Map<TSchema, ValidateFunction>();
  const compile = (schema: TSchema, inBody: boolean): ValidateFunction => {
    let validate = compiled.get(schema);
    if (!validate) {
      const ajv = inBody ? (exact ??= newAjv(false)) : (ofTexts ??= newAjv(true));
      compiled.set(schema, (validate = ajv.compile(schema)));
    }
    return validate;
  };
  return ({ schema, httpPart }) => {
    const check: Check = (data) => {
      const validate = compile(schema, httpPart === 'body');
      const valid = validate(data);
      check.errors = validate.errors;
      return valid;
    };
    return check;
  };
};
