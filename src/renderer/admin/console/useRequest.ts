import { useState } from 'react';
import type { OperatorView } from '../../../contract/stage/views.ts';
import type { CallError } from '../../common/api.ts';
import type { Live } from '../../common/live.ts';
import { useConsole } from './consoleContext.ts';
import { createOneAtATime } from './oneAtATime.ts';
import type { Refused } from './refusals.ts';

export type Outcome<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: Refused };

/** Asks for the view anew when the session has ended, so that the log-in page takes over. */
export const noteRefusal = (live: Live<OperatorView>, code: CallError): void => {
  if (code === 'unauthorized') live.reconnect();
};

/** `busy` while a request is under way. A second request in that time is not sent and answers null. */
export const useOneAtATime = () => {
  const [busy, setBusy] = useState(false);
  const [run] = useState(() => createOneAtATime(setBusy));
  return { busy, run };
};

/** Sends one request at a time to the host, and keeps its refusal until the next one or `forget`. */
export const useRequest = () => {
  const { live } = useConsole();
  const { busy, run } = useOneAtATime();
  const [refusal, setRefusal] = useState<Refused | null>(null);

  const send = <T>(request: () => Promise<Outcome<T>>): Promise<Outcome<T> | null> =>
    run(async () => {
      setRefusal(null);
      const outcome = await request();
      if (!outcome.ok) {
        setRefusal(outcome.refusal);
        noteRefusal(live, outcome.refusal.code);
      }
      return outcome;
    });
  return { busy, refusal, send, forget: () => setRefusal(null) };
};
