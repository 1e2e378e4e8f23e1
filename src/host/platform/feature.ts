import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import type { RouteName } from '../../contract/paths.ts';
import type { Clock } from './clock.ts';
import type { Change, Once } from './http/change.ts';
import type { ScopeAuthority } from './http/caller.ts';
import type { Handlers } from './http/routeCall.ts';
import type { Channel } from './live/channel.ts';
import type { LiveBus } from './live/liveBus.ts';
import type { PublicFeed } from './live/publicFeed.ts';
import type { Metric } from './metrics.ts';
import type { Problems } from './problems.ts';
import type { Queues } from './queues.ts';
import type { Random } from './random.ts';
import type { AuditedChange } from './storage/auditedChange.ts';
import type { PlatformStore } from './storage/platformStore.ts';

/** What every feature stands on and none owns. A feature takes the parts that it needs: `Pick<Platform, …>`. */
export interface Platform {
  readonly clock: Clock;
  readonly random: Random;
  readonly queues: Queues;
  readonly problems: Problems;
  readonly logger: Pick<Logger, 'info' | 'warn' | 'error'>;
  readonly store: PlatformStore;
  /** Runs a route's change: queued, logged, answered once for each Idempotency-Key. */
  readonly change: Change;
  readonly once: Once;
  /** Tells screens and programs that something changed. */
  readonly live: LiveBus;
  /** Into an event's log what changes nothing of the event itself, as part of a change. */
  readonly audit: (eventId: string, change: AuditedChange<void>, action: string, details: unknown) => Promise<void>;
  /** Into the active event's log what somebody did besides. A full disk keeps nobody from doing it. */
  readonly note: (actor: string, action: string, details: unknown) => Promise<void>;
}

/** A capability as the composition sees it. */
export interface Feature {
  readonly name: string;
  /** By the names of the contract's routes. */
  readonly handlers: Partial<Handlers<RouteName>>;
  readonly authorities?: readonly ScopeAuthority[];
  readonly channels?: readonly Channel[];
  readonly feeds?: readonly PublicFeed[];
  /** Files that are no route of the contract, such as pictures. */
  serveFiles?(app: FastifyInstance): void;
  /** What it tells those who watch over many hosts, as of now. */
  metrics?(): readonly Metric[];
  /** Finishes what is under way; nothing is begun after. */
  close?(): Promise<void>;
}
