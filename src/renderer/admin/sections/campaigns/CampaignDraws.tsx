import { Download } from 'lucide-react';
import { useState } from 'react';
import type { AdminCampaign, CampaignDraw } from '../../../../contract/campaigns/views.ts';
import { call } from '../../../common/api.ts';
import { useConsole } from '../../console/consoleContext.ts';
import { exactTime } from '../../console/time.ts';
import { useRequest, type Outcome } from '../../console/useRequest.ts';
import { Form } from '../../controls/Form.tsx';
import { RefusalNotice } from '../../controls/RefusalNotice.tsx';
import { RequestButton } from '../../controls/RequestButton.tsx';
import { TextField } from '../../controls/TextField.tsx';
import { useTexts } from '../../language/useTexts.ts';
import { saveText } from '../../console/saveText.ts';
import { csvOf } from '../../console/csv.ts';
import { campaignsTexts } from './texts.ts';

const PAGE = 1_000;

/** Every draw of a campaign, page after page. */
const allDraws = async (id: string): Promise<Outcome<CampaignDraw[]>> => {
  const draws: CampaignDraw[] = [];
  for (let after: number | null = 0; after !== null;) {
    const page: Outcome<{ draws: CampaignDraw[]; next_after: number | null }> = await call('campaignDraws', {
      params: { campaign_id: id },
      query: { after, limit: PAGE },
    });
    if (!page.ok) return page;
    draws.push(...page.value.draws);
    after = page.value.next_after;
  }
  return { ok: true, value: draws };
};

/** The draws of one number, and all of them as a file. */
export const CampaignDraws = ({ campaign }: { campaign: AdminCampaign }) => {
  const { notify, language } = useConsole();
  const t = useTexts(campaignsTexts);
  const search = useRequest();
  const saving = useRequest();
  const [mobile, setMobile] = useState('');
  const [found, setFound] = useState<readonly CampaignDraw[] | null>(null);

  const find = async (): Promise<void> => {
    if (mobile.trim() === '') return;
    const outcome = await search.send(() =>
      call('campaignDraws', { params: { campaign_id: campaign.id }, query: { mobile: mobile.trim(), limit: PAGE } }),
    );
    setFound(outcome?.ok ? outcome.value.draws : null);
  };
  const save = async (): Promise<void> => {
    const outcome = await saving.send(() => allDraws(campaign.id));
    if (!outcome?.ok) return;
    const rows = outcome.value.map((draw) => [
      String(draw.number),
      String(draw.day),
      draw.drawn_at,
      draw.mobile,
      draw.coupon_type ?? '',
      draw.redeemed_at ?? '',
      draw.draw_id,
    ]);
    const { number, day, at, mobile: whose, type, redeemedAt, draw } = t.table;
    saveText(
      `${campaign.name}.csv`,
      'text/csv;charset=utf-8',
      csvOf([[number, day, at, whose, type, redeemedAt, draw], ...rows]),
    );
    notify('good', t.exported(rows.length));
  };

  return (
    <div className="campaign-draws">
      <search>
        <Form onSubmit={find}>
          <TextField
            id="campaign-search"
            type="tel"
            label={t.search}
            value={mobile}
            maxLength={32}
            onChange={(typed) => {
              setMobile(typed);
              setFound(null);
              search.forget();
            }}
            beside={
              <RequestButton className="button" busy={search.busy}>
                {t.searchGo}
              </RequestButton>
            }
          />
        </Form>
      </search>
      <RefusalNotice refusal={search.refusal} />
      <div aria-live="polite">
        {found?.length === 0 && <p className="quiet">{t.searchNone}</p>}
        {found !== null && found.length > 0 && (
          <ul className="found-draws">
            {found.map((draw) => (
              <li key={draw.draw_id}>
                {t.day(draw.day)} · {exactTime(draw.drawn_at, language)} · {draw.mobile} ·{' '}
                <b dir="auto">{draw.coupon_type ?? t.lost}</b>
                {draw.redeemed_at !== null && ` · ${t.redeemed}`}
              </li>
            ))}
          </ul>
        )}
      </div>
      <RefusalNotice refusal={saving.refusal} />
      <RequestButton className="button" busy={saving.busy} onClick={() => void save()} testId="campaign-export">
        <Download aria-hidden="true" size={18} />
        {t.export}
      </RequestButton>
    </div>
  );
};
