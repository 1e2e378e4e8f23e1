import { UserX } from 'lucide-react';
import { useState } from 'react';
import { MAX_ABSENT_REASON } from '../../../../contract/stage/limits.ts';
import { call } from '../../../common/api.ts';
import { padNumber } from '../../../common/numbers.ts';
import { Dialog } from '../../controls/Dialog.tsx';
import { Form } from '../../controls/Form.tsx';
import { lineFault } from '../../controls/fieldFaults.ts';
import { RefusalNotice } from '../../controls/RefusalNotice.tsx';
import { RequestButton } from '../../controls/RequestButton.tsx';
import { TextField } from '../../controls/TextField.tsx';
import { useFaultWords } from '../../controls/useFaultWords.ts';
import { useTexts } from '../../language/useTexts.ts';
import { useConsole } from '../consoleContext.ts';
import { createRequestKey } from '../requestKey.ts';
import { SHOW_SECTION } from '../section.ts';
import { useMainAction } from '../stage/mainActionContext.ts';
import { consoleTexts } from '../texts.ts';
import { useRequest } from '../useRequest.ts';
import { absentTexts } from './texts.ts';
import './absent.css';

interface Props {
  readonly drawId: string;
  /** Null: a prize that was said on the spot, or is deleted. */
  readonly prizeId: string | null;
  readonly drawNumber: number;
}

const AbsentForm = ({ drawId, prizeId, drawNumber, onClose }: Props & { readonly onClose: () => void }) => {
  const { view, online, notify } = useConsole();
  const { choosePrize } = useMainAction();
  const { cancel } = useTexts(consoleTexts);
  const t = useTexts(absentTexts);
  const faultWords = useFaultWords();
  const { busy, refusal, send, forget } = useRequest();
  const [typed, setTyped] = useState('');
  const [requestKey] = useState(createRequestKey);
  const number = padNumber(drawNumber, view.number_width);
  const reason = typed.trim();
  const fault = lineFault(reason, MAX_ABSENT_REASON, false);

  const submit = async (): Promise<void> => {
    if (!online || busy || fault !== null) return;
    const body = { draw_number: drawNumber, reason };
    const outcome = await send(() =>
      call('absent', {
        params: { event_id: view.id, draw_id: drawId },
        body,
        idempotencyKey: requestKey.keyFor({ ...body, drawId }),
      }),
    );
    if (outcome === null) return;
    if (!outcome.ok) {
      if (outcome.refusal.code !== 'offline') requestKey.renew();
      return;
    }
    onClose();
    // What happens next happens on the stage.
    location.assign(`#${SHOW_SECTION}`);
    if (outcome.value.stepped_in !== null) return notify('good', t.stepsIn(number));
    if (prizeId !== null) choosePrize(prizeId);
    notify('good', t.noReserve(number));
  };

  return (
    <Form onSubmit={submit}>
      <h2>{t.title(number)}</h2>
      <p className="absent-means">{t.means}</p>
      <TextField
        id="absent-reason"
        label={t.reason}
        hint={t.reasonHint}
        fault={fault && faultWords(fault)}
        dir="auto"
        maxCharacters={MAX_ABSENT_REASON}
        value={typed}
        onChange={(text) => {
          setTyped(text);
          forget();
        }}
        testId="absent-reason"
      />
      <RefusalNotice refusal={refusal} />
      <div className="dialog-buttons">
        <button type="button" className="button" onClick={onClose}>
          {cancel}
        </button>
        <RequestButton className="button primary" busy={busy} testId="absent-confirm">
          {busy ? t.calling : t.confirm}
        </RequestButton>
      </div>
    </Form>
  );
};

/** The button for a winner who is not there, and the question that it asks. */
export const AbsentWinner = (props: Props) => {
  const { view } = useConsole();
  const t = useTexts(absentTexts);
  const [open, setOpen] = useState(false);
  const close = (): void => setOpen(false);
  const number = padNumber(props.drawNumber, view.number_width);
  return (
    <>
      <button
        type="button"
        className="button small-button absent-button"
        aria-label={t.openFor(number)}
        onClick={() => setOpen(true)}
        data-testid="absent"
      >
        <UserX aria-hidden="true" size={16} />
        {t.open}
      </button>
      {open && (
        <Dialog open onClose={close} title={t.title(number)}>
          <AbsentForm {...props} onClose={close} />
        </Dialog>
      )}
    </>
  );
};
