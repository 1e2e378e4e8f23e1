/**
 * Which address of this machine a phone in the room can reach. Pure but for `readAddresses` and the timer of
 * `watchAddresses`.
 */
import { readFileSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import type { NetworkAddress } from '../../../contract/network/views.ts';

/** What the operating system says of one address; `os.networkInterfaces()` gives this and more. */
export interface InterfaceAddress {
  readonly address: string;
  readonly family: 'IPv4' | 'IPv6';
  readonly internal: boolean;
  readonly mac: string;
}

export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly interfaces: Readonly<Record<string, readonly InterfaceAddress[] | undefined>>;
  /** Interfaces that have a default route, the one in use first; empty where that is not known. */
  readonly defaultRoutes: readonly string[];
}

// Containers, virtual machines, tunnels, mobile modems, Apple's device-to-device links: no phone in the room is behind
// them. `br0` is not among them, for people do bridge their real network card.
const VIRTUAL_ON_UNIX =
  /^(docker|br-|veth|virbr|vmnet|vmenet|vboxnet|lxc|lxd|podman|cni|flannel|cali|kube|dummy|tun|tap|utun|wg|ppp|ipsec|gif|stf|sit|gre|ip6tnl|vti|tailscale|zt|feth|nordlynx|nordtun|proton|mullvad|cscotun|gpd|ham|wwan|rmnet|awdl|llw|anpi|bridge|ap\d)/i;
const VIRTUAL_ON_WINDOWS =
  /vEthernet|Hyper-V|WSL|VMware|VirtualBox|Docker|VPN|WireGuard|TAP-|Wintun|Tailscale|ZeroTier|Hamachi|NordLynx|Mullvad|AnyConnect|Cisco|Forti|GlobalProtect|PANGP|WARP|Npcap|Bluetooth|Loopback|Cellular/i;
/** Adapters of VirtualBox, VMware and Hyper-V on their host; on Windows they may be named "Ethernet 3". */
const VIRTUAL_MAC = /^(0a:00:27|00:50:56|00:15:5d)/i;

const WIFI = /^(wl|wi-?fi|무선)/i;
const ETHERNET = /^(eth|en|이더넷|local area connection|로컬 영역 연결)/i;

const LINK_LOCAL = /^(169\.254\.|fe[89ab][0-9a-f]:)/i;
/** 100.64.0.0/10: carriers' NAT and Tailscale; a venue's own network does not use it. */
const SHARED = /^100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\./;
const PRIVATE = /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|f[cd])/i;

const kindOf = (
  name: string,
  { address, internal, mac }: InterfaceAddress,
  windows: boolean,
): NetworkAddress['kind'] => {
  if (internal || address.startsWith('127.') || address === '::1') return 'loopback';
  if (LINK_LOCAL.test(address)) return 'link_local';
  if (SHARED.test(address)) return 'virtual';
  const virtual = windows ? VIRTUAL_ON_WINDOWS.test(name) || VIRTUAL_MAC.test(mac) : VIRTUAL_ON_UNIX.test(name);
  return virtual ? 'virtual' : 'lan';
};

const KINDS = ['lan', 'virtual', 'link_local', 'loopback'] as const;

const nameRank = (name: string): number => (WIFI.test(name) ? 0 : ETHERNET.test(name) ? 1 : 2);

/**
 * The addresses of a machine, the one that phones reach most likely first: a real network before a virtual one, IPv4
 * before IPv6, the way of the default route, private before public, Wi-Fi (where the phones are) before cable.
 */
export const listAddresses = ({ platform, interfaces, defaultRoutes }: Machine): NetworkAddress[] => {
  const rows = Object.entries(interfaces).flatMap(([name, addresses = []]) =>
    addresses.map((entry) => {
      const kind = kindOf(name, entry, platform === 'win32');
      const route = defaultRoutes.indexOf(name);
      const rank = [
        KINDS.indexOf(kind),
        entry.family === 'IPv4' ? 0 : 1,
        route === -1 ? defaultRoutes.length : route,
        PRIVATE.test(entry.address) ? 0 : 1,
        nameRank(name),
      ];
      return { rank, view: { interface: name, address: entry.address, kind } };
    }),
  );
  const compare = (a: (typeof rows)[number], b: (typeof rows)[number]): number => {
    const at = a.rank.findIndex((value, index) => value !== b.rank[index]);
    if (at !== -1) return (a.rank[at] ?? 0) - (b.rank[at] ?? 0);
    return a.view.interface.localeCompare(b.view.interface, 'en', { numeric: true });
  };
  return rows.sort(compare).map(({ view }) => view);
};

/**
 * The address for the QR code. `preferred` is an address or an interface's name and wins while this machine has it;
 * by name it survives a new lease. Null when no phone could reach any of them.
 */
export const chooseAddress = (
  addresses: readonly NetworkAddress[],
  preferred: string | null,
): NetworkAddress | null => {
  const reachable = addresses.filter(
    ({ kind, address }) => kind !== 'loopback' && !(kind === 'link_local' && address.includes(':')),
  );
  return (
    reachable.find(({ address }) => address === preferred) ??
    reachable.find((candidate) => candidate.interface === preferred) ??
    reachable[0] ??
    null
  );
};

/** An address as it stands in a URL: IPv6 in brackets. */
export const urlHost = (address: string): string => (address.includes(':') ? `[${address}]` : address);

/** Names of the interfaces with a default route in Linux's /proc/net/route, the smallest metric first. */
export const parseDefaultRoutes = (procNetRoute: string): string[] =>
  procNetRoute
    .split('\n')
    .slice(1)
    .map((line) => line.trim().split(/\s+/))
    .filter(([, destination, , flags, , , , mask]) => {
      const up = (Number.parseInt(flags ?? '0', 16) & 1) === 1;
      return up && destination === '00000000' && mask === '00000000';
    })
    .sort((a, b) => Number(a[6]) - Number(b[6]))
    .flatMap(([name]) => name ?? []);

const readDefaultRoutes = (): string[] => {
  if (process.platform !== 'linux') return [];
  try {
    return parseDefaultRoutes(readFileSync('/proc/net/route', 'utf8'));
  } catch {
    return []; // A hardened container may hide the file; the other signs decide then.
  }
};

/** The addresses of this machine now, best first. */
export const readAddresses = (): NetworkAddress[] =>
  listAddresses({
    platform: process.platform,
    interfaces: networkInterfaces(),
    defaultRoutes: readDefaultRoutes(),
  });

export interface AddressWatch {
  /** The addresses of the last reading, best first. */
  current(): readonly NetworkAddress[];
  close(): void;
}

/** Reads at once and then every `intervalMs` ms, and calls `onChange` when the list is another than before. */
export const watchAddresses = ({
  read,
  intervalMs,
  onChange,
  onError,
}: {
  read: () => NetworkAddress[];
  intervalMs: number;
  onChange: (addresses: readonly NetworkAddress[]) => void;
  /** The addresses could not be read this time. */
  onError: (error: unknown) => void;
}): AddressWatch => {
  let current = read();
  const look = (): void => {
    let next: NetworkAddress[];
    try {
      next = read();
    } catch (error) {
      // The system may be short of descriptors or memory for a moment: the addresses stay what they were.
      onError(error);
      return;
    }
    if (JSON.stringify(next) === JSON.stringify(current)) return;
    current = next;
    onChange(next);
  };
  const timer = setInterval(look, intervalMs);
  timer.unref();
  return { current: () => current, close: () => clearInterval(timer) };
};
