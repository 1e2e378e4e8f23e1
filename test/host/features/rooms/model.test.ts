import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Answer } from '../../../support/client.ts';
import { openHost } from '../../../support/host.ts';
import { acquire, joinEvent, type Guest } from './testRoom.ts';

const GUESTS = 4;

/** A room as simply as it can be said: what each answer must be, and what is counted in the end. */
interface Model {
  phase: 'gathering' | 'voting' | 'result' | 'free';
  holds: boolean;
  locked: boolean;
  readonly people: { readonly guest: number; shown: boolean; removed: boolean; vote: readonly number[] | null }[];
}

type Step =
  | { readonly kind: 'join' | 'self'; readonly guest: number }
  | { readonly kind: 'vote'; readonly guest: number; readonly choices: readonly number[] }
  | { readonly kind: 'moderate'; readonly person: number; readonly shown: boolean }
  | { readonly kind: 'remove'; readonly person: number }
  | { readonly kind: 'set'; readonly holds: boolean; readonly locked: boolean }
  | { readonly kind: 'start' | 'close' | 'release' | 'reopen' };

const guest = fc.nat({ max: GUESTS - 1 });
const person = fc.integer({ min: 1, max: GUESTS });
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ kind: fc.constant('join' as const), guest }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('self' as const), guest }) },
  {
    weight: 10,
    arbitrary: fc.record({
      kind: fc.constant('vote' as const),
      guest,
      choices: fc.uniqueArray(person, { minLength: 1, maxLength: 2 }),
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('moderate' as const), person, shown: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('remove' as const), person }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('set' as const), holds: fc.boolean(), locked: fc.boolean() }) },
  { weight: 4, arbitrary: fc.constantFrom<Step>({ kind: 'start' }, { kind: 'start' }, { kind: 'close' }) },
  { weight: 1, arbitrary: fc.constantFrom<Step>({ kind: 'release' }, { kind: 'reopen' }) },
);

const find = (model: Model, who: number) => model.people.find((one) => one.guest === who);

const joining = (model: Model, who: number): string | null => {
  const known = find(model, who);
  if (model.phase === 'free') return 'room_not_acquired';
  if (known) return known.removed ? 'removed_from_room' : 'already_participating';
  if (model.phase !== 'gathering') return 'room_has_started';
  if (model.locked) return 'room_locked';
  model.people.push({ guest: who, shown: !model.holds, removed: false, vote: null });
  return null;
};

const voting = (model: Model, who: number, choices: readonly number[]): string | null => {
  const known = find(model, who);
  if (model.phase === 'free') return 'room_not_acquired';
  if (!known) return 'not_in_room';
  if (known.removed) return 'removed_from_room';
  if (model.phase !== 'voting') return 'not_voting';
  if (!choices.every((id) => model.people[id - 1]?.shown)) return 'not_on_ballot';
  known.vote = choices;
  return null;
};

/** Of the host, whose token is worth nothing once the room is released. */
const hosting = (model: Model, one: Step): string | null => {
  if (model.phase === 'free') return 'unauthorized';
  if (one.kind === 'moderate' || one.kind === 'remove') {
    const known = model.people[one.person - 1];
    if (!known || known.removed) return 'person_not_found';
    if (model.phase === 'result') return 'room_has_started';
    known.shown = one.kind === 'moderate' && one.shown;
    known.removed = one.kind === 'remove';
  } else if (one.kind === 'set') {
    if (model.phase === 'result') return 'room_has_started';
    model.holds = one.holds;
    model.locked = one.locked;
  } else if (one.kind === 'start') {
    if (model.phase !== 'gathering') return 'room_has_started';
    if (!model.people.some(({ shown }) => shown)) return 'room_empty';
    model.phase = 'voting';
  } else if (one.kind === 'close') {
    if (model.phase !== 'voting') return 'not_voting';
    model.phase = 'result';
  } else model.phase = 'free';
  return null;
};

/** Each text on the ballot with its votes, in the order of the texts. */
const countOf = (model: Model): [number, number][] =>
  model.people.flatMap(({ shown }, index): [number, number][] =>
    shown ? [[index + 1, model.people.filter(({ vote }) => vote?.includes(index + 1)).length]] : [],
  );

it('a room does what its rules say, whatever is done in whatever order, restarts included', async () => {
  let open = await openHost();
  const guests: readonly Guest[] = await joinEvent(open, GUESTS);
  const guestAt = (index: number): Guest => guests[index] ?? { token: '', number: 0 };

  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 8, maxLength: 40 }), async (steps) => {
      const model: Model = { phase: 'gathering', holds: false, locked: false, people: [] };
      let room = await acquire(open);
      await room.set({ choices: 2 });
      const act = async (one: Step): Promise<[Pick<Answer<'health'>, 'code'>, string | null]> => {
        switch (one.kind) {
          case 'join':
            return [await room.participate(guestAt(one.guest), `Of ${one.guest}`), joining(model, one.guest)];
          case 'vote':
            return [await room.vote(guestAt(one.guest), ...one.choices), voting(model, one.guest, one.choices)];
          case 'self': {
            const answer = await room.self(guestAt(one.guest));
            const known = find(model, one.guest);
            if (model.phase === 'free') return [answer, 'room_not_acquired'];
            if (!known || known.removed) return [answer, known ? 'removed_from_room' : 'not_in_room'];
            expect(answer.data).toMatchObject({ voted: known.vote !== null });
            const choices = model.phase === 'voting' ? (known.vote ?? []) : [];
            expect(answer.data.choices).toEqual(choices.toSorted((a, b) => a - b));
            return [answer, null];
          }
          case 'moderate':
            return [await room.moderate(one.person, one.shown), hosting(model, one)];
          case 'remove':
            return [await room.remove(one.person), hosting(model, one)];
          case 'set':
            return [await room.set({ holds_texts: one.holds, locked: one.locked }), hosting(model, one)];
          case 'reopen':
            open = await open.reopen();
            room = room.in(open);
            return [await open.call('health', {}), null];
          case 'start':
          case 'close':
          case 'release':
            return [await room[one.kind](), hosting(model, one)];
        }
      };
      for (const one of steps) {
        const [answer, expected] = await act(one);
        expect(answer.code, JSON.stringify(one)).toBe(expected);
      }

      if (model.phase === 'free') return;
      if (model.phase === 'voting') await act({ kind: 'close' });
      if (model.phase === 'result') {
        const { texts } = (await room.texts()).data;
        const counted = texts.map(({ text_id, votes }) => [text_id, votes]);
        expect(counted.toSorted(([a = 0], [b = 0]) => (a ?? 0) - (b ?? 0))).toEqual(countOf(model));
      }
      expect((await room.people()).data.total_count).toBe(model.people.filter(({ removed }) => !removed).length);
      await room.release();
    }),
    { numRuns: 40 },
  );
  await open.close();
});
