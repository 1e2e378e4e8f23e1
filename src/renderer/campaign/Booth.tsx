import type { Language } from '../common/language.ts';
import { Qr } from '../common/Qr.tsx';
import type { Texts } from './texts.ts';
import { moment } from './texts.ts';
import { useCampaign } from './useCampaign.ts';

const EVERY_MS = 3_000;
/** A longer name is set smaller, so that the rest has its place too. Characters. */
const LONG_NAME = 30;

/** What stands at the booth: the code to scan, what there is to win, who has just won. */
export const Booth = ({ id, t, language }: { id: string; t: Texts; language: Language }) => {
  const { campaign, refusal } = useCampaign(id, EVERY_MS);
  if (!campaign) return <p class="booth-wait">{refusal === 'campaign_not_found' ? t.notFound : t.loading}</p>;
  const closed = campaign.stage !== 'open';
  return (
    <main class="booth" data-stage={campaign.stage}>
      <section class="booth-words">
        <h1 dir="auto" class={campaign.name.length > LONG_NAME ? 'long' : undefined}>
          {campaign.name}
        </h1>
        <p class="booth-call">{closed ? t.stages[campaign.stage] : t.onceADay}</p>
        {campaign.stage === 'not_started' && <p>{t.startsAt(moment(campaign.starts_at, language))}</p>}
        <ul class="booth-prizes">
          {campaign.coupon_types.map((type) => (
            <li key={type.id} class={type.left_today === 0 ? 'spent' : undefined}>
              <strong dir="auto">{type.name}</strong>
              {type.left_today !== null && <span>{t.leftToday(type.left_today)}</span>}
            </li>
          ))}
        </ul>
        {campaign.recent_wins.length > 0 && (
          <div class="booth-recent" aria-live="polite">
            <h2>{t.boothRecent}</h2>
            <ul>
              {campaign.recent_wins.slice(0, 4).map((win) => (
                <li key={`${win.won_at} ${win.mobile}`}>
                  <span>{win.mobile}</span> <strong dir="auto">{win.coupon_type}</strong>
                </li>
              ))}
            </ul>
          </div>
        )}
      </section>
      <section class="booth-card">
        <h2>{t.boothScan}</h2>
        <Qr text={campaign.url} label={t.boothQr} />
      </section>
    </main>
  );
};
