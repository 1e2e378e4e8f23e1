import type Electron from 'electron';

/** What the desktop shell uses of Electron. It is handed in, so that tests run without the runtime. */
export interface ElectronParts {
  readonly app: Electron.App;
  readonly BrowserWindow: typeof Electron.BrowserWindow;
  readonly Menu: Pick<typeof Electron.Menu, 'buildFromTemplate' | 'setApplicationMenu'>;
  readonly dialog: Pick<Electron.Dialog, 'showErrorBox' | 'showMessageBox'>;
  readonly ipcMain: Pick<Electron.IpcMain, 'handle'>;
  readonly powerSaveBlocker: Pick<Electron.PowerSaveBlocker, 'start'>;
  readonly safeStorage: Pick<
    Electron.SafeStorage,
    'isEncryptionAvailable' | 'getSelectedStorageBackend' | 'encryptString' | 'decryptString'
  >;
  readonly screen: Electron.Screen;
  readonly session: { readonly defaultSession: Electron.Session };
}
