import type { networkPaths } from '../../../contract/network/paths.ts';
import { MAX_ADDRESSES } from '../../../contract/network/limits.ts';
import type { NetworkAddress } from '../../../contract/network/views.ts';
import { accept } from '../../../core/result.ts';
import type { Feature, Platform } from '../../platform/feature.ts';
import type { Handlers } from '../../platform/http/routeCall.ts';
import { openReachability, type Reach, type Reachability } from './reachability.ts';

export interface Network extends Feature {
  readonly reachability: Reachability;
}

/** Which of this machine's addresses the QR code holds. `onChange`: they are others now. */
export const openNetwork = async (
  platform: Pick<Platform, 'store' | 'note' | 'once' | 'logger'>,
  needs: {
    readAddresses: () => NetworkAddress[];
    port: number;
    bound: string;
    publicUrl: string | null;
    onChange: (reach: Reach) => void;
  },
): Promise<Network> => {
  const reachability = await openReachability({
    ...needs,
    store: platform.store,
    onError: (error) => platform.logger.warn({ err: error }, 'the addresses could not be read; they stay as they were'),
  });
  const handlers: Handlers<keyof typeof networkPaths> = {
    chooseNetwork: (call) =>
      platform.once(call, async () => {
        const { preferred } = call.body;
        const reach = await reachability.prefer(preferred);
        await platform.note(call.caller.actor, 'network_chosen', { preferred });
        return accept({ data: { join_url: reach.joinUrl, addresses: reach.addresses.slice(0, MAX_ADDRESSES) } });
      }),
  };
  return { name: 'network', handlers, reachability, close: async () => reachability.close() };
};
