import { Ajv, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import type { FastifySchemaCompiler } from 'fastify';
import type { TSchema } from 'typebox';

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
  const options = { removeAdditional: false, useDefaults: false, allErrors: false, strict: false } as const;
  const validator = (coerceTypes: boolean): Ajv => {
    const ajv = new Ajv({ ...options, coerceTypes });
    addFormats.default(ajv);
    return ajv;
  };
  let exact: Ajv | null = null;
  let ofTexts: Ajv | null = null;
  const compiled = new Map<TSchema, ValidateFunction>();
  const compile = (schema: TSchema, inBody: boolean): ValidateFunction => {
    let validate = compiled.get(schema);
    if (!validate) {
      const ajv = inBody ? (exact ??= validator(false)) : (ofTexts ??= validator(true));
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
