import { useEffect, useRef, useState } from 'react';
import { MAX_SPOKEN } from '../../../../contract/stage/limits.ts';
import type { PublicDraw } from '../../../../contract/stage/views.ts';
import { call } from '../../../common/api.ts';
import { useConsole } from '../../console/consoleContext.ts';
import { createRequestKey } from '../../console/requestKey.ts';
import { useRequest } from '../../console/useRequest.ts';
import { OneFieldForm } from '../../controls/OneFieldForm.tsx';
import { RefusalNotice } from '../../controls/RefusalNotice.tsx';
import { useFaultWords } from '../../controls/useFaultWords.ts';
import { useTexts } from '../../language/useTexts.ts';
import { readSpokenWords } from './readSpokenWords.ts';
import { stageTexts } from './texts.ts';

/** The field for what somebody in the audience called out. `urgent`: the draw waits for nothing else. */
export const SpokenWords = ({ draw, urgent }: { draw: PublicDraw; urgent: boolean }) => {
  const { view, online, notify } = useConsole();
  const t = useTexts(stageTexts).armed;
  const faultWords = useFaultWords();
  const { busy, refusal, send, forget } = useRequest();
  const [typed, setTyped] = useState('');
  const [fault, setFault] = useState<string | null>(null);
  const [requestKey] = useState(createRequestKey);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    // The field takes the focus, but not from another field or an open dialog.
    const focused = document.activeElement;
    const elsewhere = focused?.closest('input:not([type="radio"]), textarea, dialog') ?? null;
    if (elsewhere === null) input.current?.focus();
  }, []);

  const submit = async (): Promise<void> => {
    if (!online || busy) return;
    const read = readSpokenWords(typed);
    if ('fault' in read) {
      setFault(faultWords(read.fault));
      input.current?.focus();
      return;
    }
    const body = { text: read.words };
    const outcome = await send(() =>
      call('speak', {
        params: { event_id: view.id },
        body,
        idempotencyKey: requestKey.keyFor({ ...body, draw: draw.draw_id }),
      }),
    );
    if (outcome?.ok === true) notify('good', t.sent(read.words));
    else if (outcome !== null && outcome.refusal.code !== 'offline') requestKey.renew();
  };

  return (
    <OneFieldForm
      className={urgent ? 'spoken urgent' : 'spoken'}
      field={{
        ref: input,
        id: 'spoken',
        label: t.question,
        hint: t.hint(MAX_SPOKEN),
        fault,
        className: 'spoken-input',
        dir: 'auto',
        spellCheck: false,
        enterKeyHint: 'send',
        maxCharacters: MAX_SPOKEN,
        value: typed,
        onChange: (text) => {
          setTyped(text);
          setFault(null);
          forget();
        },
        testId: 'spoken-input',
      }}
      button={{ text: t.send, busyText: t.sending, primary: true, testId: 'spoken-send' }}
      busy={busy}
      onSubmit={submit}
    >
      <RefusalNotice refusal={refusal} />
    </OneFieldForm>
  );
};
