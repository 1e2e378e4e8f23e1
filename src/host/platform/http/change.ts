import type { FastifyReply } from 'fastify';
import { ERROR_STATUS, type ErrorCode } from '../../../contract/errors.ts';
import type { RouteName } from '../../../contract/paths.ts';
import type { RouteData } from '../../../contract/routes.ts';
import { accept, refuse, type Refusal } from '../../../core/result.ts';
import type { Clock } from '../clock.ts';
import type { Queues } from '../queues.ts';
import type { Random } from '../random.ts';
import type { AuditedChange, KeptReply } from '../storage/auditedChange.ts';
import type { PlatformStore } from '../storage/platformStore.ts';
import { idempotentRequest, type IdempotentRequest } from './idempotency.ts';
import { createPlaceLimit } from './placeLimit.ts';
import { addressOf, envelope, type Outcome, type RouteCall } from './routeCall.ts';

/** Makes what is stored with a change: the record of the log, and the reply for a repetition, from the change's outcome. */
export type Audit<N extends RouteName> = <T>(data: (outcome: T) => RouteData<N>) => AuditedChange<T>;

/** Refusals that are kept for one address of strangers a minute: each is written to the disk. */
const KEPT_REFUSALS = 60;

export const keyReused = () =>
  refuse('idempotency_key_reused', 'This Idempotency-Key was used with another request. Use a new one.');

/** Sends the reply that was kept for a repeated request, unless its key belongs to another one. */
export const sendKeptReply = (reply: FastifyReply, asked: IdempotentRequest, kept: KeptReply) => {
  const content = asked.read(kept);
  if (!content) return keyReused();
  reply.code(content.status).header('idempotent-replayed', 'true').send(content.body);
  return accept('sent' as const);
};

interface Parts {
  readonly queues: Queues;
  readonly store: Pick<PlatformStore, 'keptReply' | 'keepReply'>;
  readonly clock: Clock;
  readonly random: Random;
}

/**
 * Answers a refused request that has a key: with what its key was answered first, or else with this refusal, which is
 * kept. Not the one for coming too often: it says nothing about the request. Of strangers, who could fill the disk with
 * them, a few. Null: the refusal is still to be sent.
 */
export const createRefuseOnce = ({ store, clock, random }: Parts) => {
  const limit = createPlaceLimit(KEPT_REFUSALS, () => clock.now());
  return async <N extends RouteName>(call: RouteCall<N>, refusal: Refusal<ErrorCode>): Promise<Outcome<N> | null> => {
    const { caller, request, reply } = call;
    const asked = idempotentRequest(request, caller, call.body, clock.now(), random);
    if (!asked) return null;
    const kept = await store.keptReply(asked.key);
    if (kept) return sendKeptReply(reply, asked, kept);
    const status = ERROR_STATUS[refusal.code];
    const isStranger = caller.scope === 'public' || caller.scope === 'attendee';
    if (status === 429 || (isStranger && !limit.take(addressOf(request)))) return null;
    await store.keepReply(asked.keep(() => ({ status, body: { success: false, error: refusal } })));
    return null;
  };
};
export type RefuseOnce = ReturnType<typeof createRefuseOnce>;

/**
 * Runs a change alone in the queue of what it changes, once for each Idempotency-Key. `queue`: the event, room or game.
 * `body`: what makes two requests with one key the same; the call's body, or what stands for it.
 */
export const createChange =
  (parts: Parts) =>
  <N extends RouteName>(
    call: RouteCall<N>,
    target: { readonly queue: string; readonly body: unknown },
    run: (audit: Audit<N>) => Promise<Outcome<N>>,
  ): Promise<Outcome<N>> =>
    parts.queues.run(target.queue, async () => {
      const { clock, random } = parts;
      const asked = idempotentRequest(call.request, call.caller, target.body, clock.now(), random);
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

/**
 * The same for what leaves nothing behind when it is done twice: its answer is kept after it, not with it. Without a
 * key it runs at once.
 */
export const createOnce =
  (parts: Parts) =>
  <N extends RouteName>(call: RouteCall<N>, run: () => Promise<Outcome<N>>): Promise<Outcome<N>> => {
    const { clock, random, store } = parts;
    const asked = idempotentRequest(call.request, call.caller, call.body, clock.now(), random);
    if (!asked) return run();
    return parts.queues.run(`once ${Buffer.from(asked.key).toString('hex')}`, async () => {
      const kept = await store.keptReply(asked.key);
      if (kept) return sendKeptReply(call.reply, asked, kept);
      const outcome = await run();
      if (outcome.ok && outcome.value !== 'sent') {
        const { data, status = call.usualStatus } = outcome.value;
        await store.keepReply(asked.keep(() => ({ status, body: envelope(data) })));
      }
      return outcome;
    });
  };
export type Once = ReturnType<typeof createOnce>;
