import type { CheckName } from '../../../core/fairness/verify.ts';
import type { PlainFacts } from '../experts/expertNumbers.ts';

const n = (count: number): string => count.toLocaleString('en');
const counted = (count: number, one: string, many: string): string => `${n(count)} ${count === 1 ? one : many}`;

/** A check in words. `passed` says what is known now, `failed` what is wrong. */
export interface CheckTexts {
  readonly title: string;
  readonly passed: (facts: PlainFacts) => string;
  readonly failed: string;
}

const mixedIn = (facts: PlainFacts): string => {
  const parts = [
    ...(facts.phones > 0 ? ['randomness from the phones'] : []),
    ...(facts.spoken === null ? [] : [`a word from the audience (“${facts.spoken}”)`]),
    ...(facts.beacon ? ['a public random beacon'] : []),
  ];
  if (parts.length === 0) {
    return facts.asksPhones
      ? 'Only randomness from the phones was announced, and no phone added any.'
      : 'No further randomness was announced, and none was added.';
  }
  return `Exactly what was announced was mixed in: ${parts.join(', ')}.`;
};

export const en = {
  title: 'The checks',
  passed: 'passed',
  failed: 'failed',
  skipped: 'not checked',
  pending: 'pending',
  running: 'being checked',
  skippedWhy: 'Not checked, because an earlier check failed.',
  byName: {
    version: {
      title: 'The proof itself',
      passed: () => 'Everything needed to draw again is there.',
      failed: 'Parts of the proof are missing or malformed.',
    },
    seal: {
      title: 'The sealed secret',
      passed: () => 'The secret that was revealed is the one that the seal had fixed. It could not be swapped.',
      failed: 'The secret that was revealed is not the one that the seal had fixed.',
    },
    entries: {
      title: 'The list of entries',
      passed: ({ entries }) =>
        `Nobody was added or removed after the announcement: ${counted(entries, 'entry', 'entries')}.`,
      failed: 'Somebody was added, removed or changed after the announcement.',
    },
    room: {
      title: 'The phones’ randomness',
      passed: ({ asksPhones, phones }) => {
        if (!asksPhones) return 'Phones were not asked for randomness in this draw.';
        return phones === 0
          ? 'Phones were asked for randomness; none added any.'
          : `${counted(phones, 'phone', 'phones')} added randomness, each exactly what it had promised beforehand.`;
      },
      failed: 'What the phones added was changed, left out or made up.',
    },
    entropy: {
      title: 'What was mixed in',
      passed: mixedIn,
      failed: 'Something other than announced was mixed in.',
    },
    delay: {
      title: 'The delay',
      passed: ({ delay }) =>
        delay === 0
          ? 'This draw was decided at once: there was no computation between the randomness and the result.'
          : `Between the randomness and the result there was a computation of ${counted(delay, 'step', 'steps')}, and it was carried out in full.`,
      failed: 'The computation between the randomness and the result was not carried out as announced.',
    },
    winners: {
      title: 'The winners',
      passed: ({ winners }) =>
        `Drawn again on this device, with the same result: ${counted(winners, 'winner', 'winners')}.`,
      failed: 'Drawn again on this device, other numbers win.',
    },
    reserves: {
      title: 'The reserves',
      passed: ({ reserves }) =>
        reserves === 0
          ? 'No reserves were drawn.'
          : `Also drawn again, with the same result: ${counted(reserves, 'reserve', 'reserves')}.`,
      failed: 'Drawn again on this device, other reserves follow.',
    },
    announcement: {
      title: 'The saved announcement',
      passed: () => 'It is the one that was saved before the draw.',
      failed: 'It is not the one that was saved before the draw.',
    },
    close: {
      title: 'The saved close',
      passed: () => 'What was mixed in is what was closed before the result.',
      failed: 'What was mixed in is not what was closed before the result.',
    },
  } satisfies Record<CheckName, CheckTexts>,
};

export type ChecksTexts = typeof en;
