/**
 * A refusal: what a caller did wrong or cannot have now. `code` is of a closed list, `message` is for people,
 * `details` for programs. Refusals are values; only bugs throw.
 */
export interface Refusal<Code extends string> {
  readonly code: Code;
  readonly message: string;
  readonly details?: unknown;
}

/** The outcome of anything that may be refused. */
export type Result<T, Code extends string> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: Refusal<Code> };

export const accept = <T>(value: T): { ok: true; value: T } => ({ ok: true, value });

export const refuse = <Code extends string>(
  code: Code,
  message: string,
  details?: unknown,
): { ok: false; refusal: Refusal<Code> } => ({
  ok: false,
  refusal: details === undefined ? { code, message } : { code, message, details },
});
