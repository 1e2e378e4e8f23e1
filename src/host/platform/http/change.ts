import type { FastifyReply } from 'fastify';
import type { RouteName } from '../../../contract/paths.ts';
import type { RouteData } from '../../../contract/routes.ts';
import { accept, refuse } from '../../../core/result.ts';
import type { Clock } from '../clock.ts';
import type { Queues } from '../queues.ts';
import type { Random } from '../random.ts';
import type { AuditedChange, KeptReply } from '../storage/auditedChange.ts';
import type { PlatformStore } from '../storage/platformStore.ts';
import { idempotentRequest, type IdempotentRequest } from './idempotency.ts';
import { envelope, type Outcome, type RouteCall } from './routeCall.ts';

/** Makes what is stored with a change: the record of the log, and the reply for a repetition, from the change's outcome. */
export type Audit<N extends RouteName> = <T>(data: (outcome: T) => RouteData<N>) => AuditedChange<T>;

export const keyReused = () =>
  refuse('idempotency_key_reused', 'This Idempotency-Key was used with another request. Use a new one.');

/** Sends the reply that was kept for a repeated request, unless its key belongs to another one. */
export const sendKeptReply = (reply: FastifyReply, asked: IdempotentRequest, kept: KeptReply) => {
  const content = asked.read(kept);
  if (!content) return keyReused();
  reply.code(content.status).header('idempotent-replayed', 'true').send(content.body);
  return accept('sent' as const);
};

/**
 * Runs a change alone in the queue of what it changes, once for each Idempotency-Key. `queue`: the event, room or game.
 * `body`: what makes two requests with one key the same; the call's body, or what stands for it.
 */
export const createChange =
  (parts: { queues: Queues; store: Pick<PlatformStore, 'keptReply'>; clock: Clock; random: Random }) =>
  <N extends RouteName>(
    call: RouteCall<N>,
    target: { readonly queue: string; readonly body: unknown },
    run: (audit: Audit<N>) => Promise<Outcome<N>>,
  ): Promise<Outcome<N>> =>
    parts.queues.run(target.queue, async () => {
      const { clock, random } = parts;
      const asked = idempotentRequest(call.request, call.caller.scope, target.body, clock.now(), random);
      const kept = asked && (await parts.store.keptReply(asked.key));
      if (asked && kept) return sendKeptReply(call.reply, asked, kept);
      const at = clock.now();
      return run((data) => ({
        actor: call.caller.actor,
        at,
        idempotent: asked && asked.keep((outcome) => ({ status: call.usualStatus, body: envelope(data(outcome)) })),
      }));
    });

export type Change = ReturnType<typeof createChange>;
