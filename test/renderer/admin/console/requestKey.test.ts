import { describe, expect, it } from 'vitest';
import { createRequestKey } from '../../../../src/renderer/admin/console/requestKey.ts';

describe('the key of a request', () => {
  const numbered = () => {
    let n = 0;
    return createRequestKey(() => `key-${++n}`);
  };

  it('keeps its key while the content is the same, so that a repetition is known', () => {
    const requestKey = numbered();
    expect(requestKey.keyFor({ name: 'a' })).toBe('key-1');
    expect(requestKey.keyFor({ name: 'a' })).toBe('key-1');
  });

  it('gets another key for another content, and after it was renewed', () => {
    const requestKey = numbered();
    requestKey.keyFor({ name: 'a' });
    expect(requestKey.keyFor({ name: 'b' })).toBe('key-2');
    requestKey.renew();
    expect(requestKey.keyFor({ name: 'b' })).toBe('key-3');
  });
});
