import { LogOut } from 'lucide-react';
import { useState } from 'react';
import { call } from '../../../../common/api.ts';
import { useConsole } from '../../../console/consoleContext.ts';
import { useRefusalWords } from '../../../console/useRefusalWords.ts';
import { useRequest } from '../../../console/useRequest.ts';
import { Form } from '../../../controls/Form.tsx';
import { newPasswordFault, type NewPasswordFault } from '../../../controls/newPassword.ts';
import { PasswordInput } from '../../../controls/PasswordInput.tsx';
import { RefusalNotice } from '../../../controls/RefusalNotice.tsx';
import { RequestButton } from '../../../controls/RequestButton.tsx';
import { useNewPasswordWords } from '../../../controls/useNewPasswordWords.ts';
import { useTexts } from '../../../language/useTexts.ts';
import { accessSettingsTexts } from './texts.ts';

type Fault = 'currentMissing' | NewPasswordFault;

/** Who may come in: the password, and the way out. */
export const Access = () => {
  const { online, notify, live } = useConsole();
  const t = useTexts(accessSettingsTexts);
  const newPassword = useNewPasswordWords();
  const refusalWords = useRefusalWords();
  const { busy, refusal, send, forget } = useRequest();
  // The desktop app came in by a ticket of its own host and needs no password to set one, unless the host says so.
  const [currentNeeded, setCurrentNeeded] = useState(globalThis.luckyDrawBridge === undefined);
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [again, setAgain] = useState('');
  const [fault, setFault] = useState<Fault | null>(null);
  const type = (set: (text: string) => void) => (text: string) => {
    set(text);
    setFault(null);
    forget();
  };

  const submit = async (): Promise<void> => {
    if (!online || busy) return;
    const found = currentNeeded && current === '' ? 'currentMissing' : newPasswordFault(next, again);
    setFault(found);
    if (found !== null) {
      const id = found === 'currentMissing' ? 'current' : found === 'different' ? 'again' : 'next';
      document.getElementById(`password-${id}`)?.focus();
      return;
    }
    const outcome = await send(() =>
      call('changePassword', { body: { ...(currentNeeded && { current }), password: next } }),
    );
    if (outcome === null) return;
    if (!outcome.ok) {
      if (outcome.refusal.code === 'wrong_password') setCurrentNeeded(true);
      return;
    }
    setCurrent('');
    setNext('');
    setAgain('');
    notify('good', t.passwordChanged);
  };

  const logOut = async (): Promise<void> => {
    const outcome = await call('logout', {});
    if (outcome.ok || outcome.refusal.code === 'unauthorized') live.reconnect();
    else notify('bad', refusalWords(outcome.refusal));
  };

  return (
    <section className="settings-card" aria-labelledby="access-heading">
      <h3 id="access-heading">{t.heading}</h3>
      <Form onSubmit={submit}>
        {currentNeeded && (
          <PasswordInput
            id="password-current"
            label={t.current}
            value={current}
            onChange={type(setCurrent)}
            autoComplete="current-password"
            fault={fault === 'currentMissing' ? t.currentMissing : null}
          />
        )}
        <div className="field-row two">
          <PasswordInput
            id="password-next"
            label={t.next}
            hint={newPassword.hint}
            value={next}
            onChange={type(setNext)}
            autoComplete="new-password"
            fault={fault === 'tooShort' || fault === 'tooLong' ? newPassword[fault] : null}
          />
          <PasswordInput
            id="password-again"
            label={t.nextAgain}
            value={again}
            onChange={type(setAgain)}
            autoComplete="new-password"
            fault={fault === 'different' ? newPassword.different : null}
          />
        </div>
        <RefusalNotice refusal={refusal} />
        <div className="form-buttons">
          <RequestButton className="button" busy={busy}>
            {busy ? t.changing : t.changePassword}
          </RequestButton>
          <button type="button" className="button" onClick={() => void logOut()} data-testid="logout">
            <LogOut aria-hidden="true" size={18} />
            {t.logout}
          </button>
        </div>
      </Form>
    </section>
  );
};
