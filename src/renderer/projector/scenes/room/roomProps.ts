import type { PublicRoom, ShownRoomView } from '../../../../contract/rooms/views.ts';
import type { SceneProps } from '../../scene.ts';

/** What the parts of a room's scene are given. */
export interface RoomProps extends SceneProps {
  readonly now: ShownRoomView;
  readonly shown: PublicRoom;
}
