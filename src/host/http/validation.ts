import { Ajv, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import type { FastifySchemaCompiler } from 'fastify';
import type { TSchema } from 'typebox';

/**
 * Checks requests exactly as the contract has them: nothing is removed, nothing guessed. Only texts of the path and
 * the query, which cannot be anything else, are read as numbers where numbers are asked for.
 */
export const createValidatorCompiler = (): FastifySchemaCompiler<TSchema> => {
  const options = { removeAdditional: false, useDefaults: false, allErrors: false, strict: false } as const;
  const exact = new Ajv({ ...options, coerceTypes: false });
  const ofTexts = new Ajv({ ...options, coerceTypes: true });
  addFormats.default(exact);
  addFormats.default(ofTexts);
  const compiled = new Map<TSchema, ValidateFunction>();
  return ({ schema, httpPart }) => {
    const known = compiled.get(schema);
    if (known) return known;
    const validate = (httpPart === 'body' ? exact : ofTexts).compile(schema);
    compiled.set(schema, validate);
    return validate;
  };
};
