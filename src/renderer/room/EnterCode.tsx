import { useState } from 'preact/hooks';
import { ROOM_LIMITS } from '../../contract/rooms/limits.ts';
import { codeFromTyping } from './codeFromTyping.ts';
import type { Texts } from './texts.ts';

/** For those who cannot scan: the code of the room, typed. */
export const EnterCode = ({ t }: { t: Texts }) => {
  const [typed, setTyped] = useState('');
  const [isWrong, setWrong] = useState(false);
  return (
    <div class="page">
      <div />
      <div />
      <main>
        <form
          class="paper"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            const code = codeFromTyping(typed);
            if (code !== null) return location.assign(`/room/${code}`);
            setWrong(true);
            document.getElementById('code')?.focus();
          }}
        >
          <h1>{t.codeTitle}</h1>
          <div>
            <label for="code">{t.codeLabel}</label>
            <input
              id="code"
              class="code-input"
              dir="ltr"
              autocapitalize="characters"
              autocomplete="off"
              spellcheck={false}
              maxLength={ROOM_LIMITS.code + 4}
              required
              value={typed}
              aria-describedby="code-hint"
              aria-invalid={isWrong}
              data-testid="code"
              onInput={(event) => {
                setTyped(event.currentTarget.value);
                setWrong(false);
              }}
            />
            <p class="under" id="code-hint">
              {t.codeHint}
            </p>
          </div>
          {isWrong && (
            <p class="fault" role="alert">
              {t.codeWrong(ROOM_LIMITS.code)}
            </p>
          )}
          <button type="submit" class="press">
            {t.codeGo}
          </button>
        </form>
      </main>
    </div>
  );
};
