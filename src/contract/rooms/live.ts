import type { HostRoomView, RoomView, ShownRoomView } from './views.ts';

export interface RoomsViews {
  room: RoomView;
  'room-host': HostRoomView;
  'shown-room': ShownRoomView;
}
