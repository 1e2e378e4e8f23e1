import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readSecret, signatureHeaders } from '../../src/host/features/outbox/sinks/signature.ts';
import { PROJECT_DIR } from '../support/project.ts';

const SECRET = 'whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIz';
const OTHER = 'whsec_YWJjZGVmZ2hpamtsbW5vcHFyc3R1dnd4';

it('the receiver of docs/outbox.md takes what is genuine, and nothing else', async () => {
  const page = readFileSync(join(PROJECT_DIR, 'docs/outbox.md'), 'utf8');
  const source = /```js\n([\s\S]*?)```/.exec(page)?.[1] ?? '';
  // A module of its own, as a reader would have it.
  const { isGenuine } = (await import(`data:text/javascript,${encodeURIComponent(source)}`)) as {
    isGenuine: (secret: string, headers: Record<string, string>, body: string) => boolean;
  };
  const keys = [OTHER, SECRET].map(readSecret).filter((key) => key !== null);
  const body = '{"id":"1","data":"꽃"}';
  const headers = signatureHeaders(keys, { id: '1', at: Date.now(), body });
  expect(isGenuine(SECRET, headers, body)).toBe(true);
  expect(isGenuine(OTHER, headers, body)).toBe(true);
  expect(isGenuine('whsec_bm9ib2R5IGhhcyB0aGlzIG9uZSEhISEhISEh', headers, body)).toBe(false);
  expect(isGenuine(SECRET, headers, `${body} `)).toBe(false);
  expect(isGenuine(SECRET, { ...headers, 'webhook-id': '2' }, body)).toBe(false);
  expect(isGenuine(SECRET, signatureHeaders(keys, { id: '1', at: Date.now() - 600_000, body }), body)).toBe(false);
  expect(isGenuine(SECRET, {}, body)).toBe(false);
});
