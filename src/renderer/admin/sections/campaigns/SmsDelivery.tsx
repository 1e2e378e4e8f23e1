import { call } from '../../../common/api.ts';
import { useHostData } from '../../console/useHostData.ts';
import { FaultWords } from '../../controls/FaultWords.tsx';
import { Notice } from '../../controls/Notice.tsx';
import { useTexts } from '../../language/useTexts.ts';
import { campaignsTexts } from './texts.ts';

/** How coupons and codes get to the customers by SMS. A host without outbox sends none, and shows nothing. */
export const SmsDelivery = ({ revision }: { revision: number }) => {
  const t = useTexts(campaignsTexts);
  const outbox = useHostData('campaign-sms', revision, () => call('outbox', {}));
  if (outbox.data === null) return null;
  const sinks = outbox.data.sinks.filter(({ kind }) => kind === 'sms');
  return (
    <section className="campaign-sms" aria-labelledby="sms-heading" data-testid="campaign-sms">
      <h3 id="sms-heading">{t.sms}</h3>
      {sinks.length === 0 && <p className="quiet">{t.smsNone}</p>}
      {sinks.map((sink) => (
        <div key={sink.id} data-state={sink.state}>
          <p>
            {t.smsStates[sink.state]} · {t.smsLag(sink.lag)}
          </p>
          {sink.state === 'waiting' && sink.last_error !== null && (
            <Notice kind="bad">
              <FaultWords fault={sink.last_error} />
            </Notice>
          )}
        </div>
      ))}
    </section>
  );
};
