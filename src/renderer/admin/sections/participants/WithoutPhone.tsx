import { Smartphone, UserX } from 'lucide-react';
import { useState } from 'react';
import { call } from '../../../common/api.ts';
import { useConsole } from '../../console/consoleContext.ts';
import { createRequestKey } from '../../console/requestKey.ts';
import { consoleTexts } from '../../console/texts.ts';
import { LIST_TIMEOUT_MS } from '../../console/useHostData.ts';
import { useRequest } from '../../console/useRequest.ts';
import { ConfirmDialog } from '../../controls/ConfirmDialog.tsx';
import { RefusalNotice } from '../../controls/RefusalNotice.tsx';
import { RequestButton } from '../../controls/RequestButton.tsx';
import { useTexts } from '../../language/useTexts.ts';
import { participantsTexts } from './texts.ts';

type From = 'everywhere' | 'largest_address';

/** Numbers that no phone has ever shown: how many, where from, and how to remove them. */
export const WithoutPhone = () => {
  const { view, notify } = useConsole();
  const t = useTexts(participantsTexts);
  const { cancel } = useTexts(consoleTexts);
  const [requestKey] = useState(() => createRequestKey());
  const [asking, setAsking] = useState<From | null>(null);
  const { busy, refusal, send, forget } = useRequest();
  const { here, never_seen: unseen, largest_address: largest } = view.crowd;
  const ofLargest = largest?.never_seen ?? 0;
  const share = largest === null || view.count === 0 ? 0 : Math.round((largest.numbers / view.count) * 100);

  const remove = async (): Promise<void> => {
    if (asking === null) return;
    const body = { from: asking };
    const outcome = await send(() =>
      call('removeNeverSeen', {
        params: { event_id: view.id },
        body,
        idempotencyKey: requestKey.keyFor(body),
        timeoutMs: LIST_TIMEOUT_MS,
      }),
    );
    if (outcome === null) return;
    if (outcome.ok || outcome.refusal.code !== 'offline') requestKey.renew();
    if (!outcome.ok) return;
    notify('good', t.removed(outcome.value.removed, outcome.value.backup));
    setAsking(null);
  };
  const ask = (from: From): void => {
    forget();
    setAsking(from);
  };

  return (
    <section className="without-phone" aria-label={t.phones} data-testid="without-phone">
      <Smartphone aria-hidden="true" size={20} />
      <p>
        <b>{t.here(here)}</b>
        <span className="quiet">
          {unseen === 0 ? t.allSeen : t.neverSeen(unseen)}
          {largest !== null && ` ${t.largest(largest.numbers, share, ofLargest)}`}
        </span>
      </p>
      {ofLargest > 0 && (
        <RequestButton
          className="button small-button destructive-quiet"
          busy={busy}
          onClick={() => ask(ofLargest < unseen ? 'largest_address' : 'everywhere')}
          testId="remove-unseen"
        >
          <UserX aria-hidden="true" size={16} />
          {t.remove(ofLargest < unseen ? ofLargest : unseen)}
        </RequestButton>
      )}
      {ofLargest > 0 && ofLargest < unseen && (
        <RequestButton
          className="button small-button destructive-quiet"
          busy={busy}
          onClick={() => ask('everywhere')}
          testId="remove-all-unseen"
        >
          {t.removeAll(unseen)}
        </RequestButton>
      )}
      <ConfirmDialog
        open={asking !== null}
        title={asking === 'largest_address' ? t.removeTitle(ofLargest) : t.removeTitle(unseen)}
        confirm={t.removeConfirm}
        cancel={cancel}
        busy={busy}
        onConfirm={() => void remove()}
        onClose={() => setAsking(null)}
      >
        <p>{t.removeBody}</p>
        <p className="quiet">{t.removeKeeps}</p>
        <RefusalNotice refusal={refusal} />
      </ConfirmDialog>
    </section>
  );
};
