import {
  CircleCheck,
  FileText,
  MessageSquareText,
  Pause,
  Play,
  RotateCcw,
  Send,
  Share2,
  TriangleAlert,
  Waypoints,
} from 'lucide-react';
import { useState } from 'react';
import type { SinkView } from '../../../../contract/outbox/views.ts';
import { call } from '../../../common/api.ts';
import { useConsole } from '../../console/consoleContext.ts';
import { randomKey } from '../../../common/randomKey.ts';
import { consoleTexts } from '../../console/texts.ts';
import { shortTime } from '../../console/time.ts';
import { useRequest } from '../../console/useRequest.ts';
import { FaultWords } from '../../controls/FaultWords.tsx';
import { Notice } from '../../controls/Notice.tsx';
import { RefusalNotice } from '../../controls/RefusalNotice.tsx';
import { RequestButton } from '../../controls/RequestButton.tsx';
import { useTexts } from '../../language/useTexts.ts';
import { outboxTexts } from './texts.ts';
import { TestSmsDialog } from './TestSmsDialog.tsx';
import { spanWords } from './words.ts';

const ICONS = { file: FileText, webhook: Share2, kafka: Waypoints, sms: MessageSquareText };
const STATE_ICONS = { delivering: CircleCheck, waiting: TriangleAlert, paused: Pause };

const LastError = ({ sink, now }: { sink: SinkView; now: number }) => {
  const { language } = useConsole();
  const t = useTexts(outboxTexts);
  if (sink.paused_because !== null) return <Notice kind="info">{t.pausedBecause[sink.paused_because]}</Notice>;
  if (sink.last_error === null) return null;
  if (sink.state === 'delivering') {
    return (
      <p className="sink-past quiet small">
        {t.recovered(shortTime(sink.last_error.at, language, now))} <FaultWords fault={sink.last_error} />
      </p>
    );
  }
  return (
    <Notice kind="bad">
      {sink.failures > 0 ? t.failing(sink.failures) : t.unfit} <FaultWords fault={sink.last_error} />
    </Notice>
  );
};

/** One place that events go to: how it is doing, and what can be done about it. */
export const SinkCard = ({ sink, now, onReplay }: { sink: SinkView; now: number; onReplay: () => void }) => {
  const { language, notify } = useConsole();
  const t = useTexts(outboxTexts);
  const { faults } = useTexts(consoleTexts);
  const { busy, refusal, send } = useRequest();
  const testing = useRequest();
  const [askingNumber, setAskingNumber] = useState(false);
  const [Icon, StateIcon] = [ICONS[sink.kind], STATE_ICONS[sink.state]];
  const name = t.kinds[sink.kind];
  const params = { sink_id: sink.id };

  const turn = (): void => {
    const route = sink.state === 'paused' ? 'resumeSink' : 'pauseSink';
    void send(() => call(route, { params, idempotencyKey: randomKey() }));
  };
  const test = async (to?: string): Promise<void> => {
    const outcome = await testing.send(() => call('testSink', { params, body: to === undefined ? {} : { to } }));
    if (outcome?.ok !== true) return;
    const { code, error } = outcome.value;
    if (code === null) notify('good', t.testDelivered(name));
    else notify('bad', t.testFailed(name, `${faults[code]} (${error ?? ''})`));
  };
  const retryS = sink.retry_at === null ? null : Math.ceil((Date.parse(sink.retry_at) - now) / 1_000);
  const who = <span className="visually-hidden">{t.of(`${name} ${sink.target}`)}</span>;

  return (
    <li className="sink" data-testid="sink" data-sink={sink.id} data-state={sink.state}>
      <div className="sink-head">
        <Icon aria-hidden="true" size={22} />
        <div className="sink-name">
          <h4>{name}</h4>
          <p className="quiet small" dir="ltr">
            {sink.target}
          </p>
        </div>
        <p className={`sink-state ${sink.state}`}>
          <StateIcon aria-hidden="true" size={16} />
          {t.states[sink.state]}
        </p>
      </div>
      <div className="sink-figures">
        <p className={sink.lag > 0 ? 'sink-lag behind' : 'sink-lag'} data-testid="sink-lag">
          {sink.lag === 0 ? t.upToDate : t.lag(sink.lag)}
        </p>
        <p className="quiet small figure">
          {[
            sink.lag > 0 && sink.oldest_at !== null ? t.oldest(spanWords(t, now - Date.parse(sink.oldest_at))) : '',
            sink.state === 'waiting' && sink.failures > 0
              ? retryS !== null && retryS > 0
                ? t.retryIn(retryS)
                : t.retryNow
              : '',
            t.delivered(sink.delivered),
            sink.last_delivered_at === null ? '' : t.lastDelivered(shortTime(sink.last_delivered_at, language, now)),
          ]
            .filter((part) => part !== '')
            .join(' · ')}
        </p>
      </div>
      <LastError sink={sink} now={now} />
      <RefusalNotice refusal={refusal ?? testing.refusal} />
      <div className="sink-buttons">
        <RequestButton className="button small-button" busy={busy} onClick={turn} testId="sink-turn">
          {sink.state === 'paused' ? <Play aria-hidden="true" size={16} /> : <Pause aria-hidden="true" size={16} />}
          {sink.state === 'paused' ? t.resume : t.pause}
          {who}
        </RequestButton>
        <RequestButton
          className="button small-button"
          busy={testing.busy}
          onClick={() => (sink.kind === 'sms' ? setAskingNumber(true) : void test())}
          testId="sink-test"
        >
          <Send aria-hidden="true" size={16} />
          {t.test}
          {who}
        </RequestButton>
        <RequestButton className="button small-button" busy={false} onClick={onReplay} testId="sink-replay">
          <RotateCcw aria-hidden="true" size={16} />
          {t.replay}
          {who}
        </RequestButton>
      </div>
      <TestSmsDialog
        open={askingNumber}
        onClose={() => setAskingNumber(false)}
        onSend={(to) => {
          setAskingNumber(false);
          void test(to);
        }}
      />
    </li>
  );
};
