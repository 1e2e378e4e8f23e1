import { ExternalLink } from 'lucide-react';
import { useState } from 'react';
import { STAFF_PASSWORD_LENGTH } from '../../../../contract/access/limits.ts';
import { call } from '../../../common/api.ts';
import { useConsole } from '../../console/consoleContext.ts';
import { useRequest } from '../../console/useRequest.ts';
import { Form } from '../../controls/Form.tsx';
import { PasswordInput } from '../../controls/PasswordInput.tsx';
import { RefusalNotice } from '../../controls/RefusalNotice.tsx';
import { RequestButton } from '../../controls/RequestButton.tsx';
import { useTexts } from '../../language/useTexts.ts';
import { campaignsTexts } from './texts.ts';

/** The password with which staff redeem coupons. */
export const StaffAccess = () => {
  const { notify } = useConsole();
  const t = useTexts(campaignsTexts);
  const { busy, refusal, send, forget } = useRequest();
  const [password, setPassword] = useState('');
  const [fault, setFault] = useState(false);

  const set = async (next: string | null): Promise<void> => {
    if (next !== null && (next.length < STAFF_PASSWORD_LENGTH.min || next.length > STAFF_PASSWORD_LENGTH.max)) {
      setFault(true);
      document.getElementById('staff-password')?.focus();
      return;
    }
    const outcome = await send(() => call('setStaffPassword', { body: { password: next } }));
    if (!outcome?.ok) return;
    setPassword('');
    notify('good', next === null ? t.staffRemoved : t.staffSaved);
  };

  return (
    <section className="campaign-staff" aria-labelledby="staff-heading">
      <h3 id="staff-heading">{t.staff}</h3>
      <p className="quiet">{t.staffHint}</p>
      <Form onSubmit={() => set(password)}>
        <PasswordInput
          id="staff-password"
          label={t.staffPassword}
          value={password}
          onChange={(typed) => {
            setPassword(typed);
            setFault(false);
            forget();
          }}
          autoComplete="new-password"
          fault={fault ? t.staffLength : null}
        />
        <RefusalNotice refusal={refusal} />
        <div className="form-buttons">
          <RequestButton className="button" busy={busy} testId="staff-set">
            {t.staffSet}
          </RequestButton>
          <RequestButton className="button" busy={busy} onClick={() => void set(null)}>
            {t.staffRemove}
          </RequestButton>
          <a className="button" href="/redeem" target="_blank" rel="noreferrer">
            <ExternalLink aria-hidden="true" size={18} />
            {t.redeemPage}
          </a>
        </div>
      </Form>
    </section>
  );
};
