import { Type } from 'typebox';

/** One line for people: at least one visible character, no control characters, no lone surrogates; any script. */
export const Line = (maxLength: number) =>
  Type.String({ minLength: 1, maxLength, pattern: '^(?=.*\\S)[^\\p{Cc}\\p{Cs}]*$' });

/** Like `Line`, but may be empty. */
export const OptionalLine = (maxLength: number) => Type.String({ maxLength, pattern: '^[^\\p{Cc}\\p{Cs}]*$' });

/** A text or null, as OpenAPI 3.1 writes it. */
export const Nullable = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) =>
  Type.Union([schema, Type.Null()]);

/** A moment: ISO 8601 in UTC with milliseconds, e.g. 2026-11-20T12:00:00.000Z. */
export const Moment = Type.String({ format: 'date-time' });

export const Count = Type.Integer({ minimum: 0 });

/** An object that holds these keys and no others. */
export const Closed = <T extends Parameters<typeof Type.Object>[0]>(properties: T) =>
  Type.Object(properties, { additionalProperties: false });
