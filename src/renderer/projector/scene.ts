/** What a scene of the projector is. Each has a folder under `scenes/` and a line in `scenes.ts`. */
import type { ComponentType } from 'react';
import type { ShownLotteryView } from '../../contract/lotteries/live.ts';
import type { ShownRoomView } from '../../contract/rooms/views.ts';
import type { ReelsReport } from '../../contract/stage/live.ts';
import type { DisplayView } from '../../contract/stage/views.ts';
import type { Language } from '../common/language.ts';
import type { Screen } from './measure.ts';
import type { Sound } from './sound.ts';

/** What the organiser has put on the projector, besides the stage; null where the host has no such feature. */
export interface Shown {
  readonly lottery: ShownLotteryView | null;
  readonly room: ShownRoomView | null;
}

/** What every scene is given. */
export interface SceneProps extends Shown {
  readonly view: DisplayView;
  readonly language: Language;
  readonly screen: Screen;
  /** Fades instead of movement, no flashes. */
  readonly calm: boolean;
  /** A silent copy inside the admin's page. */
  readonly mirror: boolean;
  /** The host's clock, ms since 1970. */
  readonly hostNow: () => number;
  /** Null where this screen is silent. */
  readonly sound: Sound | null;
  /** To be called at the moment of a reveal, once a draw. */
  readonly onReveal: () => void;
  /** To be called from a frame that shows reels: the phones are told the result when they stand. */
  readonly tellReels: (report: ReelsReport) => void;
}

export interface Scene {
  /**
   * What of the view this scene shows, as a text that stays the same as long as the scene goes on, and is another one when
   * it begins anew: with another draw, for instance. Null where the view is not for this scene.
   */
  readonly subjectOf: (view: DisplayView, shown: Shown) => string | null;
  readonly Component: ComponentType<SceneProps>;
  /** The scene in words, for those who listen; an empty text says nothing. */
  readonly announce: (view: DisplayView, language: Language, shown: Shown) => string;
}
