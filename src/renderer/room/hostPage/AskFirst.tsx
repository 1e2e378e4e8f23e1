import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';

/** A button that asks before it does what cannot be taken back. `question`: null: there is nothing to ask. */
export const AskFirst = ({
  kind,
  question,
  yes,
  no,
  busy,
  onYes,
  testId,
  children,
}: {
  kind: 'press' | 'side' | 'small';
  question: string | null;
  yes: string;
  no: string;
  busy: boolean;
  onYes: () => void;
  testId: string;
  children: ComponentChildren;
}) => {
  const [asking, setAsking] = useState(false);
  const first = useRef<HTMLButtonElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const [wasAsked, setWasAsked] = useState(false);
  useEffect(() => {
    if (!asking) {
      if (wasAsked) button.current?.focus();
      return undefined;
    }
    first.current?.focus();
    setWasAsked(true);
    const pressed = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') setAsking(false);
    };
    window.addEventListener('keydown', pressed);
    return () => window.removeEventListener('keydown', pressed);
  }, [asking, wasAsked]);
  if (!asking || question === null) {
    return (
      <button
        ref={button}
        type="button"
        class={kind}
        aria-disabled={busy}
        data-testid={testId}
        onClick={() => {
          if (busy) return;
          if (question === null) onYes();
          else setAsking(true);
        }}
      >
        {children}
      </button>
    );
  }
  return (
    <div class="ask" role="alertdialog" aria-label={question}>
      <p>{question}</p>
      <div class="ask-buttons">
        <button ref={first} type="button" class="side" onClick={() => setAsking(false)}>
          {no}
        </button>
        <button
          type="button"
          class="danger"
          data-testid={`${testId}-yes`}
          onClick={() => {
            setAsking(false);
            onYes();
          }}
        >
          {yes}
        </button>
      </div>
    </div>
  );
};
