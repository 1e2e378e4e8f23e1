import { useState } from 'react';
import { consoleTexts } from '../../console/texts.ts';
import { Dialog } from '../../controls/Dialog.tsx';
import { Form } from '../../controls/Form.tsx';
import { RequestButton } from '../../controls/RequestButton.tsx';
import { TextField } from '../../controls/TextField.tsx';
import { useTexts } from '../../language/useTexts.ts';
import { outboxTexts } from './texts.ts';
import { readPhoneNumber } from './words.ts';

/** An SMS gateway is tried with a text to somebody's own phone. */
export const TestSmsDialog = ({
  open,
  onClose,
  onSend,
}: {
  open: boolean;
  onClose: () => void;
  onSend: (to: string) => void;
}) => {
  const t = useTexts(outboxTexts);
  const { cancel } = useTexts(consoleTexts);
  const [typed, setTyped] = useState('');
  const [wrong, setWrong] = useState(false);
  const submit = async (): Promise<void> => {
    const number = readPhoneNumber(typed);
    setWrong(number === null);
    if (number !== null) onSend(number);
  };
  return (
    <Dialog open={open} onClose={onClose} title={t.testNumberTitle}>
      <h2>{t.testNumberTitle}</h2>
      <Form onSubmit={submit}>
        <TextField
          id="test-number"
          type="tel"
          label={t.testNumber}
          hint={t.testNumberHint}
          fault={wrong ? t.testNumberWrong : null}
          value={typed}
          onChange={setTyped}
          maxLength={32}
        />
        <div className="dialog-buttons">
          <button type="button" className="button" onClick={onClose}>
            {cancel}
          </button>
          <RequestButton className="button primary" busy={false}>
            {t.send}
          </RequestButton>
        </div>
      </Form>
    </Dialog>
  );
};
