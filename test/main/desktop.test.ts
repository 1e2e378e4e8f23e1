import { EventEmitter } from 'node:events';
import { resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { BRIDGE_CHANNELS } from '../../src/contract/bridge.ts';
import type { Host, HostConfig, HostServices } from '../../src/host/createHost.ts';
import { runDesktop } from '../../src/main/desktop.ts';
import { BUGS, SURVIVED, systemError } from '../support/uncaught.ts';
import { createElectronDouble, display, type WindowDouble } from './electronDouble.ts';

const ORIGIN = 'http://127.0.0.1:8081';
const PANEL = display(1, { internal: true, x: 0 });
const PROJECTOR = display(2, { internal: false, x: 1920 });
const OTHER = display(3, { internal: false, x: 3840 });

const start = async (
  given: {
    displays?: ReturnType<typeof display>[];
    argv?: string[];
    variables?: Record<string, string>;
    platform?: NodeJS.Platform;
    lock?: boolean;
    failWith?: Error;
    keyStore?: string;
    refuses?: boolean;
  } = {},
) => {
  const electron = createElectronDouble(given.displays ?? [PANEL, PROJECTOR]);
  electron.state.lock = given.lock ?? true;
  electron.state.keyStore = given.keyStore ?? electron.state.keyStore;
  electron.state.refuses = given.refuses ?? false;
  const configs: HostConfig[] = [];
  const keepers: HostServices['keeper'][] = [];
  const show = { running: false, closed: 0 };
  let tickets = 0;
  const host: Host = {
    port: 8081,
    url: ORIGIN,
    joinUrl: () => 'http://192.168.0.2:8081/',
    eventId: 'e1',
    setupUrl: () => null,
    issueTicket: () => `ticket-${(tickets += 1)}`,
    isShowRunning: () => show.running,
    close: () => {
      show.closed += 1;
      return Promise.resolve();
    },
  };
  const written = { stdout: '', stderr: '' };
  const process = Object.assign(new EventEmitter(), {
    platform: given.platform ?? 'linux',
    stdout: { write: (text: string) => (written.stdout += text) },
    stderr: Object.assign(new EventEmitter(), { write: (text: string) => (written.stderr += text) }),
  });
  await runDesktop({
    electron: electron.parts,
    startHost: (config, { keeper }) => {
      configs.push(config);
      keepers.push(keeper);
      return given.failWith === undefined ? Promise.resolve(host) : Promise.reject(given.failWith);
    },
    argv: given.argv ?? [],
    variables: given.variables ?? {},
    pagesDir: '/app/out',
    process: process as unknown as NodeJS.Process,
  });
  const find = (path: string): WindowDouble | undefined =>
    electron.windows.findLast(({ loaded }) => loaded[0]?.startsWith(`${ORIGIN}${path}#`));
  const windowAt = (path: string): WindowDouble => {
    const window = find(path);
    if (window === undefined) throw new Error(`no window at ${path}`);
    return window;
  };
  return {
    ...electron,
    configs,
    keepers,
    show,
    written,
    process,
    get projector() {
      return windowAt('/lottery');
    },
    get admin() {
      return windowAt('/lottery/admin');
    },
  };
};

const eventFor = (url: string) => {
  const event = { url, prevented: false, preventDefault: () => (event.prevented = true) };
  return event;
};

describe('the desktop app', () => {
  it('starts the host on the next free port with its data in the profile, and opens both windows logged in', async () => {
    const { configs, projector, admin, exits } = await start();
    expect(configs).toEqual([
      {
        port: 8080,
        host: '0.0.0.0',
        dataDir: resolve('/profile/data'),
        adminPassword: null,
        publicUrl: null,
        logLevel: 'info',
        registrationLimit: 6000,
        trustProxy: [],
        without: [],
        outboxFile: null,
        webhookUrl: [],
        webhookSecret: [],
        kafkaBrokers: [],
        smsGateway: null,
        outboxKeep: 100_000,
        roomTimeout: 3_600,
        pagesDir: '/app/out',
        tryNextPorts: true,
      },
    ]);
    expect(projector.loaded).toEqual([`${ORIGIN}/lottery#ticket=ticket-1`]);
    expect(admin.loaded).toEqual([`${ORIGIN}/lottery/admin#ticket=ticket-2`]);
    expect(exits).toEqual([]);
  });

  it("gives the host the system's key store, which opens what it has locked and nothing else", async () => {
    const { keepers, state } = await start({ keyStore: 'kwallet5' });
    const [keeper] = keepers;
    expect(keeper?.name).toBe('kwallet5');
    const secret = Uint8Array.from({ length: 32 }, (_, index) => 255 - index);
    const locked = keeper?.lock(secret) ?? Buffer.of();
    expect(Buffer.from(locked).includes(Buffer.from(secret))).toBe(false);
    expect(Uint8Array.from(keeper?.unlock(locked) ?? [])).toEqual(secret);
    expect(keeper?.unlock(Buffer.from('of another machine'))).toBeNull();
    // A wrong key that the system does not notice.
    expect(keeper?.unlock(Buffer.from('kwallet5:no hex').map((byte) => byte ^ 0x5a))).toBeNull();
    state.keyStore = 'gnome_libsecret';
    expect(keeper?.unlock(locked)).toBeNull();
  });

  it.each([
    ['there is none', { keyStore: '' }, 0],
    ['Linux only obscures', { keyStore: 'basic_text' }, 0],
    ['it is there and refuses', { refuses: true }, 0],
    ['only Linux has kinds of it', { keyStore: 'basic_text', platform: 'win32' as const }, 1],
  ])('gives it where it is one: %s', async (_, given, count) => {
    const { keepers, exits } = await start(given);
    expect(keepers.filter((keeper) => keeper !== null)).toHaveLength(count);
    expect([keepers.length, exits]).toEqual([1, []]);
  });

  it("takes the host's flags beside the runtime's own, and variables", async () => {
    const { configs } = await start({
      argv: ['--no-sandbox', '--port', '9000'],
      variables: { LUCKYDRAW_DATA_DIR: '/elsewhere' },
    });
    expect(configs[0]).toMatchObject({ port: 9000, dataDir: resolve('/elsewhere') });
  });

  it('ends with 2 and one line for a bad flag, without starting anything', async () => {
    const { exits, written, configs, windows } = await start({ argv: ['--port', 'x'] });
    expect(exits).toEqual([2]);
    expect(written.stderr).toMatch(/^error: --port [^\n]+\n$/);
    expect([configs, windows]).toEqual([[], []]);
  });

  it('says why the host cannot start in a box and on stderr, and ends with 1', async () => {
    const { exits, errorBoxes, written, windows } = await start({ failWith: new Error('Port 8080 is taken.') });
    expect(errorBoxes).toEqual(['Port 8080 is taken.']);
    expect(written.stderr).toBe('Port 8080 is taken.\n');
    expect(exits).toEqual([1]);
    expect(windows).toEqual([]);
  });

  it.each(SURVIVED)('says what the system refused (%s), and the show goes on', async (code) => {
    const { process, written, exits, show, windows } = await start();
    const error = systemError(code);
    process.emit('uncaughtException', error);
    expect(written.stderr).toContain(String(error.stack));
    expect(written.stderr).toContain('the show goes on');
    expect([exits, show.closed, windows.length]).toEqual([[], 0, 2]);
  });

  it.each(BUGS)(
    'says %s, and ends at once, before anything is written in a state that nobody foresaw',
    async (_, error) => {
      const { process, written, exits, show, errorBoxes } = await start();
      process.emit('uncaughtException', error);
      expect(written.stderr).toContain(error.message);
      expect(written.stderr).not.toContain('the show goes on');
      // No box in the middle of the show, which nobody could close from the stage.
      expect([exits, show.closed, errorBoxes]).toEqual([[1], 0, []]);
    },
  );

  it('hears errors that nobody caught from its first moment on, and goes on when nobody reads what it says', async () => {
    const { process, written, exits } = await start({ failWith: new Error('Port 8080 is taken.') });
    expect(process.listenerCount('uncaughtException')).toBe(1);
    const before = written.stderr;
    expect(() => process.stderr.emit('error', systemError('EPIPE'))).not.toThrow();
    expect([written.stderr, exits]).toEqual([before, [1]]);
  });

  it('runs once: a second one ends, and the first brings its admin window forward', async () => {
    const second = await start({ lock: false });
    expect(second.exits).toEqual([0]);
    expect(second.configs).toEqual([]);

    const first = await start();
    first.app.emit('second-instance');
    expect(first.admin).toMatchObject({ visible: true, focused: 1 });
  });

  it('keeps the displays awake and lets the projector play sound', async () => {
    const { blockers, switches } = await start();
    expect(blockers).toEqual(['prevent-display-sleep']);
    expect(switches).toContainEqual(['autoplay-policy', 'no-user-gesture-required']);
  });

  it('has a menu on macOS only, where copying and quitting need one', async () => {
    expect((await start()).menus).toEqual([null]);
    expect((await start({ platform: 'darwin' })).menus).toEqual([
      [{ role: 'appMenu' }, { role: 'editMenu' }, { role: 'windowMenu' }],
    ]);
  });
});

describe('the windows', () => {
  it('give their pages no Node, a sandbox and the preload script', async () => {
    const { projector, admin } = await start();
    for (const { options } of [projector, admin])
      expect(options.webPreferences).toMatchObject({
        preload: '/app/out/preload/index.cjs',
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        nodeIntegrationInWorker: false,
        nodeIntegrationInSubFrames: false,
        webSecurity: true,
        webviewTag: false,
        additionalArguments: [`--luckydraw-origin=${ORIGIN}`],
      });
  });

  it("stay on the host's origin", async () => {
    const { projector, admin } = await start();
    for (const { webContents } of [projector, admin])
      for (const name of ['will-navigate', 'will-frame-navigate', 'will-redirect']) {
        const inside = eventFor(`${ORIGIN}/lottery`);
        webContents.emit(name, inside);
        expect(inside.prevented).toBe(false);
        for (const url of [
          'https://example.org/',
          'http://127.0.0.1:9999/lottery',
          'http://127.0.0.1:8081.example.org/',
          'file:///etc/passwd',
          'javascript:alert(1)',
          'about:blank',
          '',
        ]) {
          const outside = eventFor(url);
          webContents.emit(name, outside);
          expect(outside.prevented, `${name} ${url}`).toBe(true);
        }
      }
  });

  it('embed nothing and open nothing', async () => {
    const { admin, windows } = await start();
    const webview = eventFor('');
    admin.webContents.emit('will-attach-webview', webview);
    expect(webview.prevented).toBe(true);
    for (const url of ['https://example.org/', `${ORIGIN}/lottery`, `${ORIGIN}/other`, 'x'])
      expect(admin.webContents.openHandler({ url })).toEqual({ action: 'deny' });
    expect(windows).toHaveLength(2);
  });

  it('are refused every permission', async () => {
    const { permissions } = await start();
    const answers: unknown[] = [];
    for (const permission of ['media', 'notifications', 'geolocation', 'fullscreen', 'openExternal'])
      permissions['request']?.({}, permission, (granted: unknown) => answers.push(granted));
    expect(answers).toEqual([false, false, false, false, false]);
    expect(permissions['check']?.({}, 'media')).toBe(false);
    expect(permissions['device']?.({})).toBe(false);
  });

  it("bring the projector's forward when the admin opens it, also after it was put away", async () => {
    const desk = await start();
    expect(desk.projector.closeByHand()).toBe(false);
    expect(desk.projector.minimized).toBe(true);
    desk.admin.webContents.openHandler({ url: `${ORIGIN}/lottery` });
    expect(desk.projector).toMatchObject({ minimized: false, visible: true, focused: 1 });
    expect(desk.windows).toHaveLength(2);
  });

  it('cannot lose the projector while a draw is on the stage', async () => {
    const desk = await start();
    desk.show.running = true;
    expect(desk.projector.closeByHand()).toBe(false);
    expect(desk.projector.minimized).toBe(false);
  });
});

describe('displays', () => {
  it("put the projector full screen on the external one and the admin on the laptop's", async () => {
    const { projector, admin } = await start();
    projector.emit('ready-to-show');
    expect(projector).toMatchObject({ bounds: PROJECTOR.bounds, fullScreen: true, visible: true });
    expect(admin.bounds.x).toBeLessThan(PROJECTOR.bounds.x);
    expect(admin.fullScreen).toBe(false);
  });

  it('leave both in ordinary windows when there is one only', async () => {
    const { projector } = await start({ displays: [PANEL] });
    projector.emit('ready-to-show');
    expect(projector).toMatchObject({ fullScreen: false, visible: true });
    expect(projector.bounds.width).toBeLessThan(PANEL.bounds.width);
  });

  it('are followed when they are plugged in, out, or changed', async () => {
    const desk = await start({ displays: [PANEL] });
    desk.projector.emit('ready-to-show');
    desk.displays.push(PROJECTOR);
    desk.screen.emit('display-added');
    expect(desk.projector).toMatchObject({ bounds: PROJECTOR.bounds, fullScreen: true });

    const [other = OTHER] = desk.displays.splice(1, 1, { ...PROJECTOR, bounds: { ...PROJECTOR.bounds, width: 1280 } });
    expect(other).toBe(PROJECTOR);
    desk.screen.emit('display-metrics-changed');
    await vi.waitFor(() => expect(desk.projector).toMatchObject({ bounds: { width: 1280 }, fullScreen: true }));

    desk.displays.pop();
    desk.screen.emit('display-removed');
    await vi.waitFor(() => expect(desk.projector.bounds.x).toBeLessThan(PANEL.bounds.width));
    expect(desk.projector.fullScreen).toBe(false);
  });

  it('leave the projector alone when nothing changes for it', async () => {
    const desk = await start();
    desk.projector.emit('ready-to-show');
    const moves: string[] = [];
    desk.projector.on('leave-full-screen', () => moves.push('left'));
    desk.displays.push(OTHER);
    desk.screen.emit('display-added');
    await Promise.resolve();
    expect(moves).toEqual([]);
    expect(desk.projector.bounds).toEqual(PROJECTOR.bounds);
  });
});

describe('a page that fails', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });
  const gone = (window: WindowDouble, reason: string) =>
    window.webContents.emit('render-process-gone', {}, { reason, exitCode: 1 });

  it('is loaded again with a new ticket, later each time, and quickly again after it has held', async () => {
    const { projector } = await start();
    gone(projector, 'crashed');
    vi.advanceTimersByTime(499);
    expect(projector.loaded).toHaveLength(1);
    vi.advanceTimersByTime(1);
    expect(projector.loaded[1]).toBe(`${ORIGIN}/lottery#ticket=ticket-3`);

    gone(projector, 'oom');
    vi.advanceTimersByTime(999);
    expect(projector.loaded).toHaveLength(2);
    vi.advanceTimersByTime(1);
    expect(projector.loaded).toHaveLength(3);

    projector.webContents.emit('did-finish-load');
    vi.advanceTimersByTime(30_000);
    gone(projector, 'crashed');
    vi.advanceTimersByTime(500);
    expect(projector.loaded).toHaveLength(4);
  });

  it('is tried again for ever, never more than ten seconds apart', async () => {
    const { admin } = await start();
    for (let attempt = 1; attempt <= 20; attempt += 1) {
      admin.webContents.emit('did-fail-load', {}, -102, 'ERR_CONNECTION_REFUSED', ORIGIN, true);
      vi.advanceTimersByTime(10_000);
      expect(admin.loaded).toHaveLength(1 + attempt);
    }
  });

  it('is ended and loaded again when it hangs', async () => {
    const { admin } = await start();
    admin.emit('unresponsive');
    expect(admin.webContents.crashes).toBe(1);
    vi.advanceTimersByTime(500);
    expect(admin.loaded).toHaveLength(2);
  });

  it('is left alone when it ended by itself, was only replaced, or lost a frame', async () => {
    const { admin } = await start();
    gone(admin, 'clean-exit');
    admin.webContents.emit('did-fail-load', {}, -3, 'ERR_ABORTED', ORIGIN, true);
    admin.webContents.emit('did-fail-load', {}, -102, 'ERR_CONNECTION_REFUSED', ORIGIN, false);
    vi.advanceTimersByTime(60_000);
    expect(admin.loaded).toHaveLength(1);
  });
});

describe('quitting', () => {
  it('asks when the admin window is closed, and goes on when the answer is no', async () => {
    const { admin, questions, exits, show } = await start();
    expect(admin.closeByHand()).toBe(false);
    await vi.waitFor(() => expect(questions).toHaveLength(1));
    expect(questions[0]).toMatchObject({ type: 'question', defaultId: 1, cancelId: 1 });
    expect([exits, show.closed]).toEqual([[], 0]);
  });

  it('closes the host and then the app when the answer is yes, once', async () => {
    const { admin, app, state, exits, show } = await start();
    state.answer = 0;
    admin.closeByHand();
    admin.closeByHand();
    app.emit('before-quit', eventFor(''));
    await vi.waitFor(() => expect(exits).toEqual([0]));
    expect(show.closed).toBe(1);
  });

  it('warns in stronger words while a draw runs', async () => {
    const { app, questions, show } = await start();
    show.running = true;
    const event = eventFor('');
    app.emit('before-quit', event);
    await vi.waitFor(() => expect(questions).toHaveLength(1));
    expect(event.prevented).toBe(true);
    expect(questions[0]).toMatchObject({ type: 'warning', message: 'A draw is on the stage. Quit anyway?' });
  });

  it.each(['SIGTERM', 'SIGINT'])('does not ask on %s', async (signal) => {
    const { process, questions, exits, show } = await start();
    process.emit(signal);
    await vi.waitFor(() => expect(exits).toEqual([0]));
    expect([questions, show.closed]).toEqual([[], 1]);
  });
});

describe('the bridge', () => {
  const page = (window: WindowDouble, frame: Record<string, unknown> | null = { origin: ORIGIN, parent: null }) => ({
    sender: window.webContents,
    senderFrame: frame,
  });

  it('tells the displays, and which one the projector is on', async () => {
    const { handlers, admin } = await start();
    expect(handlers.get(BRIDGE_CHANNELS.displays)?.(page(admin))).toEqual([
      { id: 1, label: 'display 1', width: 1920, height: 1080, primary: true, projector: false },
      { id: 2, label: 'display 2', width: 1920, height: 1080, primary: false, projector: true },
    ]);
  });

  it('moves the projector to another display and keeps it there', async () => {
    const desk = await start({ displays: [PANEL, PROJECTOR, OTHER] });
    desk.projector.emit('ready-to-show');
    desk.handlers.get(BRIDGE_CHANNELS.moveProjector)?.(page(desk.admin), 3);
    await vi.waitFor(() => expect(desk.projector).toMatchObject({ bounds: OTHER.bounds, fullScreen: true }));
    desk.screen.emit('display-metrics-changed');
    await Promise.resolve();
    expect(desk.projector.bounds).toEqual(OTHER.bounds);
  });

  it('sets full screen for the window that asks', async () => {
    const { handlers, admin, projector } = await start();
    handlers.get(BRIDGE_CHANNELS.setFullScreen)?.(page(admin), true);
    expect([admin.fullScreen, projector.fullScreen]).toEqual([true, false]);
  });

  it('asks before it quits', async () => {
    const { handlers, admin, questions } = await start();
    handlers.get(BRIDGE_CHANNELS.quit)?.(page(admin));
    await vi.waitFor(() => expect(questions).toHaveLength(1));
  });

  it.each([
    ['another origin', { origin: 'https://example.org', parent: null }],
    ['another port', { origin: 'http://127.0.0.1:8082', parent: null }],
    ['a frame within a page', { origin: ORIGIN, parent: {} }],
    ['a frame that is gone', null],
  ])('refuses %s', async (_, frame) => {
    const { handlers, admin } = await start();
    expect([...handlers.keys()].sort()).toEqual(Object.values(BRIDGE_CHANNELS).sort());
    for (const handler of handlers.values()) expect(() => handler(page(admin, frame), 1)).toThrow('Only the pages');
  });

  it.each([
    [BRIDGE_CHANNELS.moveProjector, 99],
    [BRIDGE_CHANNELS.moveProjector, '2'],
    [BRIDGE_CHANNELS.setFullScreen, 'yes'],
    [BRIDGE_CHANNELS.setFullScreen, undefined],
  ])('refuses %s with %j', async (channel, argument) => {
    const { handlers, admin } = await start();
    expect(() => handlers.get(channel)?.(page(admin), argument)).toThrow(
      /^There is no such display|^Full screen is on or off/,
    );
    expect(admin.fullScreen).toBe(false);
  });
});
