import { ExternalLink, Pause, Pencil, Play } from 'lucide-react';
import type { AdminCampaign } from '../../../../contract/campaigns/views.ts';
import { call } from '../../../common/api.ts';
import { useConsole } from '../../console/consoleContext.ts';
import { useHostData } from '../../console/useHostData.ts';
import { useRequest } from '../../console/useRequest.ts';
import { LoadingRefused, RefusalNotice } from '../../controls/RefusalNotice.tsx';
import { RequestButton } from '../../controls/RequestButton.tsx';
import { useTexts } from '../../language/useTexts.ts';
import { CampaignDraws } from './CampaignDraws.tsx';
import { percentOf } from './campaignDraft.ts';
import { DayChart } from './DayChart.tsx';
import { campaignsTexts } from './texts.ts';

const PageLink = ({ href, text }: { href: string; text: string }) => (
  <a className="button" href={href} target="_blank" rel="noreferrer">
    <ExternalLink aria-hidden="true" size={18} />
    {text}
  </a>
);

/** One campaign as it runs: what is left, what was expected and what came, day by day. */
export const CampaignDetail = ({
  campaign,
  revision,
  onEdit,
  onChanged,
}: {
  campaign: AdminCampaign;
  revision: number;
  onEdit: () => void;
  onChanged: () => void;
}) => {
  const { notify, language } = useConsole();
  const t = useTexts(campaignsTexts);
  const { busy, refusal, send } = useRequest();
  const figures = useHostData(campaign.id, revision, () =>
    call('campaignFigures', { params: { campaign_id: campaign.id } }),
  );
  const number = (value: number): string => value.toLocaleString(language, { maximumFractionDigits: 1 });

  const pause = async (): Promise<void> => {
    const paused = !campaign.paused;
    const outcome = await send(() =>
      call('updateCampaign', { params: { campaign_id: campaign.id }, body: { paused } }),
    );
    if (!outcome?.ok) return;
    onChanged();
    notify('good', paused ? t.paused : t.resumed);
  };

  return (
    <section className="campaign-detail" aria-labelledby="campaign-name">
      <div className="section-head">
        <div>
          <h3 id="campaign-name" dir="auto">
            {campaign.name} <span className={`campaign-stage ${campaign.stage}`}>{t.stages[campaign.stage]}</span>
          </h3>
          <p className="quiet">
            {campaign.day > 0 && `${t.day(campaign.day)} · `}
            {t.drawsToday(campaign.draws_today)} · {t.drawsAll(campaign.draws)} · {campaign.time_zone}
          </p>
        </div>
        <div className="head-buttons">
          <RequestButton className="button" busy={busy} onClick={() => void pause()} testId="campaign-pause">
            {campaign.paused ? <Play aria-hidden="true" size={18} /> : <Pause aria-hidden="true" size={18} />}
            {campaign.paused ? t.resume : t.pause}
          </RequestButton>
          <button type="button" className="button" onClick={onEdit} data-testid="campaign-edit">
            <Pencil aria-hidden="true" size={18} />
            {t.edit}
          </button>
          <PageLink href={`/campaign/${campaign.id}/booth`} text={t.booth} />
          <PageLink href={`/campaign/${campaign.id}`} text={t.phonePage} />
        </div>
      </div>
      <RefusalNotice refusal={refusal} />
      <div className="campaign-table-frame">
        <table className="campaign-table">
          <thead>
            <tr>
              <th scope="col">{t.columns.type}</th>
              {(['chance', 'wonToday', 'leftToday', 'won', 'left', 'expected', 'hits', 'redeemed'] as const).map(
                (column) => (
                  <th scope="col" className="number" key={column}>
                    {t.columns[column]}
                  </th>
                ),
              )}
            </tr>
          </thead>
          <tbody>
            {campaign.coupon_types.map((type) => {
              const counted = figures.data?.coupon_types.find(({ id }) => id === type.id);
              return (
                <tr key={type.id} data-testid="coupon-type">
                  <th scope="row" dir="auto">
                    {type.name}
                  </th>
                  <td className="number">{percentOf(type.probability)}%</td>
                  <td className="number">{number(type.won_today)}</td>
                  <td className="number">{number(type.left_today)}</td>
                  <td className="number">{number(type.won)}</td>
                  <td className="number">{number(type.left)}</td>
                  <td className="number">{counted ? number(counted.expected) : ''}</td>
                  <td className="number">{counted ? number(counted.hits) : ''}</td>
                  <td className="number">{counted ? number(counted.redeemed) : ''}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      <p className="quiet small">{t.hitsHint}</p>
      <LoadingRefused refusal={figures.refusal} retry={figures.retry} />
      {figures.data !== null && figures.data.days.length > 0 && (
        <>
          <h4>{t.chart}</h4>
          <DayChart figures={figures.data} />
          <details>
            <summary>{t.chartTable}</summary>
            <table className="campaign-table">
              <tbody>
                {figures.data.days.map((day) => (
                  <tr key={day.day}>
                    <th scope="row">{day.date}</th>
                    <td className="number">
                      {t.chartDraws} {number(day.draws)}
                    </td>
                    {figures.data?.coupon_types.map((type, index) => (
                      <td className="number" key={type.id}>
                        {type.name} {number(day.won[index] ?? 0)}
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </details>
        </>
      )}
      <CampaignDraws campaign={campaign} />
    </section>
  );
};
