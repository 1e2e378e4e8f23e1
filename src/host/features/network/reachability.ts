import { isIPv4 } from 'node:net';
import type { NetworkAddress } from '../../../contract/network/views.ts';
import type { PlatformStore } from '../../platform/storage/platformStore.ts';
import { chooseAddress, urlHost, watchAddresses } from './addresses.ts';

const PREFERRED_KEY = 'network_preferred';
const WATCH_MS = 3_000;

/** Where phones find the host. */
export interface Reach {
  /** The QR code holds exactly this. */
  readonly joinUrl: string;
  /** The same for people to type. */
  readonly joinText: string;
  /** The organiser's choice; null: the host chooses. */
  readonly preferred: string | null;
  readonly current: string | null;
  readonly addresses: readonly NetworkAddress[];
  /** The organiser has no choice: the start's flags decide. */
  readonly fixed: boolean;
}

/** Where phones find this host, now. */
export interface Reachability {
  reach(): Reach;
  /** The organiser's choice: an address or an interface's name; null: the host chooses. */
  prefer(preferred: string | null): Promise<Reach>;
  /** The port that the server got. */
  listening(port: number): void;
  close(): void;
}

/**
 * Follows this machine's addresses and says which of them the QR code holds. `publicUrl` overrides; `bound` is the
 * address that the server listens on, and the only one where it is not all of them.
 */
export const openReachability = async (parts: {
  store: Pick<PlatformStore, 'setting' | 'putSetting'>;
  readAddresses: () => NetworkAddress[];
  port: number;
  bound: string;
  publicUrl: string | null;
  onChange: (reach: Reach) => void;
  onError: (error: unknown) => void;
}): Promise<Reachability> => {
  const { store, publicUrl } = parts;
  let { port } = parts;
  const everywhere = parts.bound === '0.0.0.0' || parts.bound === '::';
  let preferred = await store.setting(PREFERRED_KEY);

  const compute = (found: readonly NetworkAddress[]): Reach => {
    // 0.0.0.0 listens on IPv4 only: an address that does not answer must not be in the QR code.
    const addresses = parts.bound === '0.0.0.0' ? found.filter(({ address }) => isIPv4(address)) : found;
    const chosen = everywhere ? (chooseAddress(addresses, preferred)?.address ?? '127.0.0.1') : parts.bound;
    const suffix = port === 80 ? '' : `:${port}`;
    const base = publicUrl ?? `http://${urlHost(chosen)}${suffix}`;
    return {
      joinUrl: `${base}/`,
      joinText: base.replace(/^https?:\/\//, ''),
      preferred,
      current: publicUrl === null ? chosen : null,
      addresses,
      fixed: publicUrl !== null || !everywhere,
    };
  };

  let reach: Reach;
  const update = (addresses: readonly NetworkAddress[]): Reach => {
    const next = compute(addresses);
    if (JSON.stringify(next) !== JSON.stringify(reach)) {
      reach = next;
      parts.onChange(next);
    }
    return reach;
  };
  const watch = watchAddresses({
    read: parts.readAddresses,
    intervalMs: WATCH_MS,
    onChange: update,
    onError: parts.onError,
  });
  reach = compute(watch.current());

  return {
    reach: () => reach,
    prefer: async (choice) => {
      await store.putSetting(PREFERRED_KEY, choice);
      preferred = choice;
      return update(watch.current());
    },
    listening: (taken) => {
      port = taken;
      reach = compute(watch.current());
    },
    close: () => watch.close(),
  };
};
