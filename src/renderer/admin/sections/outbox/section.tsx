import { Unplug, Waypoints } from 'lucide-react';
import { useState } from 'react';
import { useConsole } from '../../console/consoleContext.ts';
import type { Section } from '../../console/section.ts';
import { EmptyState } from '../../controls/EmptyState.tsx';
import { Loading } from '../../controls/Loading.tsx';
import { useTexts } from '../../language/useTexts.ts';
import { RecentEvents } from './RecentEvents.tsx';
import { ReplayDialog } from './ReplayDialog.tsx';
import { SinkCard } from './SinkCard.tsx';
import { outboxTexts } from './texts.ts';
import { useOutbox, useSeconds } from './useOutbox.ts';
import './outbox.css';

const FLAGS = [
  ['--outbox-file PATH', 'outboxFile'],
  ['--webhook-url URL', 'webhookUrl'],
  ['--kafka-brokers HOST:PORT', 'kafkaBrokers'],
  ['--sms-gateway PATH', 'smsGateway'],
] as const;

/** Where events go, and whether they arrive. */
const Outbox = () => {
  const { live } = useConsole();
  const t = useTexts(outboxTexts);
  const outbox = useOutbox();
  const now = useSeconds(live.hostNow);
  const [replaying, setReplaying] = useState<string | null>(null);
  return (
    <div className="outbox-section">
      <div className="section-head">
        <div>
          <h2>{t.title}</h2>
          <p className="quiet">{t.lead}</p>
        </div>
      </div>
      {outbox === null ? (
        <Loading />
      ) : (
        <>
          {outbox.sinks.length === 0 ? (
            <EmptyState icon={Unplug} title={t.emptyTitle} body={t.emptyBody}>
              <dl className="outbox-flags">
                {FLAGS.map(([flag, words]) => (
                  <div key={flag}>
                    <dt>
                      <code>{flag}</code>
                    </dt>
                    <dd>{t.flags[words]}</dd>
                  </div>
                ))}
              </dl>
            </EmptyState>
          ) : (
            <ul className="sinks" aria-label={t.sinks}>
              {outbox.sinks.map((sink) => (
                <SinkCard key={sink.id} sink={sink} now={now} onReplay={() => setReplaying(sink.id)} />
              ))}
            </ul>
          )}
          <RecentEvents head={outbox.head} />
          <ReplayDialog
            sink={outbox.sinks.find(({ id }) => id === replaying) ?? null}
            outbox={outbox}
            onClose={() => setReplaying(null)}
          />
        </>
      )}
    </div>
  );
};

export const outboxSection: Section = {
  id: 'outbox',
  feature: 'outbox',
  texts: outboxTexts,
  icon: Waypoints,
  component: Outbox,
  drafts: [],
};
