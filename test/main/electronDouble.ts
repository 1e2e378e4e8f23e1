/**
 * A double of Electron, of as much as the shell uses: it records what it is told and lets a test raise Electron's
 * events. Only the runtime is doubled; everything of this project runs as it is.
 */
import { EventEmitter } from 'node:events';
import type Electron from 'electron';
import type { ElectronParts } from '../../src/main/electronParts.ts';

type OpenHandler = (details: { url: string }) => { action: 'allow' | 'deny' };

export class ContentsDouble extends EventEmitter {
  openHandler: OpenHandler = () => ({ action: 'allow' });
  crashes = 0;
  setWindowOpenHandler(handler: OpenHandler): void {
    this.openHandler = handler;
  }
  forcefullyCrashRenderer(): void {
    this.crashes += 1;
    this.emit('render-process-gone', {}, { reason: 'killed', exitCode: 9 });
  }
}

export class WindowDouble extends EventEmitter {
  readonly webContents = new ContentsDouble();
  readonly loaded: string[] = [];
  readonly options: Electron.BrowserWindowConstructorOptions;
  bounds: Partial<Electron.Rectangle>;
  fullScreen = false;
  visible = false;
  focused = 0;
  minimized = false;
  /** What BrowserWindow's constructor is given. */
  constructor(options: Electron.BrowserWindowConstructorOptions) {
    super();
    this.options = options;
    const { x, y, width, height } = options;
    this.bounds = JSON.parse(JSON.stringify({ x, y, width, height }));
  }
  loadURL(url: string): Promise<void> {
    this.loaded.push(url);
    return Promise.resolve();
  }
  show(): void {
    this.visible = true;
  }
  showInactive(): void {
    this.visible = true;
  }
  focus(): void {
    this.focused += 1;
  }
  minimize(): void {
    this.minimized = true;
  }
  restore(): void {
    this.minimized = false;
  }
  isMinimized(): boolean {
    return this.minimized;
  }
  isFullScreen(): boolean {
    return this.fullScreen;
  }
  setBounds(bounds: Electron.Rectangle): void {
    if (this.fullScreen) throw new Error('a window in full screen keeps its bounds');
    this.bounds = bounds;
  }
  /** Leaving full screen is told a moment later, as the real one does. */
  setFullScreen(on: boolean): void {
    if (on === this.fullScreen) return;
    this.fullScreen = on;
    queueMicrotask(() => this.emit(on ? 'enter-full-screen' : 'leave-full-screen'));
  }
  /** As when somebody clicks the window's cross: true when it did close. */
  closeByHand(): boolean {
    let prevented = false;
    this.emit('close', { preventDefault: () => (prevented = true) });
    return !prevented;
  }
}

export const display = (id: number, traits: { internal: boolean; x: number }) => {
  const bounds = { x: traits.x, y: 0, width: 1920, height: 1080 };
  return { id, label: `display ${id}`, internal: traits.internal, bounds, workArea: bounds };
};

type Handler = (event: unknown, argument?: unknown) => unknown;

export const createElectronDouble = (displays: ReturnType<typeof display>[]) => {
  const windows: WindowDouble[] = [];
  const exits: number[] = [];
  const switches: [string, string][] = [];
  const errorBoxes: string[] = [];
  const questions: Electron.MessageBoxOptions[] = [];
  const blockers: string[] = [];
  const menus: unknown[] = [];
  const handlers = new Map<string, Handler>();
  const permissions: Record<string, (...args: unknown[]) => unknown> = {};
  const state = { lock: true, answer: 1, packaged: false, keyStore: 'gnome_libsecret', refuses: false };

  const app = Object.assign(new EventEmitter(), {
    getVersion: () => '1.2.3',
    getName: () => 'Lucky Draw Kiosk',
    getLocale: () => 'en-GB',
    getPath: () => '/profile',
    requestSingleInstanceLock: () => state.lock,
    whenReady: () => Promise.resolve(),
    exit: (code: number) => void exits.push(code),
    commandLine: { appendSwitch: (name: string, value: string) => void switches.push([name, value]) },
  });
  const screen = Object.assign(new EventEmitter(), {
    getAllDisplays: () => displays,
    getPrimaryDisplay: () => displays[0],
  });
  class BrowserWindow extends WindowDouble {
    constructor(options: Electron.BrowserWindowConstructorOptions) {
      super(options);
      windows.push(this);
      app.emit('web-contents-created', {}, this.webContents);
    }
    static fromWebContents(contents: unknown): WindowDouble | null {
      return windows.find((window) => window.webContents === contents) ?? null;
    }
  }
  const doubles = {
    app,
    screen,
    BrowserWindow,
    Menu: {
      buildFromTemplate: (template: unknown) => template,
      setApplicationMenu: (menu: unknown) => void menus.push(menu),
    },
    dialog: {
      showErrorBox: (_title: string, content: string) => void errorBoxes.push(content),
      showMessageBox: (_window: unknown, question: Electron.MessageBoxOptions) => {
        questions.push(question);
        return Promise.resolve({ response: state.answer, checkboxChecked: false });
      },
    },
    ipcMain: { handle: (channel: string, handler: Handler) => void handlers.set(channel, handler) },
    powerSaveBlocker: { start: (kind: string) => blockers.push(kind) },
    safeStorage: {
      isEncryptionAvailable: () => state.keyStore !== '',
      getSelectedStorageBackend: () => state.keyStore,
      // As the real one: what another key has locked, it refuses or gives back as nonsense.
      encryptString: (text: string) => {
        if (state.refuses) throw new Error('Error while encrypting the text provided to safeStorage.encryptString.');
        return Buffer.from(`${state.keyStore}:${text}`).map((byte) => byte ^ 0x5a);
      },
      decryptString: (locked: Buffer) => {
        const [name, text = ''] = Buffer.from(locked.map((byte) => byte ^ 0x5a))
          .toString()
          .split(':');
        if (name !== state.keyStore) throw new Error('Error while decrypting the ciphertext provided.');
        return text;
      },
    },
    session: {
      defaultSession: {
        setPermissionRequestHandler: (handler: Handler) => void (permissions['request'] = handler),
        setPermissionCheckHandler: (handler: Handler) => void (permissions['check'] = handler),
        setDevicePermissionHandler: (handler: Handler) => void (permissions['device'] = handler),
      },
    },
  };
  return {
    // The one place where the double stands in for the real types.
    parts: doubles as unknown as ElectronParts,
    app,
    screen,
    state,
    windows,
    exits,
    switches,
    errorBoxes,
    questions,
    blockers,
    menus,
    handlers,
    permissions,
    displays,
  };
};
