/** The keys of the console, apart from what the browser does with them by itself. */
export type Shortcut =
  | { readonly kind: 'main' }
  | { readonly kind: 'help' }
  | { readonly kind: 'prize'; readonly step: 1 | -1 }
  | { readonly kind: 'nth'; readonly index: number }
  | { readonly kind: 'count'; readonly step: 1 | -1 }
  | { readonly kind: 'section'; readonly index: number };

export interface KeyPress {
  readonly key: string;
  readonly code: string;
  readonly altKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly repeat: boolean;
}

/**
 * What a key means while neither a field nor a button has the focus. `inShow`: the section of the show is
 * open, where keys choose, and Space or a clicker's "next" presses the main button.
 */
export const shortcutOf = (press: KeyPress, inShow: boolean): Shortcut | null => {
  if (press.ctrlKey || press.metaKey) return null;
  if (press.altKey) {
    const digit = /^Digit([1-9])$/.exec(press.code)?.[1];
    return digit === undefined ? null : { kind: 'section', index: Number(digit) - 1 };
  }
  if (press.key === '?') return { kind: 'help' };
  // Elsewhere Space scrolls, as everywhere, and never starts a draw that nobody looks at.
  if (!inShow) return null;
  // A key that is held down repeats itself; it was still pressed once.
  if (press.key === ' ' || press.key === 'PageDown') return press.repeat ? null : { kind: 'main' };
  if (press.key === 'ArrowDown') return { kind: 'prize', step: 1 };
  if (press.key === 'ArrowUp') return { kind: 'prize', step: -1 };
  if (press.key === 'ArrowRight' || press.key === '+') return { kind: 'count', step: 1 };
  if (press.key === 'ArrowLeft' || press.key === '-') return { kind: 'count', step: -1 };
  if (/^[1-9]$/.test(press.key)) return { kind: 'nth', index: Number(press.key) - 1 };
  return null;
};

/** True when the element does something of its own with this key, so that it is not the console's. */
export const ownsKey = (element: Element | null, key: string): boolean => {
  if (element === null) return false;
  const pressed = key === ' ' || key === 'Enter';
  if (element instanceof HTMLInputElement && element.type === 'radio') {
    // Choosing a prize and pressing Space is the way to draw; to a chosen radio button itself Space means nothing.
    return key.startsWith('Arrow') || (pressed && element.dataset['prize'] !== 'chosen');
  }
  if (element instanceof HTMLAnchorElement) return key === 'Enter';
  if (element.closest('button, summary') !== null) return pressed;
  return element.closest('input, textarea, select, [contenteditable], dialog') !== null;
};
