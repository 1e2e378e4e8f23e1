import { BlockList, isIP, isIPv6 } from 'node:net';

/** Addresses that lead into this machine or its own networks, or nowhere (IANA's special-purpose registries). */
const internal = new BlockList();
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const) {
  internal.addSubnet(network, prefix, 'ipv4');
  // The same addresses as IPv6 writes them.
  internal.addSubnet(`::ffff:${network}`, 96 + prefix, 'ipv6');
  internal.addSubnet(`64:ff9b::${network}`, 96 + prefix, 'ipv6');
}
for (const [network, prefix] of [
  ['::', 127],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const)
  internal.addSubnet(network, prefix, 'ipv6');

export const isInternalAddress = (address: string): boolean =>
  internal.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');

/** Names that only ever mean a host of one's own network: one word, or below a domain that the internet does not have. */
const OWN_NAMES = /^[^.]+$|\.(localhost|local|lan|internal|intranet|home\.arpa|test)$/;

/**
 * Does this host, as it stands in an address that the organiser gave, say by itself that it is of one's own network?
 * `hostname`: as a URL has it. A public name that leads there does not: it may be changed by whoever owns the name.
 */
export const namesInternalHost = (hostname: string): boolean => {
  const host = hostname.replace(/^\[|\]$/g, '');
  return isIP(host) !== 0 || OWN_NAMES.test(host.toLowerCase().replace(/\.$/, ''));
};
