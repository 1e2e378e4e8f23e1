import { useEffect, useRef, useState } from 'react';
import { call } from '../../common/api.ts';
import { Notice } from '../controls/Notice.tsx';
import { PasswordInput } from '../controls/PasswordInput.tsx';
import { entranceWords, type Refused } from '../console/refusals.ts';
import { useMessages } from '../preferences.ts';
import { EntranceFrame } from './EntranceFrame.tsx';

/** `message`: why the person is here, when they did not come by themselves. */
export const LogIn = ({ message, onDone }: { message: string | null; onDone: () => void }) => {
  const m = useMessages();
  const [password, setPassword] = useState('');
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<Refused | 'empty' | null>(null);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.focus(), []);

  const submit = async (): Promise<void> => {
    if (busy) return;
    if (password === '') {
      setFault('empty');
      input.current?.focus();
      return;
    }
    setBusy(true);
    setFault(null);
    const outcome = await call('login', { body: { password } });
    // Stays busy after a success: the desk takes this page's place as soon as its view arrives.
    if (outcome.ok) return onDone();
    setBusy(false);
    setFault(outcome.refusal);
    input.current?.select();
  };

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
        <h1>{m.entrance.heading}</h1>
        <p className="quiet">{m.entrance.lead}</p>
        {message !== null && fault === null && <Notice kind="info">{message}</Notice>}
        <PasswordInput
          ref={input}
          id="password"
          label={m.entrance.password}
          value={password}
          onChange={setPassword}
          autoComplete="current-password"
          testId="login-password"
          fault={fault === 'empty' ? m.entrance.empty : fault === null ? null : entranceWords(m, fault)}
        />
        <button type="submit" className="button primary wide" aria-disabled={busy} data-testid="login-submit">
          {busy ? m.entrance.submitting : m.entrance.submit}
        </button>
        <p className="quiet small">{m.entrance.forgotten}</p>
      </form>
    </EntranceFrame>
  );
};
