import { MAX_TOKEN } from '../../../contract/shared/limits.ts';

/** What the address bar brought: a one-time link, or nothing. */
export type Arrival = { kind: 'none' } | { kind: 'setup'; token: string } | { kind: 'ticket'; token: string };

/** Reads `#setup=<token>` and `#ticket=<token>`; everything else is not for the entrance. */
export const readFragment = (hash: string): Arrival => {
  const match = /^#(setup|ticket)=([\x21-\x7e]+)$/.exec(hash);
  const token = match?.[2];
  if (token === undefined || token.length > MAX_TOKEN) return { kind: 'none' };
  return { kind: match?.[1] === 'setup' ? 'setup' : 'ticket', token };
};
