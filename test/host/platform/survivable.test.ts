import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isSurvivable } from '../../../src/host/platform/survivable.ts';

const systemError = (code: string): Error => Object.assign(new Error(code), { code, errno: -1, syscall: 'open' });

describe('an error that nobody caught', () => {
  it.each(['EMFILE', 'ENOBUFS', 'ECONNRESET', 'EPIPE'])('%s of the system is survived', (code) => {
    expect(isSurvivable(systemError(code))).toBe(true);
  });

  it('ends the process where it is a bug, or says that something is not there', () => {
    expect(isSurvivable(new TypeError('x is not a function'))).toBe(false);
    expect(isSurvivable(Object.assign(new Error('mine'), { code: 'EMFILE' }))).toBe(false);
    expect(isSurvivable('text')).toBe(false);
    try {
      readFileSync('/nowhere/at/all');
    } catch (error) {
      expect(isSurvivable(error)).toBe(false);
    }
    expect.assertions(4);
  });
});
