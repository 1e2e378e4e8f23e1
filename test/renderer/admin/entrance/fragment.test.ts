import { describe, expect, it } from 'vitest';
import { readFragment } from '../../../../src/renderer/admin/entrance/fragment.ts';

describe('the address bar', () => {
  it('brings one-time tokens, and nothing that is not one', () => {
    expect(readFragment('#setup=abc-DEF_1')).toEqual({ kind: 'setup', token: 'abc-DEF_1' });
    expect(readFragment('#ticket=t0k3n')).toEqual({ kind: 'ticket', token: 't0k3n' });
    for (const other of ['', '#prizes', '#setup=', '#ticket=a b', `#setup=${'x'.repeat(257)}`])
      expect(readFragment(other)).toEqual({ kind: 'none' });
  });
});
