import { useEffect, useRef, useState } from 'react';
import { call } from '../../common/api.ts';
import type { Refused } from '../console/refusals.ts';
import { useOneAtATime } from '../console/useRequest.ts';
import { Form } from '../controls/Form.tsx';
import { Notice } from '../controls/Notice.tsx';
import { PasswordInput } from '../controls/PasswordInput.tsx';
import { useTexts } from '../language/useTexts.ts';
import { EntranceFrame } from './EntranceFrame.tsx';
import { entranceTexts } from './texts.ts';
import { useEntranceWords } from './useEntranceWords.ts';

/** `message`: why the person is here, when they did not come by themselves. */
export const LogIn = ({ message, onDone }: { message: string | null; onDone: () => void }) => {
  const t = useTexts(entranceTexts).logIn;
  const entranceWords = useEntranceWords();
  const [password, setPassword] = useState('');
  const { busy, run } = useOneAtATime();
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
    setFault(null);
    const outcome = await run(() => call('login', { body: { password } }));
    if (outcome === null) return;
    // The console takes this page's place as soon as its view arrives.
    if (outcome.ok) return onDone();
    setFault(outcome.refusal);
    input.current?.select();
  };

  return (
    <EntranceFrame>
      <Form className="entrance-form" onSubmit={submit}>
        <h1>{t.heading}</h1>
        <p className="quiet">{t.lead}</p>
        {message !== null && fault === null && <Notice kind="info">{message}</Notice>}
        <PasswordInput
          ref={input}
          id="password"
          label={t.password}
          value={password}
          onChange={setPassword}
          autoComplete="current-password"
          testId="login-password"
          fault={fault === 'empty' ? t.empty : fault === null ? null : entranceWords(fault)}
        />
        <button type="submit" className="button primary wide" aria-disabled={busy} data-testid="login-submit">
          {busy ? t.submitting : t.submit}
        </button>
        <p className="quiet small">{t.forgotten}</p>
      </Form>
    </EntranceFrame>
  );
};
