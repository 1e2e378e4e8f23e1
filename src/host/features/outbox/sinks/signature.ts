import { createHmac } from 'node:crypto';

const PREFIX = 'whsec_';

/** The key in a secret of the Standard Webhooks convention: `whsec_` and 24 to 64 bytes in base64. Null: it is none. */
export const readSecret = (secret: string): Uint8Array | null => {
  const text = secret.startsWith(PREFIX) ? secret.slice(PREFIX.length) : '';
  const key = Buffer.from(text, 'base64');
  const isBase64 =
    /^[A-Za-z0-9+/]+={0,2}$/.test(text) && key.toString('base64').replace(/=+$/, '') === text.replace(/=+$/, '');
  return isBase64 && key.length >= 24 && key.length <= 64 ? key : null;
};

/**
 * The headers by which a receiver knows who sent a message, when, and that it is whole (standardwebhooks.com, symmetric
 * signatures `v1`). `keys`: several while one takes the place of another; each signs. `at`: ms since 1970.
 */
export const signatureHeaders = (
  keys: readonly Uint8Array[],
  message: { readonly id: string; readonly at: number; readonly body: string },
): Record<string, string> => {
  const timestamp = String(Math.floor(message.at / 1_000));
  const signed = `${message.id}.${timestamp}.${message.body}`;
  return {
    'webhook-id': message.id,
    'webhook-timestamp': timestamp,
    ...(keys.length > 0 && {
      'webhook-signature': keys
        .map((key) => `v1,${createHmac('sha256', key).update(signed).digest('base64')}`)
        .join(' '),
    }),
  };
};
