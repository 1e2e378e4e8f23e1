import { iso } from '../../platform/http/routeCall.ts';
import type { StoredEvent } from './store.ts';

/** With `id` it names an event for ever: the same on each host, so that it stays when an address changes. */
const SOURCE = 'urn:luckydraw:kiosk';

/** The type of a message with which somebody tries a sink; it is in no outbox. */
export const TEST_TYPE = 'outboxTest';

/**
 * An SMS to be sent: `{to, text}`, the number in E.164. It holds somebody's phone number, so it goes to the SMS gateway and
 * nowhere else.
 */
export const SMS_TYPE = 'smsRequested';

/** CloudEvents 1.0, without its data. */
const attributesOf = ({ id, type, subject, at }: StoredEvent) => ({
  specversion: '1.0' as const,
  id,
  source: SOURCE,
  type,
  subject,
  time: iso(at),
  datacontenttype: 'application/json' as const,
});

export const cloudEvent = (event: StoredEvent) => ({
  ...attributesOf(event),
  data: JSON.parse(event.data) as unknown,
});

/** The same as JSON: the data goes out letter for letter as it was written. */
export const cloudEventText = (event: StoredEvent): string =>
  `${JSON.stringify(attributesOf(event)).slice(0, -1)},"data":${event.data}}`;
