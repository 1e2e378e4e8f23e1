import { describe, expect, expectTypeOf, it } from 'vitest';
import type { ViewOf } from '../../../src/contract/events.ts';
import { ROOM_LIMITS } from '../../../src/contract/rooms/limits.ts';
import { roomsPaths } from '../../../src/contract/rooms/paths.ts';
import { roomsRoutes } from '../../../src/contract/rooms/routes.ts';
import { SHOWN_ROOM_KEY, type PublicRoom, type RoomFeedMessage } from '../../../src/contract/rooms/views.ts';

describe('the views of rooms', () => {
  it('show everybody the same room, on phones and on the projector', () => {
    expectTypeOf<ViewOf['room']>().toExtend<PublicRoom>();
    expectTypeOf<ViewOf['shown-room']['room']>().toEqualTypeOf<PublicRoom | null>();
    expectTypeOf<ViewOf['room-host']>().toExtend<ViewOf['room']>();
  });

  it('keep the key of the projector apart from every code of a room', () => {
    expect(SHOWN_ROOM_KEY).toMatch(/^[a-z]+$/);
    expect(ROOM_LIMITS.codeAlphabet).toMatch(/^[2-9A-Z]+$/);
    expect(ROOM_LIMITS.codeAlphabet).not.toMatch(/[01ILO]/);
  });

  it('name the room in every message to other programs', () => {
    expectTypeOf<RoomFeedMessage['room_id']>().toEqualTypeOf<string>();
  });
});

describe('the routes of rooms', () => {
  it('are all described, and ask for a scope each', () => {
    expect(Object.keys(roomsRoutes).sort()).toEqual(Object.keys(roomsPaths).sort());
  });
});
