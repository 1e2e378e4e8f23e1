/**
 * What the desktop app's preload offers to its own windows, and nothing more: what a browser cannot do. Everything
 * else goes over HTTP and Socket.IO, as for every screen.
 */
export interface DisplayInfo {
  readonly id: number;
  readonly label: string;
  readonly width: number;
  readonly height: number;
  readonly primary: boolean;
  /** The projector window is on this one. */
  readonly projector: boolean;
}

export interface Bridge {
  /** The displays of this machine, the projector's marked. */
  displays(): Promise<DisplayInfo[]>;
  /** Move the projector window, full screen, to the display with this id. */
  moveProjector(displayId: number): Promise<void>;
  /** Full screen of the window that asks, on or off. */
  setFullScreen(on: boolean): Promise<void>;
  quit(): Promise<void>;
}

/** IPC channel of each bridge function. */
export const BRIDGE_CHANNELS = {
  displays: 'bridge:displays',
  moveProjector: 'bridge:move-projector',
  setFullScreen: 'bridge:set-full-screen',
  quit: 'bridge:quit',
} as const satisfies Record<keyof Bridge, string>;

/** The preload finds the host's origin behind this argument, and gives the bridge to pages of that origin only. */
export const ORIGIN_ARGUMENT = '--luckydraw-origin=';

declare global {
  /** Present in the desktop app's windows only. */
  var luckyDrawBridge: Bridge | undefined;
}
