import { useEffect, useRef, useState, type FormEvent, type ReactNode } from 'react';
import { call } from '../common/api.ts';
import type { Words } from './i18n/en.ts';

interface Props {
  readonly words: Words;
  readonly onDone: (loggedIn: boolean) => void;
}

/** The organiser logs in at the projector itself. Opens with a key only, and Esc closes it. */
export const LogInDialog = ({ words, onDone }: Props): ReactNode => {
  const dialog = useRef<HTMLDialogElement>(null);
  const [problem, setProblem] = useState('');
  const [busy, setBusy] = useState(false);
  useEffect(() => dialog.current?.showModal(), []);

  const submit = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const password = new FormData(event.currentTarget).get('password');
    if (busy || typeof password !== 'string' || password === '') return;
    setBusy(true);
    const answer = await call('login', { body: { password } });
    setBusy(false);
    if (answer.ok) return onDone(true);
    const { code } = answer.refusal;
    setProblem(
      code === 'offline' ? words.logIn.offline : code === 'too_many_attempts' ? words.logIn.slow : words.logIn.wrong,
    );
  };

  return (
    <dialog ref={dialog} className="log-in" aria-label={words.logIn.title} onClose={() => onDone(false)}>
      <form onSubmit={(event) => void submit(event)}>
        <h2>{words.logIn.title}</h2>
        <label>
          {words.logIn.password}
          <input name="password" type="password" autoComplete="current-password" maxLength={256} required autoFocus />
        </label>
        <p className="log-in-problem" role="alert">
          {problem}
        </p>
        <div className="log-in-buttons">
          <button type="button" onClick={() => dialog.current?.close()}>
            {words.logIn.cancel}
          </button>
          <button type="submit" className="log-in-submit" disabled={busy}>
            {words.logIn.submit}
          </button>
        </div>
      </form>
    </dialog>
  );
};
