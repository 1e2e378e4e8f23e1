import { useEffect, useState } from 'preact/hooks';
import type { PublicCampaign } from '../../contract/campaigns/views.ts';
import { call, type CallError } from '../common/api.ts';

const RETRY_MS = 4_000;

export interface CampaignState {
  readonly campaign: PublicCampaign | null;
  readonly refusal: CallError | null;
}

/** A campaign as it is now; asked for again every `everyMs`, and sooner while there is no answer. */
export const useCampaign = (id: string, everyMs: number): CampaignState & { readonly reload: () => void } => {
  const [state, setState] = useState<CampaignState>({ campaign: null, refusal: null });
  const [asked, setAsked] = useState(0);
  useEffect(() => {
    let timer = 0;
    let wanted = true;
    const load = async (): Promise<void> => {
      const found = await call('campaign', { params: { campaign_id: id } });
      if (!wanted) return;
      setState(({ campaign }) =>
        found.ok ? { campaign: found.value, refusal: null } : { campaign, refusal: found.refusal.code },
      );
      timer = window.setTimeout(() => void load(), found.ok ? everyMs : RETRY_MS);
    };
    void load();
    return () => {
      wanted = false;
      window.clearTimeout(timer);
    };
  }, [id, everyMs, asked]);
  return { ...state, reload: () => setAsked((times) => times + 1) };
};
