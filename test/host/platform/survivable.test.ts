import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isSurvivable } from '../../../src/host/platform/survivable.ts';
import { BUGS, SURVIVED, systemError } from '../../support/uncaught.ts';

describe('an error that nobody caught', () => {
  it.each(SURVIVED)('%s of the system is survived', (code) => {
    expect(isSurvivable(systemError(code))).toBe(true);
  });

  it.each(BUGS)('%s ends the process', (_, error) => {
    expect(isSurvivable(error)).toBe(false);
  });

  it('ends the process where it is none, or one of the real file system', () => {
    expect(isSurvivable('text')).toBe(false);
    try {
      readFileSync('/nowhere/at/all');
    } catch (error) {
      expect(isSurvivable(error)).toBe(false);
    }
    expect.assertions(2);
  });
});
