import { useEffect, useRef, useState, type FormEvent, type ReactNode } from 'react';
import { LOGIN_CODE_DIGITS, PASSWORD_LENGTH } from '../../../contract/access/limits.ts';
import { call } from '../../common/api.ts';
import type { Language } from '../../common/language.ts';
import { TEXTS } from './texts.ts';
import './logIn.css';

/** No password is as short as the code. */
const isLoginCode = (typed: string): boolean => typed.length === LOGIN_CODE_DIGITS && /^[0-9]+$/.test(typed);

interface Props {
  readonly language: Language;
  readonly onDone: (loggedIn: boolean) => void;
}

/** The organiser logs in at the projector itself. Opens with a key only, and Esc closes it. */
export const LogInDialog = ({ language, onDone }: Props): ReactNode => {
  const texts = TEXTS[language];
  const dialog = useRef<HTMLDialogElement>(null);
  const [problem, setProblem] = useState<'offline' | 'slow' | 'wrongCode' | 'wrong' | null>(null);
  const [busy, setBusy] = useState(false);
  useEffect(() => dialog.current?.showModal(), []);

  const submit = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const password = new FormData(event.currentTarget).get('password');
    if (busy || typeof password !== 'string' || password === '') return;
    setBusy(true);
    const isCode = isLoginCode(password.trim());
    const answer = isCode
      ? await call('redeemLoginCode', { body: { code: password.trim() } })
      : await call('login', { body: { password } });
    setBusy(false);
    if (answer.ok) return onDone(true);
    const { code } = answer.refusal;
    setProblem(code === 'offline' ? 'offline' : code === 'too_many_attempts' ? 'slow' : isCode ? 'wrongCode' : 'wrong');
  };

  return (
    <dialog ref={dialog} className="log-in" aria-label={texts.title} onClose={() => onDone(false)}>
      <form onSubmit={(event) => void submit(event)}>
        <h2>{texts.title}</h2>
        <label>
          {texts.password}
          <input
            name="password"
            type="password"
            autoComplete="current-password"
            maxLength={PASSWORD_LENGTH.max}
            required
            autoFocus
          />
        </label>
        <p className="log-in-problem" role="alert">
          {problem && texts[problem]}
        </p>
        <div className="log-in-buttons">
          <button type="button" onClick={() => dialog.current?.close()}>
            {texts.cancel}
          </button>
          <button type="submit" className="log-in-submit" disabled={busy}>
            {texts.submit}
          </button>
        </div>
      </form>
    </dialog>
  );
};
