import type { Paths } from '../shared/spec.ts';

export const roomsPaths = {
  acquireRoom: ['GET', '/api/rooms'],
  roomAcquired: ['GET', '/api/rooms/:room_id/acquired'],
  // Of a participant, with the session token that registering gave.
  participate: ['PATCH', '/api/rooms/:room_id/participate'],
  roomSelf: ['GET', '/api/rooms/:room_id/me'],
  changeRoomSelf: ['PATCH', '/api/rooms/:room_id/me'],
  vote: ['PUT', '/api/rooms/:room_id/vote'],
  roomTexts: ['GET', '/api/rooms/:room_id/texts'],
  // Of the host, with the host token.
  startVoting: ['PATCH', '/api/rooms/:room_id/start'],
  closeVoting: ['PATCH', '/api/rooms/:room_id/close'],
  releaseRoom: ['PATCH', '/api/rooms/:room_id/release'],
  changeRoom: ['PATCH', '/api/rooms/:room_id'],
  roomPeople: ['GET', '/api/rooms/:room_id/people'],
  moderatePerson: ['PATCH', '/api/rooms/:room_id/people/:person_id'],
  removePerson: ['DELETE', '/api/rooms/:room_id/people/:person_id'],
  breakTie: ['POST', '/api/rooms/:room_id/tie-break'],
  // Of the organiser.
  rooms: ['GET', '/api/luckydraw/admin/rooms'],
  renewHostToken: ['POST', '/api/luckydraw/admin/rooms/:room_id/token'],
  showRoom: ['PUT', '/api/luckydraw/admin/rooms/:room_id/projector'],
  roomArchive: ['GET', '/api/luckydraw/admin/:event_id/rooms'],
} as const satisfies Paths;
