import { useEffect, useRef, useState } from 'react';
import { call } from '../../common/api.ts';
import type { Refused } from '../console/refusals.ts';
import { useOneAtATime } from '../console/useRequest.ts';
import { Form } from '../controls/Form.tsx';
import { newPasswordFault, type NewPasswordFault } from '../controls/newPassword.ts';
import { Notice } from '../controls/Notice.tsx';
import { PasswordInput } from '../controls/PasswordInput.tsx';
import { useNewPasswordWords } from '../controls/useNewPasswordWords.ts';
import { useTexts } from '../language/useTexts.ts';
import { EntranceFrame } from './EntranceFrame.tsx';
import { entranceTexts } from './texts.ts';
import { useEntranceWords } from './useEntranceWords.ts';

/** The first password, by the one-time link of a first start. */
export const SetUp = ({ token, onDone }: { token: string; onDone: () => void }) => {
  const t = useTexts(entranceTexts).setUp;
  const newPassword = useNewPasswordWords();
  const entranceWords = useEntranceWords();
  const [password, setPassword] = useState('');
  const [again, setAgain] = useState('');
  const { busy, run } = useOneAtATime();
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
    const outcome = await run(() => call('setUp', { body: { setup_token: token, password } }));
    if (outcome === null) return;
    if (outcome.ok) onDone();
    else setRefusal(outcome.refusal);
  };

  const linkUseless = refusal?.code === 'link_not_valid' || refusal?.code === 'already_set_up';
  return (
    <EntranceFrame>
      <Form className="entrance-form" onSubmit={submit}>
        <h1>{t.heading}</h1>
        <p className="quiet">{t.lead}</p>
        <PasswordInput
          ref={input}
          id="password"
          label={t.password}
          hint={newPassword.hint}
          value={password}
          onChange={setPassword}
          autoComplete="new-password"
          testId="setup-password"
          fault={fault === 'tooShort' || fault === 'tooLong' ? newPassword[fault] : null}
        />
        <PasswordInput
          id="password-again"
          label={t.again}
          value={again}
          onChange={setAgain}
          autoComplete="new-password"
          testId="setup-again"
          fault={fault === 'different' ? newPassword.different : null}
        />
        {refusal && <Notice kind="bad">{entranceWords(refusal)}</Notice>}
        <button type="submit" className="button primary wide" aria-disabled={busy} data-testid="setup-submit">
          {busy ? t.submitting : t.submit}
        </button>
        {linkUseless && (
          <button type="button" className="button wide" onClick={onDone}>
            {t.toLogin}
          </button>
        )}
      </Form>
    </EntranceFrame>
  );
};
