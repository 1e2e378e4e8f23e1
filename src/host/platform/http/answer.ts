import type { FastifyReply } from 'fastify';
import { ERROR_STATUS, type ErrorCode } from '../../../contract/errors.ts';
import type { Refusal } from '../../../core/result.ts';

declare module 'fastify' {
  interface FastifyReply {
    /** The code of what was refused; null: nothing was. */
    refusal: string | null;
  }
}

/** A refusal as the outside sees it. */
export const sendRefusal = (reply: FastifyReply, refusal: Refusal<ErrorCode>): FastifyReply => {
  // Counted when the answer has gone.
  reply.refusal = refusal.code;
  return reply
    .code(ERROR_STATUS[refusal.code])
    .header('cache-control', 'no-store')
    .send({ success: false, error: refusal });
};
