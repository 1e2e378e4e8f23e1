import type { FastifyReply } from 'fastify';
import { ERROR_STATUS, type ErrorCode } from '../../../contract/errors.ts';
import type { Refusal } from '../../../core/result.ts';

/** A refusal as the outside sees it. */
export const sendRefusal = (reply: FastifyReply, refusal: Refusal<ErrorCode>): FastifyReply =>
  reply.code(ERROR_STATUS[refusal.code]).header('cache-control', 'no-store').send({ success: false, error: refusal });
