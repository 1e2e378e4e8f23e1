import { describe, expect, it } from 'vitest';
import { timeLeft } from '../../../../src/renderer/projector/scenes/armed/timeLeft.ts';

describe("the phones' time on the screen", () => {
  it('is whole at the announcement, half in the middle and gone at the end', () => {
    expect(timeLeft(1_000, 4_000, 1_000, false)).toEqual({ part: 1, ms: 3_000, easing: 'linear' });
    expect(timeLeft(1_000, 4_000, 2_500, false)).toMatchObject({ part: 0.5, ms: 1_500 });
    expect(timeLeft(1_000, 4_000, 9_000, false)).toMatchObject({ part: 0, ms: 0 });
  });

  it('is nothing where phones are not asked', () => {
    expect(timeLeft(1_000, 1_000, 1_000, false)).toMatchObject({ part: 0, ms: 0 });
  });

  it('never begins with more than the whole after a restart of the host or with a clock that is behind', () => {
    expect(timeLeft(10_000, 13_000, 9_000, false)).toMatchObject({ part: 1, ms: 4_000 });
  });

  it('goes second by second in calm mode', () => {
    expect(timeLeft(0, 3_000, 500, true).easing).toBe('steps(3)');
    expect(timeLeft(0, 3_000, 3_000, true).easing).toBe('steps(1)');
  });
});
