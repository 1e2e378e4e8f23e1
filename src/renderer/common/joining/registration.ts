/** How a phone asks for its number: everything that it brings along is put together here. */
import { commitmentOf } from '../../../core/fairness/phoneChain.ts';
import type { Hex } from '../../../core/fairness/bytes.ts';
import type { RouteData } from '../../../contract/routes.ts';
import type { Result } from '../../../core/result.ts';
import { call, type CallError } from '../api.ts';
import type { KeyValueStore } from '../browserStorage.ts';
import type { Ticket } from '../storedTicket.ts';
import { createJoiningSecret } from './joiningSecret.ts';
import type { TicketStore } from './ticketStore.ts';

/** A request that is not answered for so long was lost on the air. */
export const JOINING_TIMEOUT_MS = 10_000;
/** Tabs that open at the same instant each write a key: after this, all read the one that was written last. */
const SETTLE_MS = 40;

const FINAL: readonly CallError[] = ['registration_closed', 'event_full', 'event_not_found', 'invalid_request'];
const isFinal = (code: CallError): boolean => FINAL.includes(code);

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

export interface Registered {
  readonly given: RouteData<'register'>;
  /** The secret behind the commitment that was sent along. */
  readonly secret: Hex;
  /** When it was asked for, by this page's monotonic clock. */
  readonly askedAt: number;
}

export interface Registration {
  /** `round`: the event's joining round; null where it is not known yet. `own`: the ticket that may still be good. */
  ask(eventId: string, round: number | null, own: Ticket | null): Promise<Result<Registered, CallError>>;
  /** The host has given a new number: its secret is stored beside the ticket. */
  keepSecret(registered: Registered): void;
}

export const createRegistration = (store: TicketStore, storage: KeyValueStore): Registration => {
  const joiningSecret = createJoiningSecret(storage);
  return {
    ask: async (eventId, round, own) => {
      store.joiningKey(eventId, round);
      await pause(SETTLE_MS);
      const key = store.joiningKey(eventId, round);
      const secret = joiningSecret.secretFor(key);
      const askedAt = performance.now();
      const answer = await call('register', {
        body: {
          event_id: eventId,
          ...(own ? { session_token: own.token } : {}),
          entropy_commitment: commitmentOf(secret),
        },
        idempotencyKey: key,
        timeoutMs: JOINING_TIMEOUT_MS,
      });
      // Final for its key: when there is room again, it is another wish.
      if (!answer.ok && isFinal(answer.refusal.code)) store.dropJoiningKey();
      return answer.ok ? { ok: true, value: { given: answer.value, secret, askedAt } } : answer;
    },
    keepSecret: ({ given, secret }) => joiningSecret.keep(given.event_id, given.session_token, secret),
  };
};
