import { SMS_TYPE } from '../cloudEvent.ts';
import type { StoredEvent } from '../store.ts';
import { fault } from '../faults.ts';
import { failed, type Delivery, type Sink } from './sink.ts';

/** A text for one phone. `id`: the same over repetitions. `to`: E.164. */
export interface SmsMessage {
  readonly id: string;
  readonly to: string;
  readonly text: string;
}

/** Somebody who sends SMS for us. */
export interface SmsGateway {
  send(message: SmsMessage, signal: AbortSignal): Promise<Delivery>;
  close(): void;
}

const PARALLEL = 4;

const readMessage = ({ id, data }: StoredEvent): SmsMessage | null => {
  const parsed: unknown = JSON.parse(data);
  if (typeof parsed !== 'object' || parsed === null) return null;
  const { to, text } = parsed as Record<string, unknown>;
  return typeof to === 'string' && typeof text === 'string' ? { id, to, text } : null;
};

/**
 * Sends the texts of the events `smsRequested`. `target`: where to, for people. `load`: the gateway, asked for again until
 * it is there.
 */
export const createSmsSink = (target: string, load: () => Promise<SmsGateway>): Sink => {
  let loaded: SmsGateway | null = null;
  const gateway = async (): Promise<SmsGateway> => (loaded ??= await load());
  return {
    id: 'sms',
    kind: 'sms',
    target,
    parallel: PARALLEL,
    batch: 1,
    perSubject: true,
    takes: ({ type }) => type === SMS_TYPE,
    check: async () => void (await gateway()),
    deliver: async ([event], signal) => {
      const message = event && readMessage(event);
      return message
        ? (await gateway()).send(message, signal)
        : failed(fault('other', 'this event holds no number and text'));
    },
    test: async (event, to, signal) =>
      to === null
        ? failed(fault('other', 'a number is needed, such as +821012345678'))
        : (await gateway()).send({ id: event.id, to, text: 'Lucky Draw Kiosk: test' }, signal),
    close: async () => loaded?.close(),
  };
};
