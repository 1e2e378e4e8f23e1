import type { Feature, Platform } from '../../platform/feature.ts';
import { createCampaignAdminHandlers } from './adminHandlers.ts';
import { createCustomerHandlers } from './customerHandlers.ts';
import { createCampaigns } from './service.ts';
import type { CampaignsStore } from './store.ts';

/** Instant-win coupon campaigns. `activeEventId`: whose log tells of changes. `registrationLimit`: new numbers a minute from one address. */
export const openCampaigns = async (
  platform: Pick<Platform, 'clock' | 'random' | 'change'>,
  store: CampaignsStore,
  needs: { readonly activeEventId: () => string; readonly registrationLimit: number },
): Promise<Feature> => {
  const campaigns = await createCampaigns(platform, store, needs.activeEventId);
  return {
    name: 'campaigns',
    handlers: {
      ...createCustomerHandlers(platform, store, campaigns, needs.registrationLimit),
      ...createCampaignAdminHandlers(platform, store, campaigns),
    },
    close: campaigns.close,
  };
};
