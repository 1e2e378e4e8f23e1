import { HeartPulse, RefreshCw } from 'lucide-react';
import { useState } from 'react';
import type { Figures } from '../../../../contract/monitoring/routes.ts';
import { call } from '../../../common/api.ts';
import { useConsole } from '../../console/consoleContext.ts';
import type { Section } from '../../console/section.ts';
import { useHostData } from '../../console/useHostData.ts';
import { Loading } from '../../controls/Loading.tsx';
import { Notice } from '../../controls/Notice.tsx';
import { LoadingRefused } from '../../controls/RefusalNotice.tsx';
import { RequestButton } from '../../controls/RequestButton.tsx';
import { useTexts } from '../../language/useTexts.ts';
import { monitoringTexts } from './texts.ts';
import './monitoring.css';

/** Later than this, an audience notices. */
const SLOW_MS = 250;
const MEGABYTE = 1024 * 1024;

const Names = ({
  title,
  list,
  none,
  words,
}: {
  title: string;
  list: Figures['refusals'];
  none: string;
  words: Readonly<Record<string, string>>;
}) => (
  <section className="settings-card figures-list">
    <h3>{title}</h3>
    {list.length === 0 ? (
      <p className="quiet">{none}</p>
    ) : (
      <dl>
        {list.map(({ name, count }) => (
          <div key={name}>
            <dt>{words[name] ?? <code>{name}</code>}</dt>
            <dd className="figure">{count.toLocaleString()}</dd>
          </div>
        ))}
      </dl>
    )}
  </section>
);

const Monitoring = () => {
  const { language } = useConsole();
  const t = useTexts(monitoringTexts);
  const [looks, setLooks] = useState(0);
  const figures = useHostData('figures', looks, () => call('figures', {}));
  const n = (value: number): string => value.toLocaleString(language, { maximumFractionDigits: 1 });
  const { data } = figures;
  const lines = data && [
    [t.running, t.hours(Math.floor(data.uptime_s / 3_600), Math.floor((data.uptime_s % 3_600) / 60))],
    [t.delay, t.delayValue(n(data.delay.median_ms), n(data.delay.p99_ms))],
    [t.commits, t.commitsValue(n(data.commits.count), n(data.commits.mean_ms), n(data.commits.slowest_ms))],
    [
      t.memory,
      t.memoryValue(n(Math.round(data.memory.used / MEGABYTE)), n(Math.round(data.memory.free_on_machine / MEGABYTE))),
    ],
    [t.requests, n(data.requests)],
  ];
  return (
    <div className="monitoring-section">
      <div className="section-head">
        <div>
          <h2>{t.title}</h2>
          <p className="quiet">{t.lead}</p>
        </div>
        <RequestButton
          className="button"
          busy={figures.pending}
          onClick={() => setLooks(looks + 1)}
          testId="look-again"
        >
          <RefreshCw aria-hidden="true" size={16} />
          {t.refresh}
        </RequestButton>
      </div>
      <LoadingRefused refusal={figures.refusal} retry={figures.retry} />
      {data === null || lines === null ? (
        !figures.refusal && <Loading />
      ) : (
        <>
          <Notice kind={data.delay.p99_ms > SLOW_MS ? 'bad' : 'good'}>
            {data.delay.p99_ms > SLOW_MS ? t.slow : t.good}
          </Notice>
          <dl className="settings-card figures" data-testid="figures">
            {lines.map(([name, value]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd className="figure">{value}</dd>
              </div>
            ))}
          </dl>
          <div className="figures-lists">
            <Names title={t.connections} list={data.connections} none={t.none} words={t.names} />
            <Names title={t.refusals} list={data.refusals} none={t.none} words={t.names} />
            <Names title={t.dropped} list={data.dropped} none={t.none} words={t.names} />
          </div>
        </>
      )}
    </div>
  );
};

export const monitoringSection: Section = {
  id: 'health',
  feature: 'monitoring',
  texts: monitoringTexts,
  icon: HeartPulse,
  component: Monitoring,
  drafts: [],
};
