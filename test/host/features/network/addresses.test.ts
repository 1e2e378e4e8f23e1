import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { NetworkAddress } from '../../../../src/contract/network/views.ts';
import {
  chooseAddress,
  listAddresses,
  parseDefaultRoutes,
  readAddresses,
  urlHost,
  watchAddresses,
  type InterfaceAddress,
  type Machine,
} from '../../../../src/host/features/network/addresses.ts';

const MAC = 'a4:83:e7:11:22:33';
const v4 = (address: string, mac = MAC): InterfaceAddress => ({
  address,
  family: 'IPv4',
  internal: address.startsWith('127.'),
  mac,
});
const v6 = (address: string): InterfaceAddress => ({ address, family: 'IPv6', internal: address === '::1', mac: MAC });
const LO = { lo: [v4('127.0.0.1'), v6('::1')] };
const LO0 = { lo0: [v4('127.0.0.1'), v6('::1'), v6('fe80::1')] };
const WINDOWS_LOOPBACK = { 'Loopback Pseudo-Interface 1': [v6('::1'), v4('127.0.0.1')] };

interface Case extends Partial<Machine> {
  readonly name: string;
  readonly platform: Machine['platform'];
  readonly interfaces: Machine['interfaces'];
  readonly expected: string | null;
}

const cases: Case[] = [
  {
    name: 'Linux laptop on Wi-Fi with Docker, a compose network and a container',
    platform: 'linux',
    interfaces: {
      ...LO,
      docker0: [v4('172.17.0.1', '02:42:5e:00:00:01')],
      'br-4f1c2d3e5a6b': [v4('172.18.0.1')],
      veth1a2b3c4: [v6('fe80::42:5eff:fe00:1')],
      wlp0s20f3: [v4('192.168.0.23'), v6('2001:db8::23'), v6('fe80::23')],
    },
    defaultRoutes: ['wlp0s20f3'],
    expected: '192.168.0.23',
  },
  {
    name: 'Linux laptop whose VPN has taken the default route',
    platform: 'linux',
    interfaces: { ...LO, tun0: [v4('10.8.0.6')], wlan0: [v4('192.168.1.44')] },
    defaultRoutes: ['tun0', 'wlan0'],
    expected: '192.168.1.44',
  },
  {
    name: 'Linux laptop with cable and Wi-Fi: the default route decides',
    platform: 'linux',
    interfaces: { ...LO, enp0s31f6: [v4('10.20.0.5')], wlp2s0: [v4('192.168.1.5')] },
    defaultRoutes: ['enp0s31f6', 'wlp2s0'],
    expected: '10.20.0.5',
  },
  {
    name: 'Linux laptop that is the hotspot itself, without any default route',
    platform: 'linux',
    interfaces: { ...LO, wlo1: [v4('10.42.0.1')], virbr0: [v4('192.168.122.1')] },
    expected: '10.42.0.1',
  },
  {
    name: 'Linux machine with libvirt, VirtualBox, WireGuard, Tailscale and ZeroTier around one cable',
    platform: 'linux',
    interfaces: {
      ...LO,
      virbr0: [v4('192.168.122.1')],
      vboxnet0: [v4('192.168.56.1')],
      vmnet8: [v4('192.168.59.1')],
      wg0: [v4('10.0.0.2')],
      tailscale0: [v4('100.101.102.103'), v6('fd7a:115c:a1e0::1')],
      ztrtapq3vu: [v4('10.147.20.5')],
      eno1: [v4('172.30.1.17')],
    },
    expected: '172.30.1.17',
  },
  {
    name: 'Linux machine that bridges its own network card',
    platform: 'linux',
    interfaces: { ...LO, br0: [v4('192.168.10.2')], docker0: [v4('172.17.0.1')] },
    defaultRoutes: ['br0'],
    expected: '192.168.10.2',
  },
  {
    name: 'Linux laptop with a mobile modem as the way to the net and the room on Wi-Fi',
    platform: 'linux',
    interfaces: { ...LO, wwan0: [v4('10.133.7.9')], wlan0: [v4('192.168.8.100')] },
    defaultRoutes: ['wwan0'],
    expected: '192.168.8.100',
  },
  {
    name: 'a university network with public addresses',
    platform: 'linux',
    interfaces: { ...LO, docker0: [v4('172.17.0.1')], eth0: [v4('147.46.10.20')] },
    defaultRoutes: ['eth0'],
    expected: '147.46.10.20',
  },
  {
    name: 'a container, where the virtual network is the only one',
    platform: 'linux',
    interfaces: { ...LO, tap0: [v4('10.0.2.100')] },
    expected: '10.0.2.100',
  },
  {
    name: 'a network of IPv6 only: the global address',
    platform: 'linux',
    interfaces: { ...LO, wlan0: [v6('fe80::5'), v6('2001:db8:1::5')], docker0: [v6('fe80::1')] },
    defaultRoutes: [],
    expected: '2001:db8:1::5',
  },
  {
    name: 'a cable between two laptops: the self-assigned IPv4 address is all there is',
    platform: 'linux',
    interfaces: { ...LO, eth0: [v4('169.254.11.22'), v6('fe80::7')] },
    expected: '169.254.11.22',
  },
  { name: 'no network at all', platform: 'linux', interfaces: LO, expected: null },
  { name: 'nothing but IPv6 link-local', platform: 'darwin', interfaces: { en0: [v6('fe80::9')] }, expected: null },
  {
    name: 'MacBook on Wi-Fi with AirDrop, iCloud tunnels, a VPN and Parallels',
    platform: 'darwin',
    interfaces: {
      ...LO0,
      anpi0: [v6('fe80::a1')],
      awdl0: [v6('fe80::a2')],
      llw0: [v6('fe80::a3')],
      utun0: [v6('fe80::a4')],
      utun4: [v4('10.6.0.2')],
      bridge100: [v4('10.211.55.2')],
      vmenet0: [v4('192.168.64.1')],
      en0: [v6('fe80::a5'), v4('172.16.4.31')],
    },
    expected: '172.16.4.31',
  },
  {
    name: 'MacBook with Wi-Fi (en0) and a dock (en7)',
    platform: 'darwin',
    interfaces: { ...LO0, en7: [v4('192.168.0.9')], en0: [v4('192.168.0.8')] },
    expected: '192.168.0.8',
  },
  {
    name: "MacBook on an iPhone's hotspot, with Tailscale",
    platform: 'darwin',
    interfaces: { ...LO0, utun3: [v4('100.84.1.2')], en0: [v4('172.20.10.4')] },
    expected: '172.20.10.4',
  },
  {
    name: 'Windows laptop on Wi-Fi with WSL, Hyper-V, VMware and an idle Ethernet port',
    platform: 'win32',
    interfaces: {
      'vEthernet (WSL (Hyper-V firewall))': [v4('172.28.112.1', '00:15:5d:01:02:03')],
      'vEthernet (Default Switch)': [v4('172.19.64.1', '00:15:5d:01:02:04')],
      'VMware Network Adapter VMnet8': [v4('192.168.183.1', '00:50:56:c0:00:08')],
      이더넷: [v4('169.254.5.6')],
      'Wi-Fi': [v6('fe80::1'), v4('192.168.35.113')],
      ...WINDOWS_LOOPBACK,
    },
    expected: '192.168.35.113',
  },
  {
    name: 'Windows laptop with a VirtualBox adapter under an ordinary name',
    platform: 'win32',
    interfaces: {
      'Ethernet 3': [v4('192.168.56.1', '0a:00:27:00:00:0f')],
      'Ethernet 10': [v4('10.1.2.3')],
      ...WINDOWS_LOOPBACK,
    },
    expected: '10.1.2.3',
  },
  {
    name: 'Windows laptop with company VPNs',
    platform: 'win32',
    interfaces: {
      'OpenVPN TAP-Windows6': [v4('10.8.0.10')],
      NordLynx: [v4('10.5.0.2')],
      'Cisco AnyConnect Virtual Miniport': [v4('10.90.1.1')],
      Tailscale: [v4('100.64.0.7')],
      'Bluetooth 네트워크 연결': [v4('169.254.9.9')],
      '이더넷 2': [v4('192.168.0.50')],
      ...WINDOWS_LOOPBACK,
    },
    expected: '192.168.0.50',
  },
  {
    name: 'Windows laptop that is the mobile hotspot itself, without another network',
    platform: 'win32',
    interfaces: { 'Local Area Connection* 10': [v4('192.168.137.1')], ...WINDOWS_LOOPBACK },
    expected: '192.168.137.1',
  },
  {
    name: 'Windows desktop with a Hyper-V external switch over its only card',
    platform: 'win32',
    interfaces: { 'vEthernet (External)': [v4('192.168.0.77', '00:15:5d:01:02:03')], ...WINDOWS_LOOPBACK },
    expected: '192.168.0.77',
  },
];

describe('the address for the QR code', () => {
  it.each(cases)('$name', ({ platform, interfaces, defaultRoutes = [], expected }) => {
    const chosen = chooseAddress(listAddresses({ platform, interfaces, defaultRoutes }), null);
    expect(chosen?.address ?? null).toBe(expected);
  });

  it('does not depend on the order in which the system lists its interfaces', () => {
    for (const { platform, interfaces, defaultRoutes = [], expected } of cases) {
      const reversed = Object.fromEntries(Object.entries(interfaces).reverse());
      const chosen = chooseAddress(listAddresses({ platform, interfaces: reversed, defaultRoutes }), null);
      expect(chosen?.address ?? null).toBe(expected);
    }
  });

  const laptop = listAddresses({
    platform: 'linux',
    interfaces: {
      ...LO,
      wlan0: [v4('192.168.0.23')],
      eth0: [v4('10.0.0.5')],
      docker0: [v4('172.17.0.1')],
    },
    defaultRoutes: ['wlan0'],
  });

  it('is the one the organiser prefers, by address or by interface, be it a virtual one', () => {
    expect(chooseAddress(laptop, '10.0.0.5')?.interface).toBe('eth0');
    expect(chooseAddress(laptop, 'eth0')?.address).toBe('10.0.0.5');
    expect(chooseAddress(laptop, '172.17.0.1')?.address).toBe('172.17.0.1');
  });

  it('is the best other one when the preferred one is gone', () => {
    expect(chooseAddress(laptop, '192.168.77.7')?.address).toBe('192.168.0.23');
  });

  it('is never loopback, even when somebody prefers it', () => {
    expect(chooseAddress(laptop, '127.0.0.1')?.address).toBe('192.168.0.23');
    expect(chooseAddress(laptop, 'lo')?.address).toBe('192.168.0.23');
  });

  it('stands in a URL with brackets when it is IPv6', () => {
    expect(new URL(`http://${urlHost('2001:db8::5')}:8080/`).hostname).toBe('[2001:db8::5]');
    expect(urlHost('192.168.0.23')).toBe('192.168.0.23');
  });
});

describe('the list of addresses', () => {
  it('names the kind of each and holds all of them, best first', () => {
    const list = listAddresses({
      platform: 'linux',
      interfaces: {
        ...LO,
        eth0: [v4('169.254.1.1')],
        docker0: [v4('172.17.0.1')],
        carrier0: [v4('100.127.0.1')],
        wlan0: [v6('2001:db8::2'), v4('192.168.0.2')],
      },
      defaultRoutes: ['wlan0'],
    });
    expect(list).toEqual([
      { interface: 'wlan0', address: '192.168.0.2', kind: 'lan' },
      { interface: 'wlan0', address: '2001:db8::2', kind: 'lan' },
      { interface: 'docker0', address: '172.17.0.1', kind: 'virtual' },
      { interface: 'carrier0', address: '100.127.0.1', kind: 'virtual' },
      { interface: 'eth0', address: '169.254.1.1', kind: 'link_local' },
      { interface: 'lo', address: '127.0.0.1', kind: 'loopback' },
      { interface: 'lo', address: '::1', kind: 'loopback' },
    ]);
  });

  it('takes only 100.64.0.0/10 for shared address space', () => {
    const kinds = ['100.63.255.255', '100.64.0.0', '100.127.255.255', '100.128.0.0'].map(
      (address) =>
        listAddresses({ platform: 'linux', interfaces: { eth0: [v4(address)] }, defaultRoutes: [] })[0]?.kind,
    );
    expect(kinds).toEqual(['lan', 'virtual', 'virtual', 'lan']);
  });

  it("is read from this machine's real interfaces", () => {
    expect(readAddresses().some(({ kind }) => kind === 'loopback')).toBe(true);
  });
});

describe("Linux's routing table", () => {
  const HEAD = 'Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT';

  it('gives the interfaces of the default routes, the smallest metric first', () => {
    const table = [
      HEAD,
      'wlp2s0\t00000000\t0100A8C0\t0003\t0\t0\t600\t00000000\t0\t0\t0',
      'eno1\t00000000\t0100000A\t0003\t0\t0\t100\t00000000\t0\t0\t0',
      'docker0\t000011AC\t00000000\t0001\t0\t0\t0\t0000FFFF\t0\t0\t0',
      '',
    ].join('\n');
    expect(parseDefaultRoutes(table)).toEqual(['eno1', 'wlp2s0']);
  });

  it('does not take half of the net, as OpenVPN routes it, or a route that is down for a default route', () => {
    const table = [
      HEAD,
      'tun0\t00000000\t0100080A\t0003\t0\t0\t0\t00000080\t0\t0\t0',
      'eth1\t00000000\t0100000A\t0002\t0\t0\t0\t00000000\t0\t0\t0',
    ].join('\n');
    expect(parseDefaultRoutes(table)).toEqual([]);
  });

  it('may be empty', () => {
    expect(parseDefaultRoutes('')).toEqual([]);
  });
});

describe('watching for another address', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('tells of a change once, and of nothing while all stays as it is', () => {
    const at = (address: string): NetworkAddress[] => [{ interface: 'wlan0', address, kind: 'lan' }];
    let now = at('192.168.0.2');
    const told: string[] = [];
    const watch = watchAddresses({
      read: () => now,
      intervalMs: 1_000,
      onChange: (addresses) => told.push(addresses.map(({ address }) => address).join()),
      onError: () => undefined,
    });
    vi.advanceTimersByTime(5_000);
    expect(told).toEqual([]);

    now = at('192.168.7.9');
    vi.advanceTimersByTime(5_000);
    expect(told).toEqual(['192.168.7.9']);
    expect(watch.current()).toEqual(at('192.168.7.9'));

    now = [];
    vi.advanceTimersByTime(1_000);
    now = at('192.168.7.9');
    vi.advanceTimersByTime(1_000);
    expect(told).toEqual(['192.168.7.9', '', '192.168.7.9']);

    watch.close();
    now = [];
    vi.advanceTimersByTime(5_000);
    expect(told).toHaveLength(3);
  });

  it('keeps what it knows, says why, and goes on when the system cannot tell', () => {
    const known: NetworkAddress[] = [{ interface: 'wlan0', address: '192.168.0.2', kind: 'lan' }];
    let cannot = false;
    const errors: unknown[] = [];
    const told: unknown[] = [];
    const watch = watchAddresses({
      read: () => {
        if (cannot) throw new Error('EMFILE');
        return told.length === 0 && errors.length > 0 ? [] : known;
      },
      intervalMs: 1_000,
      onChange: (addresses) => told.push(addresses),
      onError: (error) => errors.push(error),
    });
    cannot = true;
    vi.advanceTimersByTime(2_000);
    expect([errors.length, told, watch.current()]).toEqual([2, [], known]);
    cannot = false;
    vi.advanceTimersByTime(1_000);
    expect(told).toEqual([[]]);
    watch.close();
  });
});
