import { useEffect, useRef, useState } from 'react';
import { call } from '../../common/api.ts';
import { Notice } from '../controls/Notice.tsx';
import { PasswordInput } from '../controls/PasswordInput.tsx';
import { entranceWords, type Refused } from '../console/refusals.ts';
import { useMessages } from '../preferences.ts';
import { EntranceFrame } from './EntranceFrame.tsx';
import { newPasswordFault, type NewPasswordFault } from '../controls/newPassword.ts';

/** The first password, by the one-time link of a first start. */
export const SetUp = ({ token, onDone }: { token: string; onDone: () => void }) => {
  const m = useMessages();
  const [password, setPassword] = useState('');
  const [again, setAgain] = useState('');
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<NewPasswordFault | null>(null);
  const [refusal, setRefusal] = useState<Refused | null>(null);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.focus(), []);

  const submit = async (): Promise<void> => {
    if (busy) return;
    const found = newPasswordFault(password, again);
    setFault(found);
    setRefusal(null);
    if (found !== null) {
      document.getElementById(found === 'different' ? 'password-again' : 'password')?.focus();
      return;
    }
    setBusy(true);
    const outcome = await call('setUp', { body: { setup_token: token, password } });
    setBusy(false);
    if (outcome.ok) onDone();
    else setRefusal(outcome.refusal);
  };

  const linkUseless = refusal?.code === 'link_not_valid' || refusal?.code === 'already_set_up';
  return (
    <EntranceFrame>
      <form
        className="entrance-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <h1>{m.setUp.heading}</h1>
        <p className="quiet">{m.setUp.lead}</p>
        <PasswordInput
          ref={input}
          id="password"
          label={m.setUp.password}
          hint={m.setUp.hint}
          value={password}
          onChange={setPassword}
          autoComplete="new-password"
          testId="setup-password"
          fault={fault === 'tooShort' || fault === 'tooLong' ? m.setUp[fault] : null}
        />
        <PasswordInput
          id="password-again"
          label={m.setUp.again}
          value={again}
          onChange={setAgain}
          autoComplete="new-password"
          testId="setup-again"
          fault={fault === 'different' ? m.setUp.different : null}
        />
        {refusal && <Notice kind="bad">{entranceWords(m, refusal)}</Notice>}
        <button type="submit" className="button primary wide" aria-disabled={busy} data-testid="setup-submit">
          {busy ? m.setUp.submitting : m.setUp.submit}
        </button>
        {linkUseless && (
          <button type="button" className="button wide" onClick={onDone}>
            {m.setUp.toLogin}
          </button>
        )}
      </form>
    </EntranceFrame>
  );
};
