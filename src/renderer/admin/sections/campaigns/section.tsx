import { Plus, TicketCheck } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { AdminCampaign } from '../../../../contract/campaigns/views.ts';
import { call } from '../../../common/api.ts';
import { useConsole } from '../../console/consoleContext.ts';
import { useDraft } from '../../console/drafts.ts';
import { randomKey } from '../../../common/randomKey.ts';
import type { Section } from '../../console/section.ts';
import { useHostData } from '../../console/useHostData.ts';
import { DiscardDialog } from '../../controls/DiscardDialog.tsx';
import { EmptyState } from '../../controls/EmptyState.tsx';
import { Loading } from '../../controls/Loading.tsx';
import { LoadingRefused } from '../../controls/RefusalNotice.tsx';
import { useTexts } from '../../language/useTexts.ts';
import { campaignEditing, draftOf, isDirty, newCampaignDraft, type CampaignEditing } from './campaignDraft.ts';
import { CampaignDetail } from './CampaignDetail.tsx';
import { CampaignForm } from './CampaignForm.tsx';
import { SmsDelivery } from './SmsDelivery.tsx';
import { StaffAccess } from './StaffAccess.tsx';
import { campaignsTexts } from './texts.ts';
import './campaigns.css';

/** Figures are fetched again so often while the section is open. */
const EVERY_MS = 3_000;
const PAGE_SIZE = 50;

/** Rises every few seconds, and when `renew` is called. */
const useTicks = () => {
  const [ticks, setTicks] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setTicks((n) => n + 1), EVERY_MS);
    return () => clearInterval(timer);
  }, []);
  return { ticks, renew: () => setTicks((n) => n + 1) };
};

const editingOf = (draft: CampaignEditing['draft'], campaign: AdminCampaign | null): CampaignEditing => ({
  formKey: randomKey(),
  campaignId: campaign?.id ?? null,
  fixed: (campaign?.draws ?? 0) > 0,
  draft,
  original: draft,
});

const Campaigns = () => {
  const { live } = useConsole();
  const t = useTexts(campaignsTexts);
  const [editing, setEditing] = useDraft(campaignEditing);
  const [chosen, setChosen] = useState<string | null>(null);
  const [leaving, setLeaving] = useState(false);
  const { ticks, renew } = useTicks();
  const [after, setAfter] = useState(0);
  const list = useHostData(`campaigns ${after}`, ticks, () =>
    call('campaigns', { query: { after, limit: PAGE_SIZE } }),
  );
  const campaigns = list.data?.campaigns ?? [];
  const next = list.data?.next_after ?? null;
  const isPaged = next !== null || after > 0;
  const current = campaigns.find(({ id }) => id === chosen) ?? campaigns[0];

  const create = (): void => {
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    setEditing(editingOf(newCampaignDraft(live.hostNow(), zone, randomKey()), null));
  };
  const leave = (): void => {
    if (editing && isDirty(editing)) setLeaving(true);
    else setEditing(null);
  };

  return (
    <div className="campaigns-section">
      <div className="section-head">
        <div>
          <h2>{t.title}</h2>
          <p className="quiet">{t.intro}</p>
        </div>
        {editing === null && (
          <button
            type="button"
            className={campaigns.length === 0 ? 'button primary' : 'button'}
            onClick={create}
            data-testid="campaign-add"
          >
            <Plus aria-hidden="true" size={18} />
            {t.add}
          </button>
        )}
      </div>
      <LoadingRefused refusal={list.refusal} retry={list.retry} />
      {editing !== null ? (
        <CampaignForm
          key={editing.formKey}
          editing={editing}
          onCancel={leave}
          onSaved={(id) => {
            // The newest stand first.
            if (editing.campaignId === null) setAfter(0);
            setChosen(id);
            renew();
          }}
        />
      ) : list.data === null ? (
        !list.refusal && <Loading />
      ) : current === undefined ? (
        <EmptyState icon={TicketCheck} title={t.emptyTitle} body={t.emptyBody} />
      ) : (
        <>
          {(campaigns.length > 1 || isPaged) && (
            <nav className="campaign-list" aria-label={t.title}>
              {campaigns.map((campaign) => (
                <button
                  key={campaign.id}
                  type="button"
                  className="button"
                  aria-pressed={campaign.id === current.id}
                  onClick={() => setChosen(campaign.id)}
                >
                  <span dir="auto">{campaign.name}</span>
                  <span className={`campaign-stage ${campaign.stage}`}>{t.stages[campaign.stage]}</span>
                </button>
              ))}
              {isPaged && (
                <button
                  type="button"
                  className="button"
                  onClick={() => setAfter(next ?? 0)}
                  data-testid="campaigns-more"
                >
                  {next === null ? t.newest : t.older}
                </button>
              )}
            </nav>
          )}
          <CampaignDetail
            key={current.id}
            campaign={current}
            revision={ticks}
            onEdit={() => setEditing(editingOf(draftOf(current), current))}
            onChanged={renew}
          />
        </>
      )}
      {editing === null && <SmsDelivery revision={ticks} />}
      {editing === null && <StaffAccess />}
      <DiscardDialog
        open={leaving}
        onKeep={() => setLeaving(false)}
        onDiscard={() => {
          setLeaving(false);
          setEditing(null);
        }}
      />
    </div>
  );
};

export const campaignsSection: Section = {
  id: 'campaigns',
  feature: 'campaigns',
  texts: campaignsTexts,
  icon: TicketCheck,
  component: Campaigns,
  drafts: [campaignEditing],
};
