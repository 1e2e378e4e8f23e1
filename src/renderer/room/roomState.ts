/** What a person's phone shows of a room: pure, from what it knows. */
import type { RoomSelf } from '../../contract/rooms/routes.ts';
import type { BallotText, RoomResult, RoomView } from '../../contract/rooms/views.ts';
import type { CallError } from '../common/api.ts';
import type { Ticket } from '../common/storedTicket.ts';

export interface Known {
  readonly view: RoomView | null;
  readonly ticket: Ticket | null;
  /** Null: not in the room. */
  readonly self: RoomSelf | null;
  /** The host was asked whether this phone is in the room, for this use of the room. */
  readonly isAsked: boolean;
  readonly removed: boolean;
  readonly noRoom: boolean;
  readonly offline: boolean;
  /** Why there is no number yet. */
  readonly refusal: CallError | null;
  /** The result of the room that was released while this page was open. */
  readonly lastResult: RoomResult | null;
}

export type Scene =
  | { readonly state: 'loading' | 'no_room' | 'locked' | 'full' | 'removed' | 'registration_closed' | 'late' }
  | { readonly state: 'free'; readonly lastResult: RoomResult | null }
  | { readonly state: 'writing'; readonly view: RoomView }
  | { readonly state: 'waiting'; readonly view: RoomView; readonly self: RoomSelf }
  | { readonly state: 'voting'; readonly view: RoomView; readonly self: RoomSelf }
  | { readonly state: 'result'; readonly view: RoomView; readonly self: RoomSelf | null; readonly result: RoomResult };

const withoutSelf = ({ view, isAsked, ticket, refusal }: Known & { readonly view: RoomView }): Scene => {
  // Whether this phone is in the room is known when the host has said so; until then no form is put before anybody.
  if (ticket !== null && !isAsked) return { state: 'loading' };
  if (view.phase === 'voting') return { state: 'late' };
  if (view.locked) return { state: 'locked' };
  if (refusal === 'room_full') return { state: 'full' };
  if (ticket === null && (refusal === 'registration_closed' || refusal === 'event_full')) {
    return { state: 'registration_closed' };
  }
  return { state: 'writing', view };
};

export const sceneOf = (known: Known): Scene => {
  const { view, self } = known;
  if (known.noRoom) return { state: 'no_room' };
  if (view === null) return { state: 'loading' };
  if (view.phase === 'free') return { state: 'free', lastResult: known.lastResult };
  if (view.phase === 'result') {
    return view.result ? { state: 'result', view, self, result: view.result } : { state: 'loading' };
  }
  if (known.removed) return { state: 'removed' };
  if (self === null) return withoutSelf({ ...known, view });
  return { state: view.phase === 'voting' ? 'voting' : 'waiting', view, self };
};

/** How the first place of a result stands. */
export type FirstPlace =
  | { readonly kind: 'nobody' }
  | { readonly kind: 'winner'; readonly id: number; readonly byDraw: boolean }
  | { readonly kind: 'tie'; readonly ids: readonly number[] };

export const firstPlaceOf = ({ first, winner, tie_draw }: RoomResult): FirstPlace => {
  if (winner !== null) return { kind: 'winner', id: winner, byDraw: tie_draw !== null };
  return first.length === 0 ? { kind: 'nobody' } : { kind: 'tie', ids: first };
};

/** Whole seconds until the vote closes by itself, never below zero. */
export const secondsLeft = (closesAt: number, now: number): number => Math.max(0, Math.ceil((closesAt - now) / 1_000));

/** The texts of both lists in their order, each once. */
export const mergeTexts = (known: readonly BallotText[], more: readonly BallotText[]): readonly BallotText[] => {
  const ids = new Set(known.map(({ text_id }) => text_id));
  return [...known, ...more.filter(({ text_id }) => !ids.has(text_id))];
};
