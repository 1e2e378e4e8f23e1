/** The idempotency key of a form: what is submitted twice is done once. */
import { randomKey } from '../../common/randomKey.ts';

export interface RequestKey {
  /** The key for this content: the same while the content is, so that the host knows a repeated submit. */
  keyFor(content: unknown): string;
  /** Forgets the key once the request is done or refused for good: the next submit is a new request. */
  renew(): void;
}

export const createRequestKey = (random: () => string = randomKey): RequestKey => {
  let content = '';
  let key = '';
  return {
    keyFor: (next) => {
      const text = JSON.stringify(next);
      if (key === '' || text !== content) {
        content = text;
        key = random();
      }
      return key;
    },
    renew: () => {
      key = '';
    },
  };
};
