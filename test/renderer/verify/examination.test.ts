import { describe, expect, it } from 'vitest';
import { checkNames } from '../../../src/core/fairness/verify.ts';
import { accept, refuse } from '../../../src/core/result.ts';
import type { DrawList, DrawSource } from '../../../src/renderer/verify/draws.ts';
import { examine, type Examination, type Subject } from '../../../src/renderer/verify/examination.ts';
import { memoryStorage } from '../common/memoryStorage.ts';
import { vectorNamed } from '../../core/fairness/vectors.ts';

const { proof } = vectorNamed('room and reserves');

const list: DrawList = {
  eventId: 'event',
  eventName: 'Fair',
  numberWidth: 3,
  draws: [],
  incidents: [],
  older: null,
  leftOut: [],
};
const source: DrawSource = {
  kind: 'host',
  list: async () => accept(list),
  load: async (id) => {
    if (id === 'away') return refuse('offline', 'The host does not answer.');
    return id === 'broken' ? accept('nonsense') : accept(proof);
  },
};

const steps = async (subject: Subject, signal = new AbortController().signal): Promise<Examination[]> => {
  const told: Examination[] = [];
  await examine(
    subject,
    source,
    () => list,
    memoryStorage(),
    (step) => told.push(step),
    signal,
  );
  return told;
};
const fileOf = (content: unknown): File => new File([JSON.stringify(content)], 'proof.json');

describe('examining a proof', () => {
  it('tells of each check in its order and ends with the verdict', async () => {
    const told = await steps({ drawId: 'draw' });
    expect(told[0]).toEqual({ state: 'reading' });
    expect(told.flatMap((step) => (step.state === 'checking' ? [step.current] : []))).toEqual(checkNames);
    expect(told.at(-1)).toMatchObject({ state: 'done', conclusion: { answer: 'fair' }, own: { state: 'no_ticket' } });
  });

  it('comes to the same verdict for a file', async () => {
    expect((await steps({ file: fileOf(proof) })).at(-1)).toMatchObject({
      state: 'done',
      conclusion: { answer: 'fair' },
    });
  });

  it('names what was changed', async () => {
    const cheated = { ...proof, room: proof.room.slice(1) };
    expect((await steps({ file: fileOf(cheated) })).at(-1)).toMatchObject({
      state: 'done',
      conclusion: { answer: 'unfair', failed: 'room' },
    });
  });

  it('says why there is nothing to check', async () => {
    expect((await steps({ drawId: 'away' })).at(-1)).toEqual({ state: 'unreachable', code: 'offline' });
    expect((await steps({ drawId: 'broken' })).at(-1)).toEqual({ state: 'unreadable', fault: 'wrong_file' });
    expect((await steps({ file: fileOf({ ...proof, v: 'ld3' }) })).at(-1)).toEqual({
      state: 'unreadable',
      fault: 'other_version',
    });
  });

  it('tells nothing more once it is ended, so that a new look is not overwritten', async () => {
    const look = new AbortController();
    const told: Examination[] = [];
    await examine(
      { drawId: 'draw' },
      source,
      () => list,
      memoryStorage(),
      (step) => {
        told.push(step);
        if (step.state === 'checking') look.abort();
      },
      look.signal,
    );
    expect(told.map(({ state }) => state)).toEqual(['reading', 'checking']);
  });
});
