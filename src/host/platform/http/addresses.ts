const HEX_GROUPS = 8;
/** An IPv6 customer has a whole /64: so many groups of 16 bits. */
const NETWORK_GROUPS = 4;

/** What limits by address count as one: an IPv4 address, or an IPv6 network of 64 bits, however it is written. */
export const placeOf = (address: string): string => {
  if (!address.includes(':') || address.startsWith('::ffff:')) return address;
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
