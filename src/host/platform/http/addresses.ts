/** Where requests come from, and what counts as one place. */
import type { IncomingMessage } from 'node:http';
import { BlockList, isIP } from 'node:net';

const LOOPBACK = /^127\.|^::1$/;
const HEX_GROUPS = 8;
/** An IPv6 customer has a whole /64: so many groups of 16 bits. */
const NETWORK_GROUPS = 4;

/** An IPv4 address that a socket for both families tells as `::ffff:1.2.3.4`, as what it is; no zone. */
const plain = (address: string): string => address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '');

export const isLoopback = (address: string): boolean => LOOPBACK.test(address);

/** What limits by address count as one: an IPv4 address, or an IPv6 network of 64 bits, however it is written. */
export const placeOf = (address: string): string => {
  if (!address.includes(':')) return address;
  const [head = '', tail] = address.split('::');
  const groups = (text: string | undefined): string[] => (text ? text.split(':') : []);
  const [before, after] = [groups(head), groups(tail)];
  const zeros = tail === undefined ? 0 : HEX_GROUPS - before.length - after.length;
  const all = [...before, ...Array.from({ length: Math.max(0, zeros) }, () => '0'), ...after];
  return `${all
    .slice(0, NETWORK_GROUPS)
    .map((group) => parseInt(group, 16).toString(16))
    .join(':')}::/64`;
};

/** A request that somebody else passed on: its sender is known only where that somebody is trusted. */
export const isForwarded = ({ headers }: Pick<IncomingMessage, 'headers'>): boolean =>
  headers['x-forwarded-for'] !== undefined || headers.forwarded !== undefined;

/**
 * The address of whoever sent a request. `trusted`: addresses of proxies whose `X-Forwarded-For` is believed; from the
 * right, the first address that is none of theirs is the sender's. Everybody else's header is anybody's claim, and is
 * not looked at.
 */
export const createAddresses = (trusted: readonly string[]) => {
  const proxies = new BlockList();
  for (const address of trusted) proxies.addAddress(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
  const isProxy = (address: string): boolean =>
    isIP(address) !== 0 && proxies.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');

  return ({ headers, socket }: Pick<IncomingMessage, 'headers' | 'socket'>): string => {
    let sender = plain(socket.remoteAddress ?? '');
    const forwarded = trusted.length === 0 ? undefined : headers['x-forwarded-for'];
    if (forwarded === undefined) return sender;
    const hops = String(forwarded).split(',');
    while (isProxy(sender)) {
      const before = plain(hops.pop()?.trim() ?? '');
      if (isIP(before) === 0) return sender;
      sender = before;
    }
    return sender;
  };
};

export type AddressOf = ReturnType<typeof createAddresses>;
