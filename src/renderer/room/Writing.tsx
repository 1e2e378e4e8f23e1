import { useEffect, useState } from 'preact/hooks';
import { ROOM_LIMITS } from '../../contract/rooms/limits.ts';
import type { RoomSelf } from '../../contract/rooms/routes.ts';
import type { RoomView } from '../../contract/rooms/views.ts';
import type { CallError } from '../common/api.ts';
import type { KeyValueStore } from '../common/browserStorage.ts';
import { Press } from './parts.tsx';
import { refusalText, type Texts } from './texts.ts';

const DRAFT_KEY = 'luckydraw.room-draft';
/** Between the parts of a kept draft; no text holds it. */
const APART = '\n';

const readDraft = (storage: KeyValueStore, gathering: string): { text: string; name: string } | null => {
  const [of, name, text] = (storage.getItem(DRAFT_KEY) ?? '').split(APART);
  return of === gathering && name !== undefined && text !== undefined ? { name, text } : null;
};

/** Where a person writes. What is typed and not sent outlives a reload. */
export const Writing = ({
  view,
  self,
  storage,
  write,
  onDone,
  t,
}: {
  view: RoomView;
  /** Null: not in the room yet. */
  self: RoomSelf | null;
  storage: KeyValueStore;
  write: (text: string, name: string | null) => Promise<CallError | null>;
  /** The text was sent, or is left as it was. */
  onDone: () => void;
  t: Texts;
}) => {
  const gathering = view.gathering ?? '';
  const [draft] = useState(() => readDraft(storage, gathering));
  const [text, setText] = useState(draft?.text ?? self?.text ?? '');
  const [name, setName] = useState(draft?.name ?? self?.name ?? '');
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  useEffect(() => storage.setItem(DRAFT_KEY, [gathering, name, text].join(APART)), [storage, gathering, name, text]);
  // One line: a line break is a space. The host counts characters as JavaScript does.
  const typed = (value: string): string => value.replace(/[\p{Cc}\p{Cs}]+/gu, ' ');
  const left = ROOM_LIMITS.text - text.trim().length;

  const send = async (): Promise<void> => {
    if (busy) return;
    const line = text.trim();
    if (line === '' || left < 0) {
      setFault(line === '' ? t.empty : t.tooLong(-left));
      document.getElementById('text')?.focus();
      return;
    }
    setBusy(true);
    setFault(null);
    const code = await write(line, name.trim() || null);
    setBusy(false);
    if (code === null) {
      storage.removeItem(DRAFT_KEY);
      onDone();
    } else setFault(refusalText(t, code));
  };

  return (
    <form
      class="paper"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <div>
        <label for="text">{t.writeLabel}</label>
        <textarea
          id="text"
          dir="auto"
          rows={3}
          required
          value={text}
          aria-describedby="text-hint"
          aria-invalid={fault !== null}
          data-testid="text"
          enterkeyhint="send"
          onInput={(event) => {
            setText(typed(event.currentTarget.value));
            setFault(null);
          }}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.isComposing) return;
            event.preventDefault();
            void send();
          }}
        />
        <p class="under" id="text-hint">
          <span>{view.holds_texts ? t.writeHintModerated : t.writeHint}</span>
          <span class={left < 0 ? 'over' : undefined}>{left < 0 ? t.tooLong(-left) : t.left(left)}</span>
        </p>
      </div>
      <div>
        <label for="name">{t.nameLabel}</label>
        <input
          id="name"
          class="line"
          dir="auto"
          autocomplete="name"
          maxLength={ROOM_LIMITS.name}
          value={name}
          aria-describedby="name-hint"
          data-testid="name"
          onInput={(event) => setName(typed(event.currentTarget.value))}
        />
        <p class="under" id="name-hint">
          {t.nameHint}
        </p>
      </div>
      {fault !== null && (
        <p class="fault" role="alert">
          {fault}
        </p>
      )}
      <Press busy={busy} kind="press" testId="send">
        {busy ? t.sending : self ? t.saveChange : t.send}
      </Press>
      {self && (
        <Press
          busy={busy}
          kind="plain"
          testId="keep"
          onClick={() => {
            storage.removeItem(DRAFT_KEY);
            onDone();
          }}
        >
          {t.keep}
        </Press>
      )}
    </form>
  );
};
