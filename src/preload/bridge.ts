import type { ContextBridge, IpcRenderer } from 'electron';
import { BRIDGE_CHANNELS, ORIGIN_ARGUMENT, type Bridge } from '../contract/bridge.ts';

/** Gives a page of the host the bridge, function by function; a page of anybody else gets nothing. */
export const exposeBridge = ({
  contextBridge,
  ipcRenderer,
  argv,
  origin,
}: {
  contextBridge: Pick<ContextBridge, 'exposeInMainWorld'>;
  ipcRenderer: Pick<IpcRenderer, 'invoke'>;
  argv: readonly string[];
  origin: string;
}): void => {
  if (!argv.includes(`${ORIGIN_ARGUMENT}${origin}`)) return;
  const bridge: Bridge = {
    displays: () => ipcRenderer.invoke(BRIDGE_CHANNELS.displays),
    moveProjector: (displayId) => ipcRenderer.invoke(BRIDGE_CHANNELS.moveProjector, displayId),
    setFullScreen: (on) => ipcRenderer.invoke(BRIDGE_CHANNELS.setFullScreen, on),
    quit: () => ipcRenderer.invoke(BRIDGE_CHANNELS.quit),
  };
  contextBridge.exposeInMainWorld('luckyDrawBridge', bridge);
};
