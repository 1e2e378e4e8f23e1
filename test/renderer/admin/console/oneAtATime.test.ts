import { describe, expect, it } from 'vitest';
import { createOneAtATime } from '../../../../src/renderer/admin/console/oneAtATime.ts';

/** A request that is answered when the test says so. */
const openRequest = <T>() => {
  let answer: (value: T) => void = () => {};
  const promise = new Promise<T>((resolve) => {
    answer = resolve;
  });
  return { promise, answer };
};

const watched = () => {
  const busy: boolean[] = [];
  return { busy, run: createOneAtATime((now) => busy.push(now)) };
};

describe('a button that sends a request', () => {
  it('is busy until the answer is there, and gives the answer', async () => {
    const { busy, run } = watched();
    const request = openRequest<string>();
    const answer = run(() => request.promise);
    expect(busy).toEqual([true]);
    request.answer('done');
    expect(await answer).toBe('done');
    expect(busy).toEqual([true, false]);
  });

  it('does not send a second request while the first is under way', async () => {
    const { busy, run } = watched();
    const { promise, answer } = openRequest<number>();
    let sent = 0;
    const send = (): Promise<number> => {
      sent += 1;
      return promise;
    };
    const first = run(send);
    expect(await run(send)).toBeNull();
    answer(7);
    expect(await first).toBe(7);
    expect(sent).toBe(1);
    expect(busy).toEqual([true, false]);
  });

  it.each([
    ['is rejected', () => Promise.reject(new Error('broken'))],
    [
      'throws before it is sent',
      (): Promise<never> => {
        throw new Error('broken');
      },
    ],
  ])('is not stuck when the request %s', async (_, broken) => {
    const { busy, run } = watched();
    await expect(run(broken)).rejects.toThrow('broken');
    expect(busy).toEqual([true, false]);
    expect(await run(() => Promise.resolve('again'))).toBe('again');
    expect(busy).toEqual([true, false, true, false]);
  });
});
