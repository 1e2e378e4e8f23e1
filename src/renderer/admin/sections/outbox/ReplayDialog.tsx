import { useState } from 'react';
import type { OutboxView, SinkView } from '../../../../contract/outbox/views.ts';
import { call } from '../../../common/api.ts';
import { createRequestKey } from '../../console/requestKey.ts';
import { consoleTexts } from '../../console/texts.ts';
import { useRequest } from '../../console/useRequest.ts';
import { Choices } from '../../controls/Choices.tsx';
import { Dialog } from '../../controls/Dialog.tsx';
import { Form } from '../../controls/Form.tsx';
import { Notice } from '../../controls/Notice.tsx';
import { RefusalNotice } from '../../controls/RefusalNotice.tsx';
import { RequestButton } from '../../controls/RequestButton.tsx';
import { NumberField, TextField } from '../../controls/TextField.tsx';
import { useTexts } from '../../language/useTexts.ts';
import { outboxTexts } from './texts.ts';
import { readReplay, type ReplayDraft } from './words.ts';

const ReplayForm = ({ sink, outbox, onClose }: { sink: SinkView; outbox: OutboxView; onClose: () => void }) => {
  const t = useTexts(outboxTexts);
  const { cancel } = useTexts(consoleTexts);
  const { busy, refusal, send } = useRequest();
  const [key] = useState(() => createRequestKey());
  const [draft, setDraft] = useState<ReplayDraft>({ by: 'position', position: String(outbox.oldest), time: '' });
  const [wrong, setWrong] = useState(false);
  const body = readReplay(draft, outbox);
  const from = body !== null && 'from_position' in body ? body.from_position : null;
  const skipped = from === null ? 0 : from - sink.position - 1;
  const change = (part: Partial<ReplayDraft>): void => {
    setWrong(false);
    setDraft({ ...draft, ...part });
  };
  const submit = async (): Promise<void> => {
    setWrong(body === null);
    if (body === null) return;
    const params = { sink_id: sink.id };
    const outcome = await send(() =>
      'from_position' in body
        ? call('replaySink', { params, body, idempotencyKey: key.keyFor(body) })
        : call('replaySink', { params, body, idempotencyKey: key.keyFor(body) }),
    );
    if (outcome?.ok === true) onClose();
    else if (outcome !== null && outcome.refusal.code !== 'offline') key.renew();
  };
  return (
    <Form onSubmit={submit} className="replay-form">
      <p>{t.replayBody}</p>
      <Choices
        label={t.replayBy}
        name="replay-by"
        value={draft.by}
        options={[
          { value: 'position', text: t.byPosition },
          { value: 'time', text: t.byTime },
        ]}
        onChange={(by) => change({ by })}
      />
      {draft.by === 'position' ? (
        <NumberField
          id="replay-position"
          label={t.position}
          hint={t.positionHint(outbox.oldest, outbox.head)}
          fault={wrong ? t.positionWrong(outbox.oldest, outbox.head) : null}
          value={draft.position}
          onChange={(position) => change({ position })}
          testId="replay-position"
          maxLength={15}
        />
      ) : (
        <TextField
          id="replay-time"
          type="datetime-local"
          step={1}
          label={t.time}
          fault={wrong ? t.timeWrong : null}
          value={draft.time}
          onChange={(time) => change({ time })}
          testId="replay-time"
        />
      )}
      {from !== null && skipped <= 0 && from <= sink.position && (
        <p className="quiet small">{t.again(sink.position - from + 1)}</p>
      )}
      {skipped > 0 && <Notice kind="bad">{t.skips(skipped)}</Notice>}
      <RefusalNotice refusal={refusal} />
      <div className="dialog-buttons">
        <button type="button" className="button" onClick={onClose}>
          {cancel}
        </button>
        <RequestButton
          className={skipped > 0 ? 'button destructive' : 'button primary'}
          busy={busy}
          testId="replay-confirm"
        >
          {skipped > 0 ? t.skipNow : t.replayNow}
        </RequestButton>
      </div>
    </Form>
  );
};

/** Asks from where events are to be delivered again, and says what that does. */
export const ReplayDialog = ({
  sink,
  outbox,
  onClose,
}: {
  /** Null: nothing is asked. */
  sink: SinkView | null;
  outbox: OutboxView;
  onClose: () => void;
}) => {
  const t = useTexts(outboxTexts);
  const title = sink === null ? '' : t.replayTitle(t.kinds[sink.kind]);
  return (
    <Dialog open={sink !== null} onClose={onClose} title={title}>
      <h2>{title}</h2>
      {sink !== null && <ReplayForm sink={sink} outbox={outbox} onClose={onClose} />}
    </Dialog>
  );
};
