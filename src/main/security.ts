import type Electron from 'electron';
import { ORIGIN_ARGUMENT } from '../contract/bridge.ts';

/** A page gets what a browser would give it, the bridge of the preload, and nothing of Node. */
export const webPreferences = (preload: string, origin: string): Electron.WebPreferences => ({
  preload,
  additionalArguments: [`${ORIGIN_ARGUMENT}${origin}`],
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  webviewTag: false,
  navigateOnDragDrop: false,
  spellcheck: false,
  // The reels turn on, even when another window covers the projector's for a moment.
  backgroundThrottling: false,
});

const originOf = (url: string): string | null => URL.parse(url)?.origin ?? null;

/** Pages stay on the host's origin, open no windows (the projector's is brought forward instead), embed nothing. */
export const guardContents = (
  contents: Electron.WebContents,
  { origin, openProjector }: { origin: string; openProjector: () => void },
): void => {
  const stay = (details: { readonly url: string; preventDefault: () => void }): void => {
    if (originOf(details.url) !== origin) details.preventDefault();
  };
  contents.on('will-navigate', stay);
  contents.on('will-frame-navigate', stay);
  contents.on('will-redirect', stay);
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    if (originOf(url) === origin && URL.parse(url)?.pathname === '/lottery') openProjector();
    return { action: 'deny' };
  });
};

/** No page needs the camera, the microphone, notifications, USB or anything else that asks. */
export const denyPermissions = (session: Electron.Session): void => {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
};

/** Whether a message comes from the main frame of a page of the host. */
export const isFromHost = (event: Electron.IpcMainInvokeEvent, origin: string): boolean =>
  event.senderFrame !== null && event.senderFrame.parent === null && event.senderFrame.origin === origin;
