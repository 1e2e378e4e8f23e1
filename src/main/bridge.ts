import type Electron from 'electron';
import { BRIDGE_CHANNELS, type Bridge, type DisplayInfo } from '../contract/bridge.ts';
import { readDisplays } from './displays.ts';
import type { ElectronParts } from './electronParts.ts';
import type { Projector } from './projector.ts';
import { isFromHost } from './security.ts';

/** Answers the preload's calls; whoever is not a page of the host is refused. */
export const serveBridge = ({
  electron: { BrowserWindow, ipcMain, screen },
  origin,
  projector,
  quit,
}: {
  electron: Pick<ElectronParts, 'BrowserWindow' | 'ipcMain' | 'screen'>;
  origin: string;
  projector: Projector;
  quit: () => void;
}): void => {
  const answer = (
    name: keyof Bridge,
    act: (event: Electron.IpcMainInvokeEvent, argument: unknown) => DisplayInfo[] | void,
  ): void =>
    ipcMain.handle(BRIDGE_CHANNELS[name], (event, argument: unknown) => {
      if (!isFromHost(event, origin)) throw new Error('Only the pages of this app may ask that.');
      return act(event, argument);
    });

  answer('displays', () => {
    const projectorId = projector.display()?.id;
    return readDisplays(screen).map(({ id, label, bounds, primary }) => ({
      id,
      label,
      width: bounds.width,
      height: bounds.height,
      primary,
      projector: id === projectorId,
    }));
  });
  answer('moveProjector', (_event, displayId) => {
    if (typeof displayId !== 'number' || !projector.moveTo(displayId)) throw new Error('There is no such display.');
  });
  answer('setFullScreen', (event, on) => {
    if (typeof on !== 'boolean') throw new Error('Full screen is on or off.');
    BrowserWindow.fromWebContents(event.sender)?.setFullScreen(on);
  });
  answer('quit', quit);
};
