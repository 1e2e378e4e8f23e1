import type { CrowdNews } from './crowd.ts';
import type { LiveRoom } from './liveRoom.ts';

/** What happens in rooms, told after its commit. */
export interface RoomListener {
  crowd(room: LiveRoom, news: CrowdNews): void;
  /** Settings, texts shown or hidden, somebody removed. */
  changed(room: LiveRoom): void;
  started(room: LiveRoom): void;
  closed(room: LiveRoom): void;
  tieBroken(room: LiveRoom): void;
  /** It has no host any more; or it has one now. */
  turnedOver(roomId: string): void;
  /** Another room is on the projector, or none. */
  shown(): void;
}
