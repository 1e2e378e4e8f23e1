import type { Feature, Platform } from '../../platform/feature.ts';
import { createCampaignAdminHandlers } from './adminHandlers.ts';
import { createCustomerHandlers } from './customerHandlers.ts';
import { campaignMetrics } from './metrics.ts';
import { createCampaigns } from './service.ts';
import type { CampaignsStore } from './store.ts';

/** Instant-win coupon campaigns. `activeEventId`: whose log tells of changes. `registrationLimit`: new numbers a minute from one address. `origin`: where phones find the host. */
export const openCampaigns = async (
  platform: Pick<Platform, 'clock' | 'random' | 'change' | 'once'>,
  store: CampaignsStore,
  needs: { readonly activeEventId: () => string; readonly registrationLimit: number; readonly origin: () => string },
): Promise<Feature> => {
  const campaigns = await createCampaigns(platform, store, needs.activeEventId);
  return {
    name: 'campaigns',
    handlers: {
      ...createCustomerHandlers(platform, store, campaigns, needs),
      ...createCampaignAdminHandlers(platform, store, campaigns, needs.origin),
    },
    metrics: () => campaignMetrics(campaigns, platform.clock.now()),
    close: campaigns.close,
  };
};
