import { describe, expect, it } from 'vitest';
import type { Bridge } from '../../src/contract/bridge.ts';
import { exposeBridge } from '../../src/preload/bridge.ts';

const ORIGIN = 'http://127.0.0.1:8080';

const expose = (origin: string) => {
  const exposed = new Map<string, Bridge>();
  const invoked: unknown[][] = [];
  exposeBridge({
    contextBridge: { exposeInMainWorld: (name: string, bridge: Bridge) => void exposed.set(name, bridge) },
    ipcRenderer: {
      invoke: (...args: unknown[]) => {
        invoked.push(args);
        return Promise.resolve();
      },
    },
    argv: ['app', '--type=renderer', `--luckydraw-origin=${ORIGIN}`],
    origin,
  });
  return { exposed, invoked };
};

describe('the preload script', () => {
  it('gives a page of the host four functions, each bound to its own channel', async () => {
    const { exposed, invoked } = expose(ORIGIN);
    const bridge = exposed.get('luckyDrawBridge');
    expect(Object.keys(bridge ?? {}).sort()).toEqual(['displays', 'moveProjector', 'quit', 'setFullScreen']);
    await bridge?.displays();
    await bridge?.moveProjector(2);
    await bridge?.setFullScreen(true);
    await bridge?.quit();
    expect(invoked).toEqual([
      ['bridge:displays'],
      ['bridge:move-projector', 2],
      ['bridge:set-full-screen', true],
      ['bridge:quit'],
    ]);
  });

  it.each(['https://example.org', 'http://127.0.0.1:80', 'http://127.0.0.1:80801', 'null', ''])(
    'gives a page of %j nothing',
    (origin) => {
      expect(expose(origin).exposed.size).toBe(0);
    },
  );
});
