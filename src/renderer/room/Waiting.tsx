import { useState } from 'preact/hooks';
import type { RoomSelf } from '../../contract/rooms/routes.ts';
import type { RoomView } from '../../contract/rooms/views.ts';
import type { CallError } from '../common/api.ts';
import { Meter, Press, Tick } from './parts.tsx';
import { refusalText, type Texts } from './texts.ts';

/** Texts longer than this are set smaller. */
const SHORT_TEXT = 48;

/** The person's own text, and that they are ready; everybody else by number. */
export const Waiting = ({
  view,
  self,
  beReady,
  onChange,
  t,
}: {
  view: RoomView;
  self: RoomSelf;
  beReady: () => Promise<CallError | null>;
  onChange: () => void;
  t: Texts;
}) => {
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const ready = async (): Promise<void> => {
    setBusy(true);
    setFault(null);
    const code = await beReady();
    setBusy(false);
    if (code !== null) setFault(refusalText(t, code));
  };
  return (
    <>
      <article class="paper centred">
        <p class="label">{t.yourText}</p>
        <p class={self.text.length > SHORT_TEXT ? 'own long' : 'own'} dir="auto" data-testid="own-text">
          {self.text}
        </p>
        {self.name !== null && (
          <p class="by" dir="auto">
            {self.name}
          </p>
        )}
        {self.state !== 'shown' && (
          <p class="hint" data-testid="text-state">
            {self.state === 'held' ? t.pending : t.hidden}
          </p>
        )}
        <hr />
        {self.ready ? (
          <p class="state good" data-testid="ready" role="status">
            <Tick />
            {t.ready}
          </p>
        ) : (
          <Press busy={busy} kind="press" testId="be-ready" onClick={() => void ready()}>
            {t.beReady}
          </Press>
        )}
        {fault !== null && (
          <p class="fault" role="alert">
            {fault}
          </p>
        )}
        <Press busy={busy} kind="plain" testId="change" onClick={onChange}>
          {t.change}
        </Press>
      </article>
      <div class="here">
        <Meter value={view.ready} of={view.participants} />
        <p>{t.here(view.participants, view.ready)}</p>
        <p class="hint">{self.ready ? t.waiting : t.notReady}</p>
      </div>
    </>
  );
};
