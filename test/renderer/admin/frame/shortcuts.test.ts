import { describe, expect, it } from 'vitest';
import { shortcutOf, type KeyPress } from '../../../../src/renderer/admin/frame/shortcuts.ts';

const press = (key: string, change: Partial<KeyPress> = {}): KeyPress => ({
  key,
  code: '',
  altKey: false,
  ctrlKey: false,
  metaKey: false,
  repeat: false,
  ...change,
});

describe('a key', () => {
  it('Space is the main action in the show only, and once however long it is held; elsewhere it scrolls', () => {
    expect(shortcutOf(press(' '), true)).toEqual({ kind: 'main' });
    expect(shortcutOf(press(' '), false)).toBeNull();
    expect(shortcutOf(press(' ', { repeat: true }), true)).toBeNull();
  });

  it("a clicker's next is the main action in the show, and turns pages elsewhere", () => {
    expect(shortcutOf(press('PageDown'), true)).toEqual({ kind: 'main' });
    expect(shortcutOf(press('PageDown'), false)).toBeNull();
  });

  it('chooses prize and count in the show only', () => {
    expect(shortcutOf(press('3'), true)).toEqual({ kind: 'nth', index: 2 });
    expect(shortcutOf(press('ArrowDown'), true)).toEqual({ kind: 'prize', step: 1 });
    expect(shortcutOf(press('ArrowLeft'), true)).toEqual({ kind: 'count', step: -1 });
    expect(shortcutOf(press('3'), false)).toBeNull();
    expect(shortcutOf(press('ArrowDown'), false)).toBeNull();
  });

  it('goes to a section with Alt, whatever the keyboard writes then', () => {
    expect(shortcutOf(press('¡', { altKey: true, code: 'Digit1' }), false)).toEqual({ kind: 'section', index: 0 });
  });

  it("leaves the browser's own combinations alone", () => {
    expect(shortcutOf(press('1', { ctrlKey: true, code: 'Digit1' }), true)).toBeNull();
    expect(shortcutOf(press(' ', { metaKey: true }), true)).toBeNull();
  });
});
