import { describe, expect, it } from 'vitest';
import type { RoomSelf } from '../../../src/contract/rooms/routes.ts';
import type { RoomPhase, RoomResult, RoomView } from '../../../src/contract/rooms/views.ts';
import type { Ticket } from '../../../src/renderer/common/storedTicket.ts';
import { firstPlaceOf, mergeTexts, sceneOf, secondsLeft, type Known } from '../../../src/renderer/room/roomState.ts';

const ticket: Ticket = {
  eventId: 'fair',
  token: 'token',
  drawNumber: 7,
  joinRound: null,
  joinedAt: 0,
  eventName: '',
  numberWidth: 3,
  wins: [],
  celebrated: [],
};
const self: RoomSelf = {
  person_id: 1,
  draw_number: 7,
  name: null,
  text: 'Moon River',
  state: 'shown',
  ready: false,
  voted: false,
  choices: [],
};
const result: RoomResult = { ballots: 0, texts: [], first: [], winner: null, tie_draw: null };
const viewOf = (phase: RoomPhase, more: Partial<RoomView> = {}): RoomView => ({
  protocol: 1,
  now: 0,
  room_id: 'K7QM2X',
  phase,
  gathering: phase === 'free' ? null : 'g1',
  number_width: 3,
  title: '',
  locked: false,
  holds_texts: false,
  choices: 1,
  closes_at: null,
  ballot: [],
  ballot_count: 0,
  result: phase === 'result' ? result : null,
  seal: null,
  participants: 0,
  ready: 0,
  voted: 0,
  people: [],
  bars: [],
  moderated: 0,
  ...more,
});
const stateOf = (known: Partial<Known>): string =>
  sceneOf({
    view: null,
    ticket,
    self: null,
    isAsked: true,
    removed: false,
    noRoom: false,
    offline: false,
    refusal: null,
    lastResult: null,
    ...known,
  }).state;

describe('what a phone shows of a room', () => {
  it('follows the room for somebody who is in it', () => {
    expect(stateOf({ view: viewOf('gathering'), self })).toBe('waiting');
    expect(stateOf({ view: viewOf('voting'), self })).toBe('voting');
    expect(stateOf({ view: viewOf('result'), self })).toBe('result');
    expect(stateOf({ view: viewOf('free') })).toBe('free');
  });

  it('puts no form before anybody until the host has said whether they are in', () => {
    expect(stateOf({})).toBe('loading');
    expect(stateOf({ view: viewOf('gathering'), isAsked: false })).toBe('loading');
    expect(stateOf({ view: viewOf('voting'), isAsked: false })).toBe('loading');
    expect(stateOf({ view: viewOf('acquired') })).toBe('writing');
    expect(stateOf({ view: viewOf('acquired'), ticket: null, isAsked: false })).toBe('writing');
  });

  it('says why somebody is not in', () => {
    expect(stateOf({ noRoom: true })).toBe('no_room');
    expect(stateOf({ view: viewOf('gathering', { locked: true }) })).toBe('locked');
    expect(stateOf({ view: viewOf('gathering'), refusal: 'room_full' })).toBe('full');
    expect(stateOf({ view: viewOf('gathering'), removed: true })).toBe('removed');
    expect(stateOf({ view: viewOf('voting'), removed: true })).toBe('removed');
    expect(stateOf({ view: viewOf('voting') })).toBe('late');
    expect(stateOf({ view: viewOf('gathering'), ticket: null, refusal: 'event_full' })).toBe('registration_closed');
  });

  it('shows the result to everybody, who is not in the room as well', () => {
    expect(stateOf({ view: viewOf('result'), removed: true })).toBe('result');
    expect(stateOf({ view: viewOf('result'), ticket: null, isAsked: false })).toBe('result');
  });
});

describe('the first place', () => {
  it('is nobody, a tie, or a winner', () => {
    expect(firstPlaceOf(result)).toEqual({ kind: 'nobody' });
    expect(firstPlaceOf({ ...result, first: [1, 3] })).toEqual({ kind: 'tie', ids: [1, 3] });
    expect(firstPlaceOf({ ...result, first: [2], winner: 2 })).toEqual({ kind: 'winner', id: 2, byDraw: false });
    expect(firstPlaceOf({ ...result, first: [1, 3], winner: 3, tie_draw: 'd' })).toEqual({
      kind: 'winner',
      id: 3,
      byDraw: true,
    });
  });
});

describe('the ballot', () => {
  const text = (text_id: number) => ({ text_id, text: `text ${text_id}`, name: null });
  it('holds each text once, in order', () => {
    expect(mergeTexts([text(1), text(2)], [text(2), text(3)])).toEqual([text(1), text(2), text(3)]);
  });
  it('closes at no second below zero', () => {
    expect(secondsLeft(10_000, 8_001)).toBe(2);
    expect(secondsLeft(10_000, 12_000)).toBe(0);
  });
});
