/** Who asks, and with what scopes: the one place where access is decided, for HTTP and for live connections alike. */
import type { IncomingHttpHeaders } from 'node:http';
import type { Scope } from '../../../contract/shared/spec.ts';

/** Who may do what a scope allows. `actor`: for the log, without secrets. `token`: what opened the door; never logged. */
export interface Caller {
  readonly scope: Scope;
  readonly actor: string;
  readonly token: string | null;
}

/**
 * Who asks, for what must not be shared between callers. Organisers have one account, and so have staff; programs and
 * attendees each have their own.
 */
export const accountOf = ({ scope, actor, token }: Caller): string => {
  if (scope === 'attendee') return `attendee ${token ?? ''}`;
  return actor.startsWith('integrator:') ? actor : scope;
};

export const NOBODY: Caller = { scope: 'public', actor: 'nobody', token: null };

/** What a request or a handshake brings to show who asks. `token`: one that came otherwise than in a header. */
export interface Credentials {
  readonly headers: IncomingHttpHeaders;
  readonly token: string | undefined;
  /** The address of whoever asks. */
  readonly address: string;
}

/** One scope, by the feature that knows its tokens. */
export interface ScopeAuthority {
  readonly scope: Exclude<Scope, 'public'>;
  /** Null: these credentials do not open this scope. */
  resolve(credentials: Credentials): Promise<Caller | null>;
  /** The refusal for those whom `resolve` turns away. */
  readonly refusal: { readonly code: 'unauthorized' | 'participant_not_found'; readonly message: string };
  /** Whether a live connection that this caller opened may go on. Asking counts as use. */
  isStillGood(caller: Caller): Promise<boolean>;
  /** Calls back after tokens were ended before their time. */
  onEnded(listener: () => void): void;
}

/** @throws Error for a scope that no feature answers for: a bug in the composition. */
export const createCallers = (authorities: readonly ScopeAuthority[]) => {
  const byScope = new Map(authorities.map((authority) => [authority.scope, authority]));
  return {
    authority: (scope: ScopeAuthority['scope']): ScopeAuthority => {
      const found = byScope.get(scope);
      if (!found) throw new Error(`no feature answers for the scope ${scope}`);
      return found;
    },
    authorities,
  };
};

export type Callers = ReturnType<typeof createCallers>;
