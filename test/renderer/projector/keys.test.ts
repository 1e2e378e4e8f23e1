import { describe, expect, it } from 'vitest';
import { isSwallowed, keyIntent, type KeyContext } from '../../../src/renderer/projector/keys.ts';

const press = (key: string, more: { repeat?: boolean; ctrlKey?: boolean } = {}) => ({
  key,
  repeat: false,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  ...more,
});
const idle: KeyContext = { stage: 'idle', loggedIn: true, sinceChange: 10_000 };

describe('keys of the projector', () => {
  it.each([' ', 'Enter', 'PageDown'])('%j draws when idle and takes the result off when there is one', (key) => {
    expect(keyIntent(press(key), idle)).toBe('draw');
    expect(keyIntent(press(key), { ...idle, stage: 'winner' })).toBe('dismiss');
  });

  it.each(['armed', 'spinning', 'stopping', null] as const)('do nothing forward while the stage is %s', (stage) => {
    expect(keyIntent(press(' '), { ...idle, stage })).toBeNull();
  });

  it('ignore a key that is held down', () => {
    expect(keyIntent(press(' ', { repeat: true }), idle)).toBeNull();
    expect(keyIntent(press('f', { repeat: true }), idle)).toBeNull();
  });

  it('ignore a second press within 800 ms of a change of stage', () => {
    expect(keyIntent(press(' '), { ...idle, stage: 'winner', sinceChange: 799 })).toBeNull();
    expect(keyIntent(press(' '), { ...idle, stage: 'winner', sinceChange: 800 })).toBe('dismiss');
  });

  it('ask who is there when nobody is logged in', () => {
    expect(keyIntent(press(' '), { ...idle, loggedIn: false })).toBe('log_in');
    expect(keyIntent(press(' '), { ...idle, loggedIn: false, sinceChange: 0 })).toBe('log_in');
  });

  it("ignore a clicker's way back, and let it scroll nothing", () => {
    expect(keyIntent(press('PageUp'), idle)).toBeNull();
    expect(isSwallowed('PageUp')).toBe(true);
    expect(isSwallowed('a')).toBe(false);
  });

  it('leave the browser its own shortcuts', () => {
    expect(keyIntent(press('f', { ctrlKey: true }), idle)).toBeNull();
  });

  it('turn full screen on with F in either case, leave it with Esc, mute with M', () => {
    expect(keyIntent(press('F'), idle)).toBe('full_screen');
    expect(keyIntent(press('f'), { ...idle, stage: 'spinning' })).toBe('full_screen');
    expect(keyIntent(press('Escape'), idle)).toBe('window');
    expect(keyIntent(press('m'), { ...idle, loggedIn: false })).toBe('mute');
  });
});
