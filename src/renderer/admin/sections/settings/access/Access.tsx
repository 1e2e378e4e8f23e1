import { LogOut } from 'lucide-react';
import { useState } from 'react';
import { call } from '../../../../common/api.ts';
import { Notice } from '../../../controls/Notice.tsx';
import { PasswordInput } from '../../../controls/PasswordInput.tsx';
import { useDesk, useRequest } from '../../../console/consoleContext.ts';
import { refusalWords } from '../../../console/refusals.ts';
import { newPasswordFault } from '../../../controls/newPassword.ts';

type Fault = 'currentMissing' | 'tooShort' | 'tooLong' | 'different';

/** Who may come in: the password, and the way out. */
export const Access = () => {
  const { m, online, notify, live } = useDesk();
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
    notify('good', m.settings.passwordChanged);
  };

  const logOut = async (): Promise<void> => {
    const outcome = await call('logout', {});
    if (outcome.ok || outcome.refusal.code === 'unauthorized') live.reconnect();
    else notify('bad', refusalWords(m, outcome.refusal));
  };

  return (
    <section className="settings-card" aria-labelledby="access-heading">
      <h3 id="access-heading">{m.settings.access}</h3>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        {currentNeeded && (
          <PasswordInput
            id="password-current"
            label={m.settings.current}
            value={current}
            onChange={type(setCurrent)}
            autoComplete="current-password"
            fault={fault === 'currentMissing' ? m.settings.currentMissing : null}
          />
        )}
        <div className="field-row two">
          <PasswordInput
            id="password-next"
            label={m.settings.next}
            hint={m.setUp.hint}
            value={next}
            onChange={type(setNext)}
            autoComplete="new-password"
            fault={fault === 'tooShort' || fault === 'tooLong' ? m.setUp[fault] : null}
          />
          <PasswordInput
            id="password-again"
            label={m.settings.nextAgain}
            value={again}
            onChange={type(setAgain)}
            autoComplete="new-password"
            fault={fault === 'different' ? m.setUp.different : null}
          />
        </div>
        {refusal && <Notice kind="bad">{refusalWords(m, refusal)}</Notice>}
        <div className="form-buttons">
          <button
            type="submit"
            className="button"
            aria-disabled={busy || !online}
            title={online ? undefined : m.common.offlineReason}
          >
            {busy ? m.settings.changing : m.settings.changePassword}
          </button>
          <button type="button" className="button" onClick={() => void logOut()} data-testid="logout">
            <LogOut aria-hidden="true" size={18} />
            {m.settings.logout}
          </button>
        </div>
      </form>
    </section>
  );
};
