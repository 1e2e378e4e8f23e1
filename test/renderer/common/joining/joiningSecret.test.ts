import { describe, expect, it } from 'vitest';
import { createJoiningSecret } from '../../../../src/renderer/common/joining/joiningSecret.ts';
import { memoryStorage } from '../memoryStorage.ts';

describe('the secret of a joining', () => {
  it('is 256 random bits, the same for the same key, also after a reload', () => {
    const storage = memoryStorage();
    const chainSecret = createJoiningSecret(storage).secretFor('key');
    expect(chainSecret).toMatch(/^[0-9a-f]{64}$/);
    expect(createJoiningSecret(storage).secretFor('key')).toBe(chainSecret);
    expect(createJoiningSecret(storage).secretFor('another key')).not.toBe(chainSecret);
    expect(createJoiningSecret(memoryStorage()).secretFor('key')).not.toBe(chainSecret);
  });

  it('stays what this tab has sent, whatever another tab with the same key stores', () => {
    const storage = memoryStorage();
    const [one, other] = [createJoiningSecret(storage), createJoiningSecret(storage)];
    const sent = one.secretFor('key');
    other.secretFor('another key');
    expect(one.secretFor('key')).toBe(sent);
  });
});
