import { describe, expect, it } from 'vitest';
import { pickAdminDisplay, pickProjectorDisplay } from '../../../src/host/config/projectorDisplay.ts';

const display = (name: string, internal: boolean, primary: boolean) => ({ name, internal, primary });

describe('the displays of a show', () => {
  it.each([
    ['a laptop alone', [display('panel', true, true)], null, 'panel'],
    ['a laptop and a projector', [display('panel', true, true), display('hdmi', false, false)], 'hdmi', 'panel'],
    [
      'a laptop whose main display is the projector',
      [display('hdmi', false, true), display('panel', true, false)],
      'hdmi',
      'panel',
    ],
    [
      'a laptop with a main monitor and a projector',
      [display('panel', true, false), display('monitor', false, true), display('hdmi', false, false)],
      'hdmi',
      'panel',
    ],
    ['a desktop computer with one monitor', [display('monitor', false, true)], null, 'monitor'],
    [
      'a desktop computer with a projector',
      [display('monitor', false, true), display('hdmi', false, false)],
      'hdmi',
      'monitor',
    ],
    ['no display', [], null, null],
  ])('%s', (_, displays, projector, admin) => {
    const picked = pickProjectorDisplay(displays);
    expect(picked?.name ?? null).toBe(projector);
    expect(pickAdminDisplay(displays, picked)?.name ?? null).toBe(admin);
  });
});
