import { createContext, useContext, useRef, useState } from 'react';
import type { AdminPrize, OperatorView } from '../../../contract/views.ts';
import type { CallError } from '../../common/api.ts';
import type { Live } from '../../common/live.ts';
import type { Messages } from '../i18n/en.ts';
import type { Language } from '../languages.ts';
import type { BigAction } from './stage/mainAction.ts';
import type { PrizeEditing } from '../sections/prizes/prizeDraft.ts';
import type { SettingsDraft } from '../sections/settings/event/eventDraft.ts';
import type { Refused } from './refusals.ts';

export type ToastKind = 'good' | 'bad';

/** What every room of the desk has at hand. */
export interface DeskTools {
  readonly live: Live<OperatorView>;
  readonly view: OperatorView;
  readonly online: boolean;
  readonly m: Messages;
  readonly language: Language;
  /** Says something in a corner of the screen; faults stay until they are closed. */
  notify(kind: ToastKind, text: string): void;
  /** The one big action, and what was chosen for it. */
  readonly action: BigAction;
  readonly acting: boolean;
  act(): void;
  readonly prize: AdminPrize | null;
  readonly count: number;
  choosePrize(prizeId: string): void;
  chooseCount(count: number): void;
  /** The prize that is being written; it outlives a visit to another room. */
  readonly editing: PrizeEditing | null;
  setEditing(next: PrizeEditing | null): void;
  /** Settings that are typed and not saved; they outlive it too. */
  readonly typedSettings: Partial<SettingsDraft>;
  setTypedSettings(next: Partial<SettingsDraft>): void;
  /** The phones' time, typed and not saved; null: as the host has it. */
  readonly typedWindow: string | null;
  setTypedWindow(next: string | null): void;
}

export const DeskContext = createContext<DeskTools | null>(null);

export const useDesk = (): DeskTools => {
  const desk = useContext(DeskContext);
  if (desk === null) throw new Error('useDesk outside the desk');
  return desk;
};

export type Outcome<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: Refused };

/** The session ended: ask for the view anew, so that the log-in page takes over. */
export const noteRefusal = (live: Live<OperatorView>, code: CallError): void => {
  if (code === 'unauthorized') live.reconnect();
};

/** Sends one request at a time; a second press while the first is under way does nothing. */
export const useRequest = () => {
  const { live } = useDesk();
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refused | null>(null);
  const underWay = useRef(false);

  const send = async <T>(request: () => Promise<Outcome<T>>): Promise<Outcome<T> | null> => {
    if (underWay.current) return null;
    underWay.current = true;
    setBusy(true);
    setRefusal(null);
    const outcome = await request();
    underWay.current = false;
    setBusy(false);
    if (!outcome.ok) {
      setRefusal(outcome.refusal);
      noteRefusal(live, outcome.refusal.code);
    }
    return outcome;
  };
  return { busy, refusal, send, forget: () => setRefusal(null) };
};
